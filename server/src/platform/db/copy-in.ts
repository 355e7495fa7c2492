import { CompiledQuery, sql } from 'kysely'
import type { Tx } from './client.ts'
import { listTables, type TableShape } from './copy-out.ts'

/** Tables, views and functions of a database that belong to no extension, in the words that drop them. */
const OURS = sql<{ drop: string }>`select format('drop %s if exists public.%I cascade',
      case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, relname) as drop
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S') and not relispartition
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'a', 'i') and d.classid = 'pg_class'::regclass)
  union all
    select format('drop routine if exists %s cascade', p.oid::regprocedure) from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e' and d.classid = 'pg_proc'::regclass)`

/** What lies in a database: nothing, Laurel's tables, or something else. */
export async function whatIsThere(tx: Tx): Promise<'nothing' | 'laurel' | 'other'> {
  if ((await OURS.execute(tx)).rows.length === 0) return 'nothing'
  const tables = await listTables(tx)
  return ['migrations', 'audit_entries', 'people'].every((name) => tables.some((table) => table.name === name)) ? 'laurel' : 'other'
}

/** How many other connections use this database. */
export async function othersConnected(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function dropEverything(tx: Tx): Promise<void> {
  for (const { drop } of (await OURS.execute(tx)).rows) await tx.executeQuery(CompiledQuery.raw(drop))
}

/** Takes foreign keys and plain indexes away, so that rows may come in any order. @returns what puts them back, checking every row */
export async function loosen(tx: Tx): Promise<() => Promise<void>> {
  const { rows } = await sql<{ drop: string; make: string }>`select
      format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f'
  union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index join pg_class c on c.oid = indexrelid
    where c.relnamespace = 'public'::regnamespace and not exists (select 1 from pg_constraint where conindid = indexrelid and contype <> 'f')`.execute(
    tx,
  )
  for (const { drop } of rows) await tx.executeQuery(CompiledQuery.raw(drop))
  return async () => {
    for (const { make } of [...rows].reverse()) await tx.executeQuery(CompiledQuery.raw(make))
  }
}

/** Writes rows as `readTable` gave them. */
export async function writeRows(tx: Tx, { name, columns }: TableShape, lines: readonly string[], schema = 'public'): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)))
  const values = sql.join(columns.map(({ type }, at) => sql`(line ->> ${sql.lit(at)})::${sql.raw(type)}`))
  await sql`insert into ${sql.id(schema, name)} (${names})
    select ${values} from json_array_elements(${`[${lines.join(',')}]`}::json) as line`.execute(tx)
}

/** Rows that migrations put into new tables give way to those of the archive. */
export async function emptyTables(tx: Tx, tables: readonly TableShape[]): Promise<void> {
  for (const { name } of tables) await sql`delete from ${sql.id('public', name)}`.execute(tx)
}

export async function countRows(tx: Tx, name: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) as count from ${sql.id('public', name)}`.execute(tx)
  return Number(rows[0]?.count)
}
