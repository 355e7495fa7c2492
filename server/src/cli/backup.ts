import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { tryKeys } from '../issuing/index.ts'
import { VERSION } from '../own-files.ts'
import { type ArchivedTable, FORMAT, fingerprintOf, type Manifest } from '../platform/archive/manifest.ts'
import { archiveWriter, fileOutlet, type Outlet, streamOutlet } from '../platform/archive/write-archive.ts'
import { type Database, openDatabase } from '../platform/db/client.ts'
import { inSnapshot, listMigrations, listTables, readTable, serverVersion } from '../platform/db/copy-out.ts'
import { hasQueues, QUEUES, readQueues, readWaiting, WAITING } from '../platform/jobs/kept-work.ts'
import { createSeal } from '../platform/seal.ts'
import { readOptions, UsageError } from './read-options.ts'
import { secretFor } from './secret-for.ts'
import { NoServer, Refused } from './speak.ts'

type Environment = Readonly<Record<string, string | undefined>>

const OUT = { name: 'out', schema: { type: 'string' } as never, says: '', isRequired: false }

const HELP = `laurel backup [--out FILE|-] [--json]

  Writes everything the database holds, as it was at one instant, into one file. On PostgreSQL the server may run;
  the embedded engine belongs to one process, so stop the server first.

  --out FILE   where to (laurel-DATE.tar); - for standard output
  --json       prints what was written as JSON

  DATABASE_URL     the PostgreSQL to read (a read replica will do); absent: the embedded engine in LAUREL_DATA_DIR (./data)
  LAUREL_SECRET    the secret of that server; else the file secret in LAUREL_DATA_DIR. It is not in the archive: keep it elsewhere.

  The archive is a tar of compressed JSON lines and a manifest, and holds personal data: encrypt it, and keep it 35 days at most.

  Exit code 0: written; 1: the secret is not the one of this database; 2: wrong words, or the database could not be read.`

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** `laurel backup [--out FILE|-] [--json]`. @returns the exit code */
export async function backup(words: readonly string[], env: Environment): Promise<number> {
  const { names, values, flags } = readOptions(words, [OUT], ['json', 'help'])
  if (flags.has('help')) {
    process.stdout.write(`${HELP}\n`)
    return 0
  }
  if (names.length > 0) throw new UsageError(`${names[0]} is one word too many; laurel backup --help`)
  const config = readConfig(env)
  const secret = await secretFor(config)
  const out = values.out === undefined ? `laurel-${new Date().toISOString().slice(0, 19).replace(/:/g, '-')}Z.tar` : String(values.out)
  if (out === '-' && flags.has('json')) throw new UsageError('--json and --out - both want standard output')
  const database = await openKnown(config)
  try {
    const outlet = out === '-' ? streamOutlet(process.stdout) : await outletAt(resolve(out))
    const manifest = await writtenTo(outlet, database, secret)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    if (flags.has('json')) process.stdout.write(`${JSON.stringify({ file: resolve(out), rows, ...summaryOf(manifest) }, null, 2)}\n`)
    else if (out !== '-') process.stdout.write(`${out}: ${manifest.tables.length} tables, ${rows} rows, as of ${manifest.takenAt}\n`)
    return 0
  } finally {
    await database.close()
  }
}

async function openKnown(config: Config): Promise<Database> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'pglite')))
    throw new NoServer(`there is no database in ${config.dataDir}; set LAUREL_DATA_DIR or DATABASE_URL`)
  return openDatabase(config)
}

const outletAt = (path: string): Promise<Outlet> =>
  fileOutlet(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === 'EEXIST' ? `${path} is already there` : `${path} cannot be written: ${error.message}`)
  })

const writtenTo = (outlet: Outlet, database: Database, secret: string): Promise<Manifest> =>
  written(outlet, database, secret).catch(async (error) => {
    await outlet.discard()
    throw error
  })

async function written(outlet: Outlet, database: Database, secret: string): Promise<Manifest> {
  const takenAt = new Date()
  const writer = archiveWriter(outlet, takenAt)
  return inSnapshot(database.db, async (tx) => {
    const shapes = await listTables(tx)
    if (!shapes.some(({ name }) => name === 'migrations')) throw new NoServer('there is no Laurel in this database')
    if (!(await tryKeys({ db: tx, seal: createSeal(secret) })).open)
      throw new Refused('LAUREL_SECRET is not the one the signing keys of this database were stored with')
    const tables: ArchivedTable[] = []
    for (const shape of shapes) {
      const table = await writer.table(shape, readTable(tx, shape))
      if (table.rows > 0) say(`  ${shape.name}: ${table.rows}`)
      tables.push(table)
    }
    const work = (await hasQueues(tx)) ? [await writer.table(QUEUES, readQueues(tx)), await writer.table(WAITING, readWaiting(tx))] : []
    const manifest: Manifest = {
      format: FORMAT,
      laurel: VERSION,
      takenAt: takenAt.toISOString(),
      engine: { name: database.engine, version: await serverVersion(tx) },
      migrations: await listMigrations(tx),
      secretFingerprint: fingerprintOf(secret),
      tables,
      work,
    }
    await writer.end(manifest, secret)
    await outlet.finish()
    return manifest
  })
}

/** What is said of an archive in JSON. */
export const summaryOf = ({ tables, work, migrations, format: _, ...rest }: Manifest) => ({
  ...rest,
  schema: migrations.at(-1),
  tables: Object.fromEntries(tables.map(({ name, rows }) => [name, rows])),
  waiting: work.find(({ name }) => name === WAITING.name)?.rows ?? 0,
})
