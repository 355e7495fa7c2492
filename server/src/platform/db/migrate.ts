import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import type { Database, Tx } from './client.ts'

const LOCK = 8_120_453
const TABLE = 'create table if not exists migrations (name text primary key, run_at timestamptz not null default now())'

/** Names of all migrations of this program, in order. */
export const migrationsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()

/** Holds the lock to the end of the transaction: no server migrates meanwhile. */
export const lockMigrations = (tx: Tx): Promise<unknown> => tx.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${LOCK})`))

/** Runs some migrations within a transaction that is under way. */
export async function migrateWithin(tx: Tx, folder: string, names: readonly string[]): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(TABLE))
  for (const name of names) await tx.executeQuery(CompiledQuery.raw(`do $migration$ begin\n${await bodyOf(folder, name)}end $migration$`))
}

const bodyOf = async (folder: string, name: string): Promise<string> => `execute $sql$${await readFile(join(folder, name), 'utf8')}$sql$;
insert into migrations (name) values ('${name}');
`

/**
 * Runs the forward-only SQL files not run yet, each in one transaction with its own record, under a lock:
 * interrupted anywhere, it can be run again.
 *
 * @see reliability D13
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  await database.script(TABLE)
  const names = await migrationsIn(folder)
  const done = new Set((await database.executeSql('select name from migrations')).rows.map((row) => (row as { name: string }).name))
  const ran: string[] = []
  for (const name of names.filter((name) => !done.has(name))) {
    // a second process waits at the lock, then finds the record and does nothing
    await database.script(`begin;
select pg_advisory_xact_lock(${LOCK});
do $migration$ begin
if not exists (select 1 from migrations where name = '${name}') then
${await bodyOf(folder, name)}end if; end $migration$;
commit;`)
    ran.push(name)
  }
  return ran
}
