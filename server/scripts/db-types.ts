/** Prints `platform/db/tables.ts` and `schema.sql` from a freshly migrated database: `npm run db:types`. */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'Timestamp',
  jsonb: 'Json',
  bytea: 'Uint8Array',
  _text: 'string[]',
}

interface Column {
  table: string
  name: string
  type: string
  nullable: boolean
  fallback: string | null
}

const database = await openEmbedded('memory://')
await migrate(database, at('../migrations'))
const columns = (
  await database.executeSql(
    `select c.table_name as "table", c.column_name as name, c.udt_name as type, c.is_nullable = 'YES' as nullable, c.column_default as fallback
     from information_schema.columns c where c.table_schema = 'public' order by c.table_name, c.ordinal_position`,
  )
).rows as Column[]
const constraints = (
  await database.executeSql(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, contype desc, 2`,
  )
).rows as { table: string; name: string; definition: string }[]
const indexes = (
  await database.executeSql(
    `select tablename as "table", indexdef as definition from pg_indexes i where schemaname = 'public'
     and not exists (select 1 from pg_constraint where conname = i.indexname) order by tablename, indexname`,
  )
).rows as { table: string; definition: string }[]
await database.close()

const tables = [...new Set(columns.map((column) => column.table))]
const pascal = (name: string): string => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
const typeOf = ({ type, nullable, fallback, table, name }: Column): string => {
  const base = TYPES[type]
  if (!base) throw new Error(`${table}.${name}: no TypeScript type for ${type}`)
  const whole = nullable ? `${base} | null` : base
  if (fallback !== null && type === 'jsonb') return 'JsonWithDefault'
  return fallback === null ? whole : `Generated<${whole}>`
}
const types = `// Generated from the migrations by \`npm run db:types\`; do not edit.
import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
// biome-ignore lint/suspicious/noExplicitAny: JSON columns are typed where they are read
type Json = ColumnType<any, string, string>
// biome-ignore lint/suspicious/noExplicitAny: as above
type JsonWithDefault = ColumnType<any, string | undefined, string>

${tables
  .map(
    (table) =>
      `export interface ${pascal(table)} {\n${columns
        .filter((column) => column.table === table)
        .map((column) => `  ${column.name}: ${typeOf(column)}`)
        .join('\n')}\n}`,
  )
  .join('\n\n')}

export interface Tables {
${tables.map((table) => `  ${table}: ${pascal(table)}`).join('\n')}
}
`
const schema = `-- The data model on one page: generated from the migrations by \`npm run db:types\`; do not edit.\n\n${tables
  .map((table) => {
    const lines = [
      ...columns
        .filter((column) => column.table === table)
        .map(
          ({ name, type, nullable, fallback }) =>
            `${name} ${type}${nullable ? '' : ' not null'}${fallback === null ? '' : ` default ${fallback}`}`,
        ),
      ...constraints.filter((constraint) => constraint.table === table).map(({ name, definition }) => `constraint ${name} ${definition}`),
    ]
    const own = indexes.filter((index) => index.table === table).map(({ definition }) => `${definition};`)
    return [`create table ${table} (\n  ${lines.join(',\n  ')}\n);`, ...own].join('\n')
  })
  .join('\n\n')}\n`

const files = [
  [at('../src/platform/db/tables.ts'), types],
  [at('../schema.sql'), schema],
] as const
for (const [path, text] of files) await writeFile(path, text)
console.log(`${tables.length} tables, ${columns.length} columns`)
