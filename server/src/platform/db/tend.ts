import type { Database } from './database.ts'

/**
 * What a server of PostgreSQL does by itself and the embedded engine does not: gives back the room of deleted rows and counts what is
 * there, so that the right index is chosen. Table by table: whoever comes waits for one of them at most.
 *
 * @see https://www.postgresql.org/docs/current/routine-vacuuming.html
 */
export async function tend({ engine, executeSql }: Pick<Database, 'engine' | 'executeSql'>): Promise<void> {
  if (engine !== 'embedded') return
  const { rows } = await executeSql(`select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables order by 1`)
  for (const { name } of rows as { name: string }[]) await executeSql(`vacuum (analyze) ${name}`)
}
