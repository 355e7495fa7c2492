import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ADMIN_TOKEN, type TestApp, testEngine } from '../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, operator, push, signIn, type TestPartner } from '../../test/people.ts'
import { makePlatform, sentReview, submitReview } from '../../test/platforms.ts'
import { type Receiver, startReceiver } from '../../test/receiver.ts'
import { readConfig } from '../config.ts'
import { MIGRATIONS } from '../own-files.ts'
import type { ArchivedTable, Manifest } from '../platform/archive/manifest.ts'
import { openArchive } from '../platform/archive/read-archive.ts'
import { archiveWriter, fileOutlet } from '../platform/archive/write-archive.ts'
import { openDatabase } from '../platform/db/client.ts'
import { whatIsThere } from '../platform/db/copy-in.ts'
import { migrateWithin, migrationsIn } from '../platform/db/migrate.ts'
import { type RunningServer, startServer } from '../server.ts'
import { run } from './laurel-server.ts'

const SECRET = 'a secret of thirty-two characters or more'
/** Many engines are made and filled here, each in a folder of its own. */
const SLOW = { timeout: 240_000 }
const engine = testEngine()
const databases: string[] = []
let folder: string

const serverUrl = (): string => process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
async function admin(sql: string, url = serverUrl()): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}

type Place = Record<string, string>

/** A database or a data folder with nothing in it. */
async function newPlace(on: 'embedded' | 'postgres' = engine): Promise<Place> {
  const dataDir = await mkdtemp(join(folder, 'data-'))
  if (on === 'embedded') return { LAUREL_SECRET: SECRET, LAUREL_DATA_DIR: dataDir }
  const name = `laurel_backup_${randomBytes(6).toString('hex')}`
  await admin(`create database ${name}`)
  databases.push(name)
  const url = new URL(serverUrl())
  url.pathname = `/${name}`
  return { LAUREL_SECRET: SECRET, LAUREL_DATA_DIR: dataDir, DATABASE_URL: url.href }
}

const running = new Set<RunningServer>()
async function start(place: Place, env: Place = {}): Promise<TestApp> {
  const server = await startServer(
    readConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      RATE_LIMIT_SCALE: '0',
      LAUREL_ADMIN_TOKEN: ADMIN_TOKEN,
      MAIL_MODE: 'capture',
      WEBHOOK_ALLOW_PRIVATE: '1',
      ...place,
      ...env,
    }),
  )
  running.add(server)
  const stop = (): Promise<void> => (running.delete(server) ? server.stop() : Promise.resolve())
  return { base: server.address, stop } as TestApp
}

