import { deleteExpired } from './accounts/index.ts'
import { after, type Clock, DAY_MS, HOUR_MS } from './core/time.ts'
import { deleteDeadPulls, deleteOldAnswers } from './intake/index.ts'
import { deleteDeadPartnerSessions, deleteDeadTokens } from './partners/index.ts'
import type { Db } from './platform/db/client.ts'
import { deleteOldOffers } from './wallet/index.ts'

/** As long as what it brought can be taken. */
const PULL_KEPT_MS = 30 * DAY_MS

/** Removes what has no use any more: dead tokens, sessions and codes, answers kept for idempotency. Safe to run at any time, by any process. */
export async function keepHouse({ db, now }: { db: Db; now: Clock }): Promise<void> {
  await deleteExpired(db, now())
  await deleteDeadTokens(db, now())
  await deleteDeadPartnerSessions(db, now())
  await deleteOldAnswers(db, after(now(), -DAY_MS))
  await deleteOldOffers(db, now(), after(now(), -DAY_MS))
  await deleteDeadPulls(db, now(), after(now(), -PULL_KEPT_MS))
}

/** Keeps house every hour. @returns the function that stops it */
export function startHousekeeping(deps: { db: Db; now: Clock }, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void keepHouse(deps).catch(onError), HOUR_MS)
  timer.unref()
  return () => clearInterval(timer)
}
