import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from './client.ts'

export interface TableShape {
  name: string
  columns: { name: string; type: string }[]
}

/** Rows are fetched this many at a time, fewer where they are large. */
const MOST_ROWS = 500
const BATCH_BYTES = 2 * 1024 * 1024

/** Everything `work` reads is as it was at one instant, however long it takes and whatever is written meanwhile. */
export const inSnapshot = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx)
    await unhurried(tx)
    return work(tx)
  })

/** No time limit within this transaction, and one form for every value's text, whatever the server is set to. */
export async function unhurried(tx: Tx): Promise<void> {
  await sql`select set_config(name, '0', true) from pg_settings
    where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`.execute(tx)
  await sql`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true), set_config('intervalstyle', 'postgres', true),
    set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`.execute(tx)
}

/** All tables, with their columns by name; what belongs to an extension is not ours. */
export async function listTables(tx: Tx): Promise<TableShape[]> {
  const { rows } = await sql<TableShape>`select c.relname as name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attname) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`.execute(tx)
  return rows
}

export const listMigrations = async (tx: Tx): Promise<string[]> =>
  (await sql<{ name: string }>`select name from public.migrations order by name`.execute(tx)).rows.map(({ name }) => name)

export const serverVersion = async (tx: Tx): Promise<string> =>
  (await sql<{ version: string }>`select current_setting('server_version') as version`.execute(tx)).rows[0]?.version ?? ''

/** The rows of a table, each as a JSON array of its columns' texts. */
export const readTable = (tx: Tx, { name, columns }: TableShape): AsyncGenerator<string[]> =>
  readLines(
    tx,
    columns.map((column) => sql`${sql.ref(column.name)}::text`),
    sql`${sql.id('public', name)}`,
  )

/** Values as text, in batches; `from` may end in a `where`. */
export async function* readLines(tx: Tx, values: readonly RawBuilder<unknown>[], from: RawBuilder<unknown>): AsyncGenerator<string[]> {
  await sql`declare rows_out no scroll cursor for select array_to_json(array[${sql.join(values)}])::text as line from ${from}`.execute(tx)
  for (let count = 50; ; ) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(count)} from rows_out`.execute(tx)
    if (rows.length === 0) break
    const lines = rows.map(({ line }) => line)
    yield lines
    const bytes = lines.reduce((sum, line) => sum + line.length, 0)
    count = Math.max(1, Math.min(MOST_ROWS, 2 * count, Math.floor((BATCH_BYTES * lines.length) / bytes)))
  }
  await sql`close rows_out`.execute(tx)
}
