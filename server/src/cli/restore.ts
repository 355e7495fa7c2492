import { createAuditKey, verifyAuditLog } from '../audit/index.ts'
import { type Config, readConfig } from '../config.ts'
import { holdBack } from '../delivery/index.ts'
import { tryKeys } from '../issuing/index.ts'
import { MIGRATIONS } from '../own-files.ts'
import { fingerprintOf, isMarkedWith } from '../platform/archive/manifest.ts'
import { type Archive, BrokenArchive, openArchive } from '../platform/archive/read-archive.ts'
import { openDatabase, type Tx } from '../platform/db/client.ts'
import { dropEverything, othersConnected, whatIsThere } from '../platform/db/copy-in.ts'
import { unhurried } from '../platform/db/copy-out.ts'
import { lockMigrations, migrateWithin, migrationsIn } from '../platform/db/migrate.ts'
import { startJobs } from '../platform/jobs/jobs.ts'
import { forgetWork } from '../platform/jobs/kept-work.ts'
import { createSeal } from '../platform/seal.ts'
import { summaryOf } from './backup.ts'
import { loadTables, loadWork } from './load-archive.ts'
import { readOptions, UsageError } from './read-options.ts'
import { secretFor } from './secret-for.ts'
import { Refused } from './speak.ts'

type Environment = Readonly<Record<string, string | undefined>>

const HELP = `laurel restore FILE [--force] [--send-nothing] [--without-secret] [--check] [--json]

  Puts what laurel backup wrote into an empty PostgreSQL or an empty data folder, whichever the archive came from, and brings it
  to the schema of this program. All of it happens in one transaction: whatever goes wrong, the target is as it was.

  --force            the target holds a Laurel, which is thrown away; stop its servers first
  --send-nothing     mails and webhooks that wait are held back: for a rehearsal, or a copy beside the living server
  --without-secret   LAUREL_SECRET is another one or missing: the rows are restored, unproved, and no server starts on them without it
  --check            reads and checks the archive and changes nothing
  --json             prints what was restored as JSON

  DATABASE_URL     the PostgreSQL to fill; absent: the embedded engine in LAUREL_DATA_DIR (./data)
  LAUREL_SECRET    the secret the archive was made with; else the file secret in LAUREL_DATA_DIR

  Exit code 0: restored, counted, the audit log verified, the signing keys opened; 1: refused (the archive is broken or newer,
  the target is not empty, the secret is another one); 2: wrong words, or the target could not be opened.`

const FLAGS = ['force', 'send-nothing', 'without-secret', 'check', 'json', 'help']
const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** `laurel restore FILE [--force] [--send-nothing] [--without-secret] [--check] [--json]`. @returns the exit code */
export async function restore(words: readonly string[], env: Environment): Promise<number> {
  const { names, flags } = readOptions(words, [], FLAGS)
  if (flags.has('help')) {
    process.stdout.write(`${HELP}\n`)
    return 0
  }
  const [path, more] = names
  if (path === undefined || more !== undefined) throw new UsageError('laurel restore FILE; laurel restore --help')
  const config = readConfig(env)
  const secret = flags.has('without-secret') ? undefined : await secretFor(config)
  const archive = await opened(path)
  try {
    await examine(archive, secret)
    const restored = flags.has('check') ? {} : await fill(config, archive, secret, flags)
    const { takenAt, tables } = archive.manifest
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    const done = flags.has('check') ? 'whole' : 'restored'
    if (flags.has('json')) process.stdout.write(`${JSON.stringify({ ...summaryOf(archive.manifest), rows, ...restored }, null, 2)}\n`)
    else process.stdout.write(`${path}: ${done}, ${tables.length} tables, ${rows} rows, as of ${takenAt}\n`)
    return 0
  } finally {
    await archive.close()
  }
}

