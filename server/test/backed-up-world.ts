import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { ArchivedTable, Manifest } from '../src/platform/archive/manifest.ts'
import { openArchive } from '../src/platform/archive/read-archive.ts'
import { archiveWriter, fileOutlet } from '../src/platform/archive/write-archive.ts'
import { type TestApp, testEngine } from './app.ts'
import { laurel } from './laurel-command.ts'
import { badge, call, type HeaderLines, makePartner, operator, push, signIn, type TestPartner } from './people.ts'
import { makePlaces, type Place, type Places, SECRET } from './places.ts'
import { makePlatform, sentReview, submitReview } from './platforms.ts'
import { type Receiver, startReceiver } from './receiver.ts'

/** What people and partners had when the backup was taken. */
export interface World extends Places {
  /** where the server ran that the archive is of */
  source: Place
  partner: TestPartner
  person: HeaderLines
  resume: unknown
  /** an upload that nobody has claimed */
  unclaimed: string
  receiver: Receiver
  archive: string
  /** what the command printed of it */
  summary: { rows: number; waiting: number; tables: Record<string, number> }
}

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

/** A server that was used and backed up, with mails and webhooks still to be sent. */
export async function makeWorld(): Promise<World> {
  const places = await makePlaces()
  return worldIn(places).catch(async (error) => {
    await places.clear()
    throw error
  })
}

async function worldIn(places: Places): Promise<World> {
  const { newPlace, start, folder } = places
  const source = await newPlace()
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
  if (testEngine() === 'embedded') await app.stop()
  const taken = await laurel(['backup', '--out', file, '--json'], source)
  expect([taken.code, taken.err]).toEqual([0, expect.stringMatching(/credentials: 3/)])
  if (testEngine() === 'postgres') await app.stop()
  return {
    ...places,
    clear: async () => {
      await receiver.stop()
      await places.clear()
    },
    source,
    partner,
    person,
    resume,
    unclaimed: unclaimed.identifier_token,
    receiver,
    archive: file,
    summary: JSON.parse(taken.out),
  }
}

/** Every row of an archive, table by table, in no order. */
export async function rowsIn(path: string): Promise<Record<string, string[]>> {
  const archive = await openArchive(path)
  const tables: Record<string, string[]> = {}
  for (const { name, parts } of archive.manifest.tables)
    tables[name] = (await Promise.all(parts.map((part) => archive.lines(part)))).flat().sort()
  await archive.close()
  return tables
}

/** The world’s archive with another manifest, marked as whoever knows the secret could. */
export async function withManifest(world: World, change: (manifest: Manifest) => void): Promise<string> {
  const from = await openArchive(world.archive)
  const { manifest } = from
  const path = join(world.folder, `${randomBytes(6).toString('hex')}.tar`)
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

/** What the people of the world find in a server started on what was restored. */
export async function expectWorld(world: World, app: TestApp): Promise<void> {
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
