import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from './client.ts'

const LOCK = 8_120_453

/**
 * Runs the forward-only SQL files not run yet, each in one transaction with its own record, under a lock:
 * interrupted anywhere, it can be run again.
 *
 * @see reliability D13
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  await database.script('create table if not exists migrations (name text primary key, run_at timestamptz not null default now())')
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  const done = new Set((await database.executeSql('select name from migrations')).rows.map((row) => (row as { name: string }).name))
  const ran: string[] = []
  for (const name of names.filter((name) => !done.has(name))) {
    const sql = await readFile(join(folder, name), 'utf8')
    // a second process waits at the lock, then finds the record and does nothing
    await database.script(`begin;
select pg_advisory_xact_lock(${LOCK});
do $migration$ begin
if not exists (select 1 from migrations where name = '${name}') then
execute $sql$${sql}$sql$;
insert into migrations (name) values ('${name}');
end if; end $migration$;
commit;`)
    ran.push(name)
  }
  return ran
}
