import { MIGRATIONS } from '../own-files.ts'
import type { ArchivedTable } from '../platform/archive/manifest.ts'
import type { Archive } from '../platform/archive/read-archive.ts'
import type { Tx } from '../platform/db/client.ts'
import { countRows, emptyTables, loosen, writeRows } from '../platform/db/copy-in.ts'
import { listTables, type TableShape } from '../platform/db/copy-out.ts'
import { migrateWithin } from '../platform/db/migrate.ts'
import { QUEUES, WAITING, writeQueues, writeWaiting } from '../platform/jobs/kept-work.ts'
import { Refused } from './speak.ts'

const MOST_BYTES = 1024 * 1024

/** Makes the schema the archive was taken from and fills it; constraints see every row before this ends. @throws Refused */
export async function loadTables(tx: Tx, archive: Archive, say: (line: string) => void): Promise<void> {
  const { tables, migrations } = archive.manifest
  await migrateWithin(tx, MIGRATIONS, migrations)
  const shapes = await listTables(tx)
  // names in statements are those of the schema just made, never those an archive claims
  for (const table of tables)
    if (!shapes.some((shape) => isSame(shape, table))) throw new Refused(`table ${table.name} is not as in this program`)
  for (const { name } of shapes) if (!tables.some((table) => table.name === name)) throw new Refused(`the archive lacks the table ${name}`)
  const tighten = await loosen(tx)
  await emptyTables(tx, shapes)
  for (const shape of shapes) {
    const table = tables.find(({ name }) => name === shape.name)
    if (!table || table.rows === 0) continue
    for await (const lines of batchesOf(archive, table)) await writeRows(tx, shape, lines)
    const count = await countRows(tx, shape.name)
    if (count !== table.rows) throw new Refused(`table ${shape.name} has ${count} rows after restoring, not ${table.rows}`)
    say(`  ${shape.name}: ${count}`)
  }
  await tighten()
}

/** Puts back what waited in the queues. */
export async function loadWork(tx: Tx, archive: Archive): Promise<void> {
  for (const [{ name }, write] of [
    [QUEUES, writeQueues],
    [WAITING, writeWaiting],
  ] as const) {
    const table = archive.manifest.work.find((one) => one.name === name)
    if (table) for await (const lines of batchesOf(archive, table)) await write(tx, lines)
  }
}

const isSame = (one: TableShape, other: TableShape): boolean =>
  one.name === other.name && JSON.stringify(one.columns) === JSON.stringify(other.columns)

/** An archive's rows, a statement's worth at a time. */
async function* batchesOf(archive: Archive, { parts }: ArchivedTable): AsyncGenerator<string[]> {
  for (const part of parts) {
    let batch: string[] = []
    let bytes = 0
    for (const line of await archive.lines(part)) {
      batch.push(line)
      bytes += line.length
      if (bytes < MOST_BYTES) continue
      yield batch
      batch = []
      bytes = 0
    }
    if (batch.length > 0) yield batch
  }
}
