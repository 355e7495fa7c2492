import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, push, signIn, type TestPartner } from '../../test/people.ts'
import { makePlatform, reviewCode, sentReview, submitReview } from '../../test/platforms.ts'
import { clockOf } from '../app.ts'
import { after } from '../core/time.ts'
import { eraseDue, type Forget } from './erase-people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app, { claimEmailCheck: false })
})
afterAll(() => app.stop())

const HOURS_MS = 60 * 60_000
const leave = (person: HeaderLines) => call(app, 'DELETE', '/api/me', { headers: person })
const isGone = async (person: HeaderLines) => (await call(app, 'GET', '/api/me', { headers: person })).status === 401

/** Every row of every table as text, the queue included. */
async function wholeDatabase(): Promise<string> {
  const { rows } = await app.database.executeSql(
    `select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const texts: string[] = []
  for (const { name } of rows as { name: string }[]) {
    const found = await app.database.executeSql(`select t::text as line from ${name} t`)
    texts.push(...(found.rows as { line: string }[]).map(({ line }) => `${name}: ${line}`))
  }
  return texts.join('\n')
}

async function everyFile(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const texts = entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1'))
  return (await Promise.all(texts)).join('\n')
}

async function everyKey(): Promise<string> {
  if (app.config.redisUrl === undefined) return ''
  const redis = new Redis(app.config.redisUrl)
  const keys = await redis.keys('*')
  const values = await Promise.all(keys.map((key) => redis.get(key).catch(() => '')))
  redis.disconnect()
  return [...keys, ...values].join('\n')
}

const linesWith = (text: string, mark: string): string[] =>
  text.split('\n').filter((line) => line.toLowerCase().includes(mark.toLowerCase()))

describe('erasing an account', () => {
  it('leaves nothing of the person after 72 hours, in rows, queue, files or cache, and everything of others', async () => {
    const email = 'quillfeather@example.org'
    const person = await signIn(app, email)
    await call(app, 'PATCH', '/api/me', {
      headers: person,
      body: { givenName: 'Quillfeather', familyName: 'Mossbank', phone: '+1 555 0199' },
    })
    const recipient = { id: 'quillfeather-7', givenName: 'Quillfeather', familyName: 'Mossbank', email }
    const credentials = [badge({ name: 'Quillfeather course' }, { name: 'Quillfeather course' })]
    const { body } = await push(app, partner, { recipient, credentials })
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
    await push(app, partner, { recipient, credentials: [badge({}, { description: 'For Quillfeather alone.' })] })
    const waiting = await push(app, partner, {
      recipient: { email, givenName: 'Quillfeather' },
      credentials: [badge({ name: 'Still waiting for Quillfeather' })],
    })
    await call(app, 'POST', '/api/me/shares', { headers: person, body: { label: 'Quillfeather’s link' } })
    await call(app, 'POST', '/api/me/wallet-offers', { headers: person, body: {} })
    await call(app, 'GET', '/api/me/resume.credential.json', { headers: person })
    const platform = await makePlatform(app)
    const review = await sentReview(app, platform, { init: { name: 'Quillfeather Mossbank', email } })
    const answered = await submitReview(app, review, {
      skillIds: ['skill_react'],
      code: await reviewCode(app, review),
      comment: 'Quillfeather did it.',
    })
    expect(answered.status).toBe(200)
    const other = await signIn(app, 'stays@example.org')
    await call(app, 'PATCH', '/api/me', { headers: other, body: { givenName: 'Staying' } })
    const kept = await push(app, partner, { recipient: { id: 'stays-1' }, credentials: [badge({}, { name: 'Staying course' })] })
    await call(app, 'POST', `/api/claims/${kept.body.identifier_token}`, { headers: other, body: {} })
    expect(linesWith(await wholeDatabase(), 'quillfeather').length).toBeGreaterThan(10)
    expect(linesWith(await everyFile(app.config.dataDir), 'quillfeather').length).toBeGreaterThan(0)

    const { status, body: asked } = await leave(person)
    expect([status, Date.parse(asked.erasesAt) - Date.now() > 71 * HOURS_MS]).toEqual([202, true])
    app.travel(72 * HOURS_MS + 1_000)
    await expect.poll(() => isGone(person), { timeout: 15_000 }).toBe(true)

    for (const mark of ['quillfeather', 'mossbank', '555 0199']) {
      expect(linesWith(await wholeDatabase(), mark)).toEqual([])
      expect(linesWith(await everyFile(app.config.dataDir), mark)).toEqual([])
      expect(linesWith(await everyKey(), mark)).toEqual([])
    }
    expect(await everyKey()).not.toContain(review.recordVerificationId)
    expect((await call(app, 'GET', `/api/claims/${waiting.body.identifier_token}`)).status).toBe(404)
    const stays = (await call(app, 'GET', '/api/me/resume', { headers: await signIn(app, 'stays@example.org') })).body
    expect(JSON.stringify(stays)).toContain('Staying course')
    const again = await signIn(app, email)
    const fresh = await call(app, 'GET', '/api/me', { headers: again })
    expect(fresh.body).toMatchObject({ givenName: '', erasesAt: null, emails: [email] })
  })

  it('can be undone while the hours run, also after signing in again', async () => {
    const email = 'undecided@example.org'
    const person = await signIn(app, email)
    const { body: first } = await leave(person)
    app.travel(HOURS_MS)
    expect((await leave(person)).body.erasesAt).toBe(first.erasesAt)
    const again = await signIn(app, email)
    expect((await call(app, 'GET', '/api/me', { headers: again })).body.erasesAt).toBe(first.erasesAt)
    expect((await call(app, 'POST', '/api/me/undelete', { headers: again })).body).toEqual({ erasesAt: null })
    app.travel(80 * HOURS_MS)
    await eraseDue({ db: app.database.db, now: clockOf(app.config), forget: [] }, expect.fail as never)
    expect((await call(app, 'GET', '/api/me', { headers: again })).body).toMatchObject({ emails: [email], erasesAt: null })
  })

  /** Two people whose time has come for a clock of our own, not for the server's. */
  async function twoDue(names: readonly string[]) {
    const people = await Promise.all(names.map((name) => signIn(app, `${name}@example.org`)))
    for (const person of people) await leave(person)
    const later = { db: app.database.db, now: () => after(clockOf(app.config)(), 73 * HOURS_MS) }
    return { later, gone: async () => (await Promise.all(people.map(isGone))).sort() }
  }

  it('lets whoever undoes it at the last moment stay', async () => {
    const { later, gone } = await twoDue(['last1', 'last2'])
    const undoTheOther: Forget = async (tx, { personId }) => {
      await tx.updateTable('people').set({ erase_at: null }).where('id', '!=', personId).where('erase_at', 'is not', null).execute()
    }
    await eraseDue({ ...later, forget: [undoTheOther] }, expect.fail as never)
    expect(await gone()).toEqual([false, true])
  })

  it('keeps nobody waiting for one that fails', async () => {
    const { later, gone } = await twoDue(['fails1', 'fails2'])
    const failures: unknown[] = []
    const failOnce: Forget = async () => {
      if (failures.length === 0) throw new Error('the folder is away')
    }
    await eraseDue({ ...later, forget: [failOnce] }, (error) => failures.push(error))
    expect([failures.length, await gone()]).toEqual([1, [false, true]])
  })

  it('is for the person alone', async () => {
    expect((await call(app, 'DELETE', '/api/me')).status).toBe(401)
    const person = await signIn(app, 'cross@example.org')
    const { status, body } = await call(app, 'DELETE', '/api/me', { headers: { ...person, 'sec-fetch-site': 'cross-site' } })
    expect([status, body.code]).toEqual([403, 'cross_site'])
  })
})
