import type { Clock } from '../core/time.ts'
import type { PrintedLink } from '../exports/index.ts'
import type { Db } from '../platform/db/client.ts'
import { addressOf } from './present-share.ts'
import { linkRules } from './rules.ts'
import { findShare, listLivingShares, type ShareRow } from './store.ts'

/** What is printed of a link: its address, and no more of the resume than it shows. */
export const printedLinkOf = ({ slug, sections, hideRaw }: ShareRow, baseUrl: string): PrintedLink => ({
  url: addressOf(baseUrl, slug),
  sections,
  hideRaw,
})

interface LinkDeps {
  db: Db
  now: Clock
  baseUrl: string
}

/** A living link of this person, for the owner's own copy; without an id {@link openLink}. */
export async function printedLink(deps: LinkDeps, personId: string, shareId: string | undefined): Promise<PrintedLink | undefined> {
  if (shareId === undefined) return openLink(deps, personId)
  const share = await findShare(deps.db, personId, shareId)
  const problem = linkRules.some((rule) => rule({ share, now: deps.now() }))
  return share && !problem ? printedLinkOf(share, deps.baseUrl) : undefined
}

/** Without passcode, addresses or places left out: scanning the code shows what the paper shows. A public link first, else the newest. */
async function openLink(deps: LinkDeps, personId: string): Promise<PrintedLink | undefined> {
  const shares = await listLivingShares(deps.db, personId)
  const open = shares.filter(
    ({ sections, hideRaw, passcodeHash, emails }) => sections === null && !hideRaw && passcodeHash === null && emails.length === 0,
  )
  for (const { id } of [...open.filter(({ isPublic }) => isPublic), ...open]) {
    const link = await printedLink(deps, personId, id)
    if (link) return link
  }
  return undefined
}
