import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { addressOf } from './present-share.ts'
import { linkRules } from './rules.ts'
import { findShare } from './store.ts'

/** The address of a living link of this person, for what is printed beside a resume. */
export async function shareUrlOf(
  deps: { db: Db; now: Clock; baseUrl: string },
  personId: string,
  shareId: string,
): Promise<string | undefined> {
  const share = await findShare(deps.db, personId, shareId)
  const problem = linkRules.some((rule) => rule({ share, now: deps.now() }))
  return share && !problem ? addressOf(deps.baseUrl, share.slug) : undefined
}