async function laurel(words: string[], env: Place): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const hear = (where: 'out' | 'err') => (text: unknown) => {
    said[where] += String(text)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(hear('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(hear('err')),
  ]
  try {
    return { code: await run(words, env), ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** What people and partners had when the backup was taken. */
interface World {
  partner: TestPartner
  person: HeaderLines
  resume: unknown
  /** an upload that nobody has claimed */
  unclaimed: string
  receiver: Receiver
  archive: string
  summary: { rows: number; waiting: number; tables: Record<string, number> }
}
let world: World
let source: Place

/** A machine with much else to do may answer 503 for a moment. */
const resumeOf = (app: TestApp, headers: HeaderLines): Promise<unknown> =>
  vi.waitFor(
    async () => {
      const { status, body } = await call(app, 'GET', '/api/me/resume', { headers })
      expect(status).toBe(200)
      return body
    },
    { timeout: 60_000, interval: 500 },
  )

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laurel-backup-'))
  source = await newPlace()
  const receiver = await startReceiver()
  receiver.answer(500)
  // a mail server that is not there: what people are written waits
  const app = await start(source, { MAIL_MODE: 'send', SMTP_URL: 'smtp://127.0.0.1:1' })
  const partner = await makePartner(app)
  const claimed = (await push(app, partner, { credentials: [badge({ name: 'Ünïcode "quotes", \\ and \u{1f393}\n' }), badge()] })).body
  const unclaimed = (await push(app, partner, { credentials: [badge()] })).body
  const person = await signIn(app, 'kept@example.org')
  expect((await call(app, 'POST', `/api/claims/${claimed.identifier_token}`, { headers: person })).body.added).toBe(2)
  const platform = await makePlatform(app)
  await sentReview(app, platform, { init: { callbackWebhookUrl: receiver.url } }).then((review) =>
    submitReview(app, review, { skillIds: ['skill_react'], comment: 'Good work.' }),
  )
  expect(await receiver.count(1)).toHaveLength(1)
  const resume = await resumeOf(app, person)
  const file = join(folder, 'world.tar')
  // on PostgreSQL while the server runs
  if (engine === 'embedded') await app.stop()
  const taken = await laurel(['backup', '--out', file, '--json'], source)
  expect([taken.code, taken.err]).toEqual([0, expect.stringMatching(/credentials: 3/)])
  if (engine === 'postgres') await app.stop()
  world = { partner, person, resume, unclaimed: unclaimed.identifier_token, receiver, archive: file, summary: JSON.parse(taken.out) }
}, SLOW.timeout)
afterAll(async () => {
  await world?.receiver.stop()
  for (const server of running) await server.stop()
  for (const name of databases) await admin(`drop database if exists ${name} with (force)`)
  await rm(folder, { recursive: true, force: true })
}, 60_000)

/** Every row of an archive, table by table, in no order. */
async function rowsIn(path: string): Promise<Record<string, string[]>> {
  const archive = await openArchive(path)
  const tables: Record<string, string[]> = {}
  for (const { name, parts } of archive.manifest.tables)
    tables[name] = (await Promise.all(parts.map((part) => archive.lines(part)))).flat().sort()
  await archive.close()
  return tables
}

/** The world’s archive with another manifest, marked as whoever knows the secret could. */
async function withManifest(change: (manifest: Manifest) => void): Promise<string> {
  const from = await openArchive(world.archive)
  const { manifest } = from
  const path = join(folder, `${randomBytes(6).toString('hex')}.tar`)
  const outlet = await fileOutlet(path)
  const writer = archiveWriter(outlet, new Date())
  const again = async (table: ArchivedTable): Promise<ArchivedTable> => {
    const { name, columns, parts } = table
    return writer.table(
      { name, columns },
      (async function* () {
        for (const part of parts) yield await from.lines(part)
      })(),
    )
  }
  const tables: ArchivedTable[] = []
  for (const table of manifest.tables) tables.push(await again(table))
  const work: ArchivedTable[] = []
  for (const table of manifest.work) work.push(await again(table))
  const changed = { ...manifest, tables, work }
  change(changed)
  await writer.end(changed, SECRET)
  await outlet.finish()
  await from.close()
  return path
}

const onPlace = async <T>(place: Place, work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> => {
  const database = await openDatabase(readConfig(place))
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

const isEmpty = async (place: Place): Promise<boolean> =>
  (place.DATABASE_URL === undefined && !existsSync(join(place.LAUREL_DATA_DIR ?? '', 'pglite'))) ||
  (await onPlace(place, ({ db }) => db.transaction().execute(whatIsThere))) === 'nothing'

/** What the people of the world find in a server started on what was restored. */
async function expectWorld(app: TestApp): Promise<void> {
  expect(await resumeOf(app, world.person)).toEqual(world.resume)
  const again = await signIn(app, 'kept@example.org')
  expect(await resumeOf(app, again)).toEqual(world.resume)
  const claimed = await call(app, 'POST', `/api/claims/${world.unclaimed}`, { headers: again })
  expect([claimed.status, claimed.body.added]).toEqual([200, 1])
  expect((await push(app, world.partner, { credentials: [badge()] })).status).toBe(200)
  const audit = await call(app, 'GET', '/api/admin/audit/verify', { headers: operator })
  expect(audit.body).toMatchObject({ ok: true })
  expect(audit.body.entries).toBeGreaterThan(2)
}

describe('laurel backup', SLOW, () => {
  it('writes one file that any tar reads, without the secret, for its owner only', async () => {
    const names = execFileSync('tar', ['tf', world.archive], { encoding: 'utf8' }).trim().split('\n')
    expect(names).toEqual(expect.arrayContaining(['tables/credentials.00001.jsonl.gz', 'manifest.json']))
    expect((await stat(world.archive)).mode & 0o777).toBe(0o600)
    const everything = execFileSync(
      'sh',
      ['-c', `tar xOf '${world.archive}' | gzip -dcf | cat; tar xOf '${world.archive}' manifest.json`],
      {
        encoding: 'utf8',
        maxBuffer: 1e9,
      },
    )
    expect(everything).toContain('kept@example.org')
    expect(everything).not.toContain(SECRET)
    expect(everything).not.toContain(ADMIN_TOKEN)
  })

  it.each([
    ['another secret', async () => [{ ...source, LAUREL_SECRET: SECRET.toUpperCase() }, [], 1, /LAUREL_SECRET is not the one/] as const],
    ['no secret', async () => [{ ...source, LAUREL_SECRET: '' }, [], 2, /no secret: set LAUREL_SECRET/] as const],
    ['a file that is there', async () => [source, ['--out', world.archive], 2, /is already there/] as const],
    ['a folder that is not there', async () => [source, ['--out', join(folder, 'no/where.tar')], 2, /cannot be written/] as const],
    ['no database', async () => [await newPlace(), [], 2, /there is no (?:database in|Laurel in)/] as const],
    ['an unknown word', async () => [source, ['now'], 2, /one word too many/] as const],
  ])('%s: its exit code, one clear line, and no file', async (_name, make) => {
    const [place, words, code, line] = await make()
    const out = join(folder, `${randomBytes(6).toString('hex')}.tar`)
    const ran = await laurel(['backup', ...(words.length > 0 ? words : ['--out', out])], place)
    expect([ran.code, ran.err]).toEqual([code, expect.stringMatching(line)])
    expect(ran.err.trim().split('\n').at(-1)).toMatch(/^laurel: /)
    for (const name of [out, `${out}.partial`]) expect(existsSync(name)).toBe(false)
  })

  it.runIf(engine === 'embedded')('waits for nobody: a folder in use is refused', async () => {
    const place = await newPlace()
    const app = await start(place)
    const ran = await laurel(['backup', '--out', join(folder, 'in-use.tar')], place)
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/is in use by process \d+/)])
    await app.stop()
  })

  it.runIf(engine === 'postgres')('is one instant, whatever is written meanwhile', async () => {
    const place = await newPlace()
    const app = await start(place)
    const partner = await makePartner(app)
    const pushed = () => push(app, partner, { credentials: [badge(), badge(), badge()] })
    await pushed()
    let writing = true
    const writers = Array.from({ length: 2 }, async () => {
      while (writing) await pushed()
    })
    const files = [1, 2, 3].map((round) => join(folder, `round-${round}.tar`))
    for (const file of files) expect((await laurel(['backup', '--out', file], place)).code).toBe(0)
    writing = false
    await Promise.all(writers)
    await app.stop()
    const counts: number[] = []
    for (const file of files) {
      const { credentials, envelopes, envelope_items: items } = await rowsIn(file)
      counts.push(envelopes?.length ?? 0)
      expect([credentials?.length, items?.length]).toEqual([3 * (envelopes?.length ?? 0), 3 * (envelopes?.length ?? 0)])
    }
    expect(counts[0]).toBeGreaterThan(0)
    expect(counts[2]).toBeGreaterThan(counts[0] ?? 0)
    expect((await laurel(['restore', files[2]!], await newPlace())).code).toBe(0)
  })
})

describe('laurel restore', SLOW, () => {
  it('brings back people, links, keys, the audit log, and what was still to be sent', async () => {
    const place = await newPlace()
    expect(world.summary.waiting).toBeGreaterThan(0)
    const restored = await laurel(['restore', world.archive, '--json'], place)
    expect(restored).toMatchObject({ code: 0, err: expect.stringMatching(/audit log is sound \(\d+ entries\); 3 signing keys open/) })
    expect(JSON.parse(restored.out)).toMatchObject({ rows: world.summary.rows, signingKeys: 3, migrated: [] })
    const copy = join(folder, 'copy.tar')
    expect((await laurel(['backup', '--out', copy], place)).code).toBe(0)
    expect(await rowsIn(copy)).toEqual(await rowsIn(world.archive))

    // nothing that the schema keeps is kept outside its tables
    const { rows } = await onPlace(place, ({ executeSql }) =>
      executeSql("select relname from pg_class where relkind in ('S', 'm', 'f') and relnamespace = 'public'::regnamespace"),
    )
    expect(rows).toEqual([])

    // its next try is due, as it would be some time later
    await onPlace(place, async ({ executeSql }) => {
      await executeSql('update jobs.job set start_after = now()')
      await executeSql("update deliveries set due_at = now() where state = 'pending'")
    })
    const before = world.receiver.received.length
    world.receiver.answer(200)
    const app = await start(place)
    await expectWorld(app)
    const received = await world.receiver.count(before + 1)
    expect(received.length).toBeGreaterThan(before)
    const [first] = received
    const again = received.at(-1)
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(again?.body).toBe(first?.body)
    await vi.waitFor(
      async () => {
        const { body } = await call(app, 'GET', '/api/admin/mail?limit=100', { headers: operator })
        expect(new Set(body.mails.map(({ state }: { state: string }) => state))).toEqual(new Set(['captured']))
      },
      { timeout: 20_000, interval: 200 },
    )
    await app.stop()
  })

  it.runIf(engine === 'postgres')('carries a server from one engine to the other and back', async () => {
    const inFolder = await newPlace('embedded')
    expect((await laurel(['restore', world.archive], inFolder)).code).toBe(0)
    const copy = join(folder, 'other-engine.tar')
    expect((await laurel(['backup', '--out', copy], inFolder)).code).toBe(0)
    expect(await rowsIn(copy)).toEqual(await rowsIn(world.archive))
    const back = await newPlace('postgres')
    expect((await laurel(['restore', copy], back)).code).toBe(0)
    for (const place of [inFolder, back]) {
      const app = await start(place)
      await expectWorld(app)
      await app.stop()
    }
  })

  it('brings an older archive to the schema of this program', async () => {
    const older = await newPlace()
    const names = await migrationsIn(MIGRATIONS)
    await onPlace(older, ({ db }) => db.transaction().execute((tx) => migrateWithin(tx, MIGRATIONS, names.slice(0, -2))))
    const file = join(folder, 'older.tar')
    expect((await laurel(['backup', '--out', file], older)).code).toBe(0)
    const place = await newPlace()
    const { code, out } = await laurel(['restore', file, '--json'], place)
    expect([code, JSON.parse(out).migrated]).toEqual([0, names.slice(-2)])
    await (await start(place)).stop()
  })

  it('--force replaces a Laurel, --send-nothing holds back what waits, --check changes nothing', async () => {
    const place = await newPlace()
    const app = await start(place)
    await makePartner(app, { name: 'Thrown away' })
    await app.stop()
    expect(await laurel(['restore', world.archive, '--check', '--force'], place)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/whole/),
    })
    expect((await laurel(['restore', world.archive], place)).err).toMatch(/holds a Laurel already; --force throws it away/)
    const { code, out } = await laurel(['restore', world.archive, '--force', '--send-nothing', '--json'], place)
    expect([code, JSON.parse(out).held]).toEqual([0, { mails: expect.any(Number), webhooks: 1 }])
    const before = world.receiver.received.length
    const again = await start(place)
    const { body } = await call(again, 'GET', '/api/admin/partners', { headers: operator })
    expect(body.partners.map(({ name }: { name: string }) => name)).not.toContain('Thrown away')
    const mails = (await call(again, 'GET', '/api/admin/mail?limit=100', { headers: operator })).body.mails
    expect(new Set(mails.map(({ state }: { state: string }) => state))).toEqual(new Set(['captured']))
    const { body: ready } = await call(again, 'GET', '/health/ready')
    expect(ready.queueLag).toMatchObject({ mail: 0, webhooks: 0 })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(world.receiver.received).toHaveLength(before)
    await again.stop()
  })

  it('--without-secret restores the rows, and no server starts on them with another secret', async () => {
    const place = { ...(await newPlace()), LAUREL_SECRET: SECRET.toUpperCase() }
    expect(await laurel(['restore', world.archive], place)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/LAUREL_SECRET is not the one/),
    })
    expect((await laurel(['restore', world.archive, '--without-secret'], place)).code).toBe(0)
    await expect(start(place)).rejects.toThrow(/LAUREL_SECRET is not the one/)
    await (await start({ ...place, LAUREL_SECRET: SECRET })).stop()
  })

  it('a fault in the middle leaves the target as it was', async () => {
    const place = await newPlace()
    expect((await laurel(['restore', world.archive], place)).code).toBe(0)
    const orphaned = await withManifest(({ tables }) => {
      const partners = tables.find(({ name }) => name === 'partners')!
      Object.assign(partners, { rows: 0, parts: [] })
    })
    const { code, err } = await laurel(['restore', orphaned, '--force'], place)
    expect([code, err]).toEqual([2, expect.stringMatching(/violates foreign key constraint/)])
    const copy = join(folder, 'unharmed.tar')
    expect((await laurel(['backup', '--out', copy], place)).code).toBe(0)
    expect(await rowsIn(copy)).toEqual(await rowsIn(world.archive))
  })

  const altered = async (change: (bytes: Buffer) => Buffer): Promise<string> => {
    const path = join(folder, `${randomBytes(6).toString('hex')}.tar`)
    await writeFile(path, change(await readFile(world.archive)))
    return path
  }
  const flipped = (name: string, offset: number) =>
    altered((bytes) => {
      const at = bytes.indexOf(name) + offset
      bytes[at] = (bytes[at] ?? 0) ^ 1
      return bytes
    })
  it.each([
    ['one bit of a row', () => flipped('tables/credentials', 600), 1, /credentials.00001.jsonl.gz is not as it was written/],
    ['one bit of a header', () => flipped('tables/credentials', 3), 1, /it was altered/],
    ['one bit of the manifest', () => flipped('"takenAt"', 14), 1, /manifest of the archive is not as it was written/],
    ['the end of it', () => altered((bytes) => bytes.subarray(0, -3_000)), 1, /it is cut off|a part of it is missing/],
    ['all of it', () => altered(() => Buffer.from('no archive'.repeat(100))), 1, /no archive of laurel backup/],
    ['rows of a table', () => withManifest(({ tables }) => void tables.pop()), 1, /the archive lacks the table webhook_endpoints/],
    [
      'its program',
      () => withManifest((manifest) => void manifest.migrations.push('9999_later.sql')),
      1,
      /newer Laurel .*does not know 9999_later.sql/,
    ],
    ['the file', async () => join(folder, 'nowhere.tar'), 2, /cannot be read/],
  ])('refuses an archive where %s is another, and the target stays empty', async (_name, make, code, line) => {
    const place = await newPlace()
    const ran = await laurel(['restore', await make()], place)
    expect([ran.code, ran.err]).toEqual([code, expect.stringMatching(line)])
    expect(await isEmpty(place)).toBe(true)
  })

  it('refuses a target that is of others or in use, even with --force', async () => {
    const place = await newPlace()
    await onPlace(place, ({ executeSql }) => executeSql('create table invoices (id int)'))
    const others = await laurel(['restore', world.archive, '--force'], place)
    expect([others.code, others.err]).toEqual([1, expect.stringMatching(/tables that are not of Laurel/)])
    const busy = await newPlace()
    const app = await start(busy)
    const used = await laurel(['restore', world.archive, '--force'], busy)
    expect([used.code, used.err]).toEqual(
      engine === 'embedded'
        ? [2, expect.stringMatching(/is in use by process/)]
        : [1, expect.stringMatching(/other connections use the target; stop its servers first/)],
    )
    expect((await call(app, 'GET', '/health/ready')).status).toBe(200)
    await app.stop()
  })

  it('explains itself', async () => {
    for (const command of ['backup', 'restore']) {
      const { code, out } = await laurel([command, '--help'], {})
      expect([code, out]).toEqual([0, expect.stringMatching(/Exit code 0: .*1: [\s\S]*2: /)])
    }
    expect((await laurel(['restore'], source)).code).toBe(2)
  })
})
