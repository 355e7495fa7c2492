import type { Kysely, Transaction } from 'kysely'
import type { AroundStatement } from './around-statements.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/** Runs one statement, or several without values. pg-boss speaks to the database through this. */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>

export interface Database {
  db: Db
  engine: 'embedded' | 'postgres'
  executeSql: ExecuteSql
  /** Runs a script of several statements (migrations). */
  script(sql: string): Promise<void>
  /** What an answer of success promises. */
  durability: string
  /** false: a power loss may take back what was acknowledged. @see reliability D11 */
  survivesPowerLoss: boolean
  /** How long whoever is first in line for a connection has waited; 0 when nobody waits, and on the embedded engine. */
  waitedMs(): number
  close(): Promise<void>
}

export interface DatabaseSettings {
  databaseUrl: string | undefined
  dataDir: string
  around?: AroundStatement | undefined
}