const opened = (path: string): Promise<Archive> =>
  openArchive(path).catch((error: Error) => {
    if (error instanceof BrokenArchive) throw new Refused(`${path} cannot be used: ${error.message}`)
    throw new UsageError(`${path} cannot be read: ${error.message}`)
  })

/** Everything about the archive that can be wrong, before the target is touched. @throws Refused */
async function examine(archive: Archive, secret: string | undefined): Promise<void> {
  const { manifest, manifestBytes, mark } = archive
  const known = new Set(await migrationsIn(MIGRATIONS))
  const unknown = manifest.migrations.filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new Refused(`the archive is of a newer Laurel (${manifest.laurel}): this program does not know ${unknown.join(', ')}`)
  if (secret !== undefined) {
    if (fingerprintOf(secret) !== manifest.secretFingerprint)
      throw new Refused('LAUREL_SECRET is not the one this archive was made with; --without-secret restores the rows nevertheless')
    if (!isMarkedWith(secret, manifestBytes, mark)) throw new Refused('the manifest of the archive is not as it was written')
  }
  say('checking')
  for (const { parts } of [...manifest.tables, ...manifest.work])
    for (const part of parts)
      await archive.lines(part).catch((error: Error) => {
        throw new Refused(`the archive is broken: ${error.message}`)
      })
}

/** Fills the target in one transaction. @throws Refused, and the target is as it was */
async function fill(config: Config, archive: Archive, secret: string | undefined, flags: ReadonlySet<string>) {
  const database = await openDatabase(config)
  try {
    await database.db.transaction().execute((tx) => admit(tx, flags.has('force')))
    const jobs = await startJobs(database, () => {}, false)
    await jobs.stop()
    const restored = await database.db.transaction().execute(async (tx) => {
      await unhurried(tx)
      await lockMigrations(tx)
      await admit(tx, flags.has('force'))
      await dropEverything(tx)
      await forgetWork(tx)
      await loadTables(tx, archive, say)
      await loadWork(tx, archive)
      const { migrations } = archive.manifest
      const newer = (await migrationsIn(MIGRATIONS)).filter((name) => !migrations.includes(name))
      await migrateWithin(tx, MIGRATIONS, newer)
      const proved = secret === undefined ? {} : await prove(tx, secret)
      const held = flags.has('send-nothing') ? await holdBackAll(tx) : undefined
      return { migrated: newer, ...proved, ...(held && { held }) }
    })
    await database.executeSql('analyze')
    return restored
  } finally {
    await database.close()
  }
}

async function admit(tx: Tx, force: boolean): Promise<void> {
  const there = await whatIsThere(tx)
  if (there === 'nothing') return
  if (there === 'other') throw new Refused('the target holds tables that are not of Laurel; restore into a database of its own')
  if (!force) throw new Refused('the target holds a Laurel already; --force throws it away')
  const others = await othersConnected(tx)
  if (others > 0) throw new Refused(`${others} other connections use the target; stop its servers first`)
}

/** What was restored is what was kept: the audit log's chain holds and LAUREL_SECRET opens the signing keys. @throws Refused */
async function prove(tx: Tx, secret: string) {
  const { ok, entries, findings } = await verifyAuditLog({ db: tx, key: createAuditKey(secret) })
  if (!ok && entries > 0) throw new Refused(`the audit log in the archive is not sound: ${findings[0]?.because}`)
  const { keys, open } = await tryKeys({ db: tx, seal: createSeal(secret) })
  if (!open) throw new Refused('LAUREL_SECRET does not open the signing keys in the archive')
  say(`the audit log is sound (${entries} entries); ${keys} signing keys open`)
  return { auditEntries: entries, signingKeys: keys }
}

async function holdBackAll(tx: Tx): Promise<{ mails: number; webhooks: number }> {
  await forgetWork(tx)
  const held = await holdBack(tx, new Date())
  say(`held back: ${held.mails} mails, ${held.webhooks} webhooks`)
  return held
}
