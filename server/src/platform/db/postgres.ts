import pg from 'pg'
import type { ExecuteSql } from './database.ts'

const CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 30_000

// bigint columns are counters and sizes well under 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** @returns a pool, and what PostgreSQL's own settings let us promise. @see reliability D11 */
export async function openPostgres(url: string): Promise<{ pool: pg.Pool; executeSql: ExecuteSql; durability: string }> {
  const pool = new pg.Pool({
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
  const executeSql: ExecuteSql = async (text, values) => {
    const result = await pool.query(text, values as unknown[])
    return { rows: Array.isArray(result) ? [] : result.rows }
  }
  const { rows } = await pool.query<{ fsync: string; commit: string }>(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  )
  const safe = rows[0]?.fsync === 'on' && rows[0].commit !== 'off'
  return {
    pool,
    executeSql,
    durability: safe ? 'acknowledged facts survive a crash and a power loss' : 'fsync or synchronous_commit is off: no power-loss promise',
  }
}

/** Several statements on one connection; a transaction the script opened does not outlive a failure. */
export async function runScript(pool: pg.Pool, sql: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(sql)
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
