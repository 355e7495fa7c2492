import { deleteExpired } from './accounts/index.ts'
import { after, type Clock, DAY_MS, HOUR_MS } from './core/time.ts'
import { deleteOldAnswers } from './intake/index.ts'
import { deleteDeadTokens } from './partners/index.ts'
import type { Db } from './platform/db/client.ts'

/** Removes what has no use any more: dead tokens, sessions and codes, answers kept for idempotency. Safe to run at any time, by any process. */
export async function keepHouse({ db, now }: { db: Db; now: Clock }): Promise<void> {
  await deleteExpired(db, now())
  await deleteDeadTokens(db, now())
  await deleteOldAnswers(db, after(now(), -DAY_MS))
}

/** Keeps house every hour. @returns the function that stops it */
export function startHousekeeping(deps: { db: Db; now: Clock }, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void keepHouse(deps).catch(onError), HOUR_MS)
  timer.unref()
  return () => clearInterval(timer)
}
