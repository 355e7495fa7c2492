import { enforce } from '../core/rule.ts'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import type { Seal } from '../platform/seal.ts'
import { readGrant, type Shown } from './grant.ts'
import { problems } from './problems.ts'
import { linkRules } from './rules.ts'
import { findShareBySlug, type ShareRow } from './store.ts'

export interface OpenDeps {
  db: Db
  now: Clock
  seal: Seal
}

export interface OpenedShare {
  share: ShareRow
  shown: Shown
  /** what the viewer still has to show */
  missing: 'passcode' | 'mailbox' | undefined
}

const SLUG = /^[a-z0-9-]{3,60}$/

const missingOf = (share: ShareRow, shown: Shown): OpenedShare['missing'] => {
  if (share.passcodeHash !== null && !shown.passcode) return 'passcode'
  // an address taken off the list opens nothing any more
  return share.emails.length > 0 && !share.emails.includes(shown.email) ? 'mailbox' : undefined
}

/**
 * Finds the link behind an address, and what this viewer has shown so far.
 *
 * @param note the viewer's grant, if the browser sent one
 * @throws Problem link_unknown | link_revoked | link_expired
 */
export async function openShare({ db, now, seal }: OpenDeps, slug: string, note: string | undefined): Promise<OpenedShare> {
  const name = slug.toLowerCase()
  const found = SLUG.test(name) ? await findShareBySlug(db, name) : undefined
  enforce(linkRules, { share: found, now: now() })
  const share = found!
  const shown = readGrant(seal, share, note, now())
  return { share, shown, missing: missingOf(share, shown) }
}

/** For what lies behind the page: everything must have been shown. @throws Problem access_needed, and those of `openShare` */
export async function openFully(deps: OpenDeps, slug: string, note: string | undefined): Promise<ShareRow> {
  const { share, missing } = await openShare(deps, slug, note)
  if (missing) throw problems.access_needed()
  return share
}
