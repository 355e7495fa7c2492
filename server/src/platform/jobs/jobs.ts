import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import PgBoss from 'pg-boss'
import type { Database, Tx } from '../db/client.ts'

export interface JobSettings {
  retries: number
  firstRetrySeconds: number
  timeoutSeconds: number
}

/** Work to do later. A job is a row: sent inside the caller's transaction, it exists if and only if the facts do. */
export interface Jobs {
  send(tx: Tx, queue: string, data: object, options?: { startAfterSeconds?: number; key?: string }): Promise<void>
  /** Looks for work at once instead of at the next poll; call it after COMMIT. */
  wake(queue: string): void
  work<T extends object>(queue: string, settings: JobSettings, handler: (data: T, attempt: number) => Promise<void>): Promise<void>
  /** Jobs waiting or running. */
  lag(queue: string): Promise<number>
  stop(): Promise<void>
}

const POLL_SECONDS = 5
const BATCH = 20
const LOOK_FOR_DEAD_SECONDS = 20

const NOTHING_ENDED = { rows: [{ count: 0 }] }

/** The statements pg-boss ends jobs with. */
async function endingsOf(boss: PgBoss): Promise<ReadonlySet<string>> {
  const endings = new Set<string>()
  const db: PgBoss.Db = { executeSql: async (text) => endings.add(text) && NOTHING_ENDED }
  await boss.complete('any', randomUUID(), {}, { db })
  await boss.fail('any', randomUUID(), {}, { db })
  return endings
}

/** pg-boss over either engine. @param works false: this process sends jobs and leaves them to others */
export async function startJobs(database: Database, onError: (error: unknown) => void, works = true): Promise<Jobs> {
  let stopped = false
  let endings: ReadonlySet<string> = new Set()
  const db: PgBoss.Db = {
    // a worker that outlived the stop asks nothing more: its job is a row and comes back when its lease ends
    executeSql: (text, values) => (stopped ? new Promise(() => {}) : database.executeSql(text, values)),
  }
  const unwatched: PgBoss.Db = {
    executeSql: (text, values) =>
      db.executeSql(text, values).catch((error) => {
        // pg-boss ends a batch once more, after each of its jobs, with promises nobody holds
        if (!endings.has(text)) throw error
        onError(error)
        return NOTHING_ENDED
      }),
  }
  const boss = new PgBoss({
    db: unwatched,
    schema: 'jobs',
    schedule: false,
    // how soon the work of a killed process is noticed and done again
    maintenanceIntervalSeconds: LOOK_FOR_DEAD_SECONDS,
    archiveCompletedAfterSeconds: 3_600,
    deleteAfterHours: 24,
  })
  boss.on('error', onError)
  await boss.start()
  endings = await endingsOf(boss)
  const workers = new Map<string, string>()
  return {
    send: async (tx, queue, data, { startAfterSeconds, key } = {}) => {
      await boss.send(queue, data, {
        db: { executeSql: async (text, values) => ({ rows: (await tx.executeQuery(CompiledQuery.raw(text, values))).rows }) },
        ...(startAfterSeconds !== undefined && { startAfter: startAfterSeconds }),
        ...(key !== undefined && { singletonKey: key }),
      })
    },
    wake: (queue) => {
      const worker = workers.get(queue)
      if (worker) boss.notifyWorker(worker)
    },
    work: async (queue, { retries, firstRetrySeconds, timeoutSeconds }, handler) => {
      const options = {
        name: queue,
        retryLimit: retries,
        retryDelay: firstRetrySeconds,
        retryBackoff: true,
        expireInSeconds: timeoutSeconds,
      }
      await boss.createQueue(queue, options)
      if (!works) return
      const runOne = async (job: PgBoss.JobWithMetadata<object>): Promise<void> => {
        try {
          await handler(job.data as never, job.retryCount + 1)
        } catch (error) {
          await boss.fail(queue, job.id, { message: String(error) }, { db })
          return
        }
        await boss.complete(queue, job.id, {}, { db })
      }
      // side by side: the last of them must not outlive its lease while the first is slow
      const run = async (jobs: PgBoss.JobWithMetadata<object>[]): Promise<void> => {
        await Promise.all(jobs.map(runOne))
        // a full batch: more waits, and nobody else may say so
        if (jobs.length === BATCH) boss.notifyWorker(workers.get(queue) ?? '')
      }
      workers.set(queue, await boss.work(queue, { pollingIntervalSeconds: POLL_SECONDS, batchSize: BATCH, includeMetadata: true }, run))
    },
    lag: (queue) => boss.getQueueSize(queue),
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 5_000, wait: true, close: false })
      stopped = true
    },
  }
}
