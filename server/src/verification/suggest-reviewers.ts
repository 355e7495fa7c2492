import type { ReaderCaller } from '../core/caller.ts'
import type { Uses } from './deps.ts'
import { problems } from './problems.ts'
import { findCompanyAt, listReviewersAt } from './store/reviews.ts'
import { websiteDomain } from './store-reviewer.ts'

/** These two answer from the calling platform's own rows only, so they need a key. @throws Problem INVALID_API_KEY */
function ownerOf({ platform }: ReaderCaller) {
  if (!platform) throw problems.INVALID_API_KEY()
  return platform
}

/** @throws Problem INVALID_API_KEY | MISSING_WEBSITE | INVALID_WEBSITE */
export async function companyName(deps: Uses<'db'>, caller: ReaderCaller, website: string): Promise<{ companyName: string | null }> {
  const owner = ownerOf(caller)
  if (website === '') throw problems.MISSING_WEBSITE()
  const domain = websiteDomain(website)
  if (domain === '') throw problems.INVALID_WEBSITE()
  return { companyName: (await findCompanyAt(deps.db, owner, domain)) ?? null }
}

/** Nothing when the website is missing or cannot be read. @throws Problem INVALID_API_KEY */
export async function emailSuggestions(deps: Uses<'db'>, caller: ReaderCaller, website: string, email: string) {
  const owner = ownerOf(caller)
  const domain = websiteDomain(website)
  return { suggestions: domain === '' ? [] : await listReviewersAt(deps.db, owner, domain, email.toLowerCase()) }
}
