import type { Clock } from '../core/time.ts'
import type { PrintedLink } from '../exports/index.ts'
import type { Db } from '../platform/db/client.ts'
import { addressOf } from './present-share.ts'
import { linkRules } from './rules.ts'
import { findShare, type ShareRow } from './store.ts'

/** What is printed of a link: its address, and no more of the resume than it shows. */
export const printedLinkOf = ({ slug, sections, hideRaw }: ShareRow, baseUrl: string): PrintedLink => ({
  url: addressOf(baseUrl, slug),
  sections,
  hideRaw,
})

/** A living link of this person, for the owner's own copy. */
export async function printedLink(
  deps: { db: Db; now: Clock; baseUrl: string },
  personId: string,
  shareId: string,
): Promise<PrintedLink | undefined> {
  const share = await findShare(deps.db, personId, shareId)
  const problem = linkRules.some((rule) => rule({ share, now: deps.now() }))
  return share && !problem ? printedLinkOf(share, deps.baseUrl) : undefined
}
