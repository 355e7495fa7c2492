import type { Socket } from 'node:net'
import pg from 'pg'
import { SECOND_MS } from '../../core/time.ts'
import type { ExecuteSql } from './database.ts'
import { createPulse, PATIENCE_MS } from './pulse.ts'

const CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 30_000
const PROBE_TIMEOUT_MS = 3_000

// bigint columns are counters and sizes well under 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const KEPT = /^\/\* kept as ([a-z-]+) \*\//

/**
 * A statement that begins with `kept as` and a name in a comment is planned once for each connection: for the few that are asked all the
 * time and whose planning costs more than their work.
 */
class Client extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args
    const name = typeof text === 'string' ? KEPT.exec(text)?.[1] : undefined
    const query = super.query as (...given: unknown[]) => never
    return name === undefined ? query.apply(this, args) : query.call(this, { name, text, values }, ...rest)
  }
}

/** What the rest uses of a pool: connections, refused at once while the database does not answer. */
export interface Connections {
  connect(): Promise<pg.PoolClient>
  end(): Promise<void>
}

export interface Postgres {
  connections: Connections
  executeSql: ExecuteSql
  /** what an answer of success promises */
  durability: string
  /** false: `fsync` or `synchronous_commit` is off, and a power loss may take back what was acknowledged */
  survivesPowerLoss: boolean
  /** how long whoever is first in line for a connection has waited; 0 when nobody waits */
  waitedMs(): number
}

const away = (): Error => Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT' })

/** Asks on a connection of its own. A refusal is an answer too: whoever is full is not gone. */
async function probe(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PROBE_TIMEOUT_MS, query_timeout: PROBE_TIMEOUT_MS })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
  } finally {
    // one that does not answer does not say goodbye either
    socketOf(client)?.destroy()
  }
}

const socketOf = (client: pg.ClientBase): Socket | undefined =>
  (client as unknown as { connection?: { stream?: Socket } }).connection?.stream

/**
 * Ends what waits on a database that has stopped answering, instead of letting requests pile up behind it.
 *
 * @returns the pool, guarded
 * @see reliability D10
 */
function guardedPool(pool: pg.Pool, url: string): Connections & Pick<Postgres, 'waitedMs'> {
  const line = new Set<{ since: number }>()
  const heldSince = new Map<pg.ClientBase, number>()
  pool.on('acquire', (client) => void heldSince.set(client, performance.now()))
  pool.on('release', (_error, client) => void heldSince.delete(client))
  pool.on('remove', (client) => void heldSince.delete(client))
  const pulse = createPulse(
    () => probe(url),
    () => {
      for (const client of heldSince.keys()) socketOf(client)?.destroy(away())
    },
  )
  const watch = setInterval(() => {
    const longAgo = performance.now() - PATIENCE_MS
    if ([...heldSince.values()].some((since) => since < longAgo)) void pulse.check()
  }, SECOND_MS)
  watch.unref()
  return {
    connect: async () => {
      if (pulse.isLost) throw away()
      const place = { since: performance.now() }
      line.add(place)
      try {
        return await pool.connect()
      } finally {
        line.delete(place)
      }
    },
    waitedMs: () => {
      const first = line.values().next().value
      return first ? performance.now() - first.since : 0
    },
    end: async () => {
      clearInterval(watch)
      pulse.stop()
      await pool.end()
    },
  }
}

/** @returns guarded connections, and what PostgreSQL's own settings let us promise. @see reliability D11 */
export async function openPostgres(url: string): Promise<Postgres> {
  const pool = new pg.Pool({
    Client,
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  })
  // an idle connection that breaks is replaced at the next use
  pool.on('error', () => {})
  // one that breaks while a transaction holds it says so to its next statement; unheard, the event would end the process
  pool.on('connect', (client) => client.on('error', () => {}))
  const connections = guardedPool(pool, url)
  const executeSql: ExecuteSql = async (text, values) => {
    const client = await connections.connect()
    let broken: Error | undefined
    try {
      const result = await client.query(text, values as unknown[])
      return { rows: Array.isArray(result) ? [] : result.rows }
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) broken = error as Error
      throw error
    } finally {
      client.release(broken)
    }
  }
  const { rows } = await executeSql(`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`)
  const { fsync, commit } = rows[0] as { fsync: string; commit: string }
  const survivesPowerLoss = fsync === 'on' && commit !== 'off'
  return {
    connections,
    executeSql,
    waitedMs: connections.waitedMs,
    survivesPowerLoss,
    durability: survivesPowerLoss
      ? 'acknowledged facts survive a crash and a power loss'
      : 'fsync or synchronous_commit is off: no power-loss promise',
  }
}

/** Several statements on one connection; a transaction the script opened does not outlive a failure. */
export async function runScript(connections: Connections, sql: string): Promise<void> {
  const client = await connections.connect()
  try {
    await client.query(sql)
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
