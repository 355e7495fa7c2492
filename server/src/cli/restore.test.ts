import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testEngine } from '../../test/app.ts'
import { expectWorld, makeWorld, rowsIn, type World, withManifest } from '../../test/backed-up-world.ts'
import { laurel } from '../../test/laurel-command.ts'
import { call, makePartner, operator } from '../../test/people.ts'
import { isEmpty, onPlace, SECRET } from '../../test/places.ts'
import { MIGRATIONS } from '../own-files.ts'
import { migrateWithin, migrationsIn } from '../platform/db/migrate.ts'

/** Many engines are made and filled here, each in a folder of its own. */
const SLOW = { timeout: 240_000 }
const engine = testEngine()
let world: World
beforeAll(async () => {
  world = await makeWorld()
}, SLOW.timeout)
afterAll(() => world?.clear(), 60_000)

describe('laurel restore', SLOW, () => {
  it('brings back people, links, keys, the audit log, and what was still to be sent', async () => {
    const place = await world.newPlace()
    expect(world.summary.waiting).toBeGreaterThan(0)
    const restored = await laurel(['restore', world.archive, '--json'], place)
    expect(restored).toMatchObject({ code: 0, err: expect.stringMatching(/audit log is sound \(\d+ entries\); 3 signing keys open/) })
    expect(JSON.parse(restored.out)).toMatchObject({ rows: world.summary.rows, signingKeys: 3, migrated: [] })
    const copy = join(world.folder, 'copy.tar')
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
    const app = await world.start(place)
    await expectWorld(world, app)
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
    const inFolder = await world.newPlace('embedded')
    expect((await laurel(['restore', world.archive], inFolder)).code).toBe(0)
    const copy = join(world.folder, 'other-engine.tar')
    expect((await laurel(['backup', '--out', copy], inFolder)).code).toBe(0)
    expect(await rowsIn(copy)).toEqual(await rowsIn(world.archive))
    const back = await world.newPlace('postgres')
    expect((await laurel(['restore', copy], back)).code).toBe(0)
    for (const place of [inFolder, back]) {
      const app = await world.start(place)
      await expectWorld(world, app)
      await app.stop()
    }
  })

  it('brings an older archive to the schema of this program', async () => {
    const older = await world.newPlace()
    const names = await migrationsIn(MIGRATIONS)
    await onPlace(older, ({ db }) => db.transaction().execute((tx) => migrateWithin(tx, MIGRATIONS, names.slice(0, -2))))
    const file = join(world.folder, 'older.tar')
    expect((await laurel(['backup', '--out', file], older)).code).toBe(0)
    const place = await world.newPlace()
    const { code, out } = await laurel(['restore', file, '--json'], place)
    expect([code, JSON.parse(out).migrated]).toEqual([0, names.slice(-2)])
    await (await world.start(place)).stop()
  })

  it('--force replaces a Laurel, --send-nothing holds back what waits, --check changes nothing', async () => {
    const place = await world.newPlace()
    const app = await world.start(place)
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
    const again = await world.start(place)
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
    const place = { ...(await world.newPlace()), LAUREL_SECRET: SECRET.toUpperCase() }
    expect(await laurel(['restore', world.archive], place)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/LAUREL_SECRET is not the one/),
    })
    expect((await laurel(['restore', world.archive, '--without-secret'], place)).code).toBe(0)
    await expect(world.start(place)).rejects.toThrow(/LAUREL_SECRET is not the one/)
    await (await world.start({ ...place, LAUREL_SECRET: SECRET })).stop()
  })

  it('a fault in the middle leaves the target as it was', async () => {
    const place = await world.newPlace()
    expect((await laurel(['restore', world.archive], place)).code).toBe(0)
    const orphaned = await withManifest(world, ({ tables }) => {
      const partners = tables.find(({ name }) => name === 'partners')!
      Object.assign(partners, { rows: 0, parts: [] })
    })
    const { code, err } = await laurel(['restore', orphaned, '--force'], place)
    expect([code, err]).toEqual([2, expect.stringMatching(/violates foreign key constraint/)])
    const copy = join(world.folder, 'unharmed.tar')
    expect((await laurel(['backup', '--out', copy], place)).code).toBe(0)
    expect(await rowsIn(copy)).toEqual(await rowsIn(world.archive))
  })

  const altered = async (change: (bytes: Buffer) => Buffer): Promise<string> => {
    const path = join(world.folder, `${randomBytes(6).toString('hex')}.tar`)
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
    ['rows of a table', () => withManifest(world, ({ tables }) => void tables.pop()), 1, /the archive lacks the table webhook_endpoints/],
    [
      'its program',
      () => withManifest(world, (manifest) => void manifest.migrations.push('9999_later.sql')),
      1,
      /newer Laurel .*does not know 9999_later.sql/,
    ],
    ['the file', async () => join(world.folder, 'nowhere.tar'), 2, /cannot be read/],
  ])('refuses an archive where %s is another, and the target stays empty', async (_name, make, code, line) => {
    const place = await world.newPlace()
    const ran = await laurel(['restore', await make()], place)
    expect([ran.code, ran.err]).toEqual([code, expect.stringMatching(line)])
    expect(await isEmpty(place)).toBe(true)
  })

  it('refuses a target that is of others or in use, even with --force', async () => {
    const place = await world.newPlace()
    await onPlace(place, ({ executeSql }) => executeSql('create table invoices (id int)'))
    const others = await laurel(['restore', world.archive, '--force'], place)
    expect([others.code, others.err]).toEqual([1, expect.stringMatching(/tables that are not of Laurel/)])
    const busy = await world.newPlace()
    const app = await world.start(busy)
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
    expect((await laurel(['restore'], world.source)).code).toBe(2)
  })
})
