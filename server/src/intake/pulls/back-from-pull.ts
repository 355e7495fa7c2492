import type { PersonCaller } from '../../core/caller.ts'
import type { Clock } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import { sha256 } from '../../platform/secrets.ts'
import { EVERY_STATE, listWaiting, putHoldings } from '../store/holdings.ts'
import { holdingsOf } from '../waiting.ts'
import { findPulled } from './find-pulled.ts'

/**
 * The browser that asked is back: what was sent waits under "new credentials" as well, should its page be closed before anything was
 * chosen. Uses nothing up, and does nothing for any other browser or any other kind of link.
 *
 * @throws Problem claim_not_found | pull_elsewhere | pull_empty
 */
export async function backFromPull({ db, now }: { db: Db; now: Clock }, key: string, visitor: PersonCaller): Promise<void> {
  const { envelope, boundTo } = await findPulled(db, sha256(key), visitor.sessionId)
  if (boundTo !== visitor.sessionId || envelope.claimedAt !== null) return
  const waiting = await listWaiting(db, envelope.id)
  const free = waiting.filter(({ ownerId }) => ownerId === null || ownerId === visitor.personId)
  const holdings = free.flatMap((assertion) =>
    holdingsOf(assertion).map(({ part }) => ({ row: assertion.row, part, state: 'inbox' as const })),
  )
  await db.transaction().execute((tx) => putHoldings(tx, visitor.personId, holdings, now(), EVERY_STATE))
}
