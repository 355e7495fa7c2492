import { deleteExpired } from './accounts/index.ts'
import { after, type Clock, DAY_MS, HOUR_MS } from './core/time.ts'
import { deleteDeadPulls, deleteOldAnswers } from './intake/index.ts'
import { deleteDeadPartnerSessions, deleteDeadTokens } from './partners/index.ts'
import type { Database, Db } from './platform/db/client.ts'
import { tend } from './platform/db/tend.ts'
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
export function startHousekeeping({ database, now }: { database: Database; now: Clock }, onError: (error: unknown) => void): () => void {
  const once = async (): Promise<void> => {
    await keepHouse({ db: database.db, now })
    await tend(database)
  }
  const timer = setInterval(() => void once().catch(onError), HOUR_MS)
  timer.unref()
  return () => clearInterval(timer)
}
