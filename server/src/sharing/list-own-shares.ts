import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import type { Share } from './api.ts'
import { presentShare } from './present-share.ts'
import { listLivingShares } from './store.ts'

/** The links of a person, as their owner sees them. */
export async function listOwnShares(deps: { db: Db; now: Clock; baseUrl: string }, personId: string): Promise<Share[]> {
  const shown = { baseUrl: deps.baseUrl, now: deps.now() }
  return (await listLivingShares(deps.db, personId)).map((row) => presentShare(row, shown))
}
