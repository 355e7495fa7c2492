import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { writeRows } from '../db/copy-in.ts'
import { readLines, type TableShape } from '../db/copy-out.ts'

const shape = (name: string, columns: Record<string, string>): TableShape => ({
  name,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
})

/** Queues with their settings. */
export const QUEUES = shape('jobs.queue', {
  name: 'text',
  policy: 'text',
  retry_limit: 'int',
  retry_delay: 'int',
  retry_backoff: 'bool',
  expire_seconds: 'int',
  retention_minutes: 'int',
})

/** What waits in them. Work done leaves nothing that is needed. */
export const WAITING = shape('jobs.job', {
  id: 'uuid',
  name: 'text',
  priority: 'int',
  data: 'jsonb',
  state: 'jobs.job_state',
  retry_limit: 'int',
  retry_count: 'int',
  retry_delay: 'int',
  retry_backoff: 'bool',
  start_after: 'timestamptz',
  singleton_key: 'text',
  singleton_on: 'timestamp',
  expire_in: 'interval',
  created_on: 'timestamptz',
  keep_until: 'timestamptz',
  policy: 'text',
})

/** A database that no server has used has no queues. */
export const hasQueues = async (tx: Tx): Promise<boolean> =>
  (await sql<{ there: boolean }>`select to_regclass('jobs.job') is not null as there`.execute(tx)).rows[0]?.there === true

export const readQueues = (tx: Tx): AsyncGenerator<string[]> =>
  readLines(
    tx,
    QUEUES.columns.map(({ name }) => sql`${sql.ref(name)}::text`),
    sql`jobs.queue`,
  )

/** Whoever was at work on a job is not there after a restore: the job begins anew. */
export const readWaiting = (tx: Tx): AsyncGenerator<string[]> =>
  readLines(
    tx,
    WAITING.columns.map(({ name }) =>
      name === 'state' ? sql`case state when 'active' then 'created' else state::text end` : sql`${sql.ref(name)}::text`,
    ),
    sql`jobs.job where state in ('created', 'retry', 'active')`,
  )

/** What an earlier database had waiting is not this one's. */
export async function forgetWork(tx: Tx): Promise<void> {
  await sql`delete from jobs.job`.execute(tx)
  await sql`delete from jobs.archive`.execute(tx)
}

export async function writeQueues(tx: Tx, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const [name, policy, retryLimit, retryDelay, retryBackoff, expireInSeconds, retentionMinutes] = JSON.parse(line) as (string | null)[]
    const settings = JSON.stringify({ policy, retryLimit, retryDelay, retryBackoff, expireInSeconds, retentionMinutes })
    await sql`select jobs.create_queue(${name}, ${settings}::json)`.execute(tx)
  }
}

/** Work keeps its place in the queue for another two weeks, however old the archive is. */
export async function writeWaiting(tx: Tx, lines: readonly string[]): Promise<void> {
  await writeRows(tx, { ...WAITING, name: 'job' }, lines, 'jobs')
  await sql`update jobs.job set keep_until = greatest(keep_until, now() + interval '14 days')`.execute(tx)
}
