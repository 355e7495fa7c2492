import type { Clock } from './core/time.ts'
import { countDueDeliveries, MAIL_QUEUE } from './delivery/index.ts'
import { countDueRechecks } from './intake/index.ts'
import type { Db } from './platform/db/client.ts'
import type { Jobs } from './platform/jobs/jobs.ts'

/** How much of each kind of work is due and waits: the queue lag of `/health/ready` and `/metrics`. */
export const waitingWork = ({ db, now, jobs }: { db: Db; now: Clock; jobs: Jobs }) => ({
  mail: () => jobs.lag(MAIL_QUEUE),
  webhooks: () => countDueDeliveries(db, now()),
  rechecks: () => countDueRechecks(db, now()),
})
