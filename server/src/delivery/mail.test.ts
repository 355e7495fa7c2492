import { readdir, readFile } from 'node:fs/promises'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, codeIn, lastMail, operator } from '../../test/people.ts'
import { newId } from '../core/id.ts'
import { createMailer } from '../platform/mail/mailer.ts'
import { mailBody } from './mail-text.ts'
import { deliverMail, enqueueMail, mailIsCaptured } from './send-mail.ts'
import { insertMail } from './store.ts'

const ask = (app: TestApp, email: string) => call(app, 'POST', '/api/sign-in', { body: { email } })

describe('mail by SMTP', () => {
  const received: string[] = []
  let refusals = 0
  let server: SMTPServer
  let app: TestApp
  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        let text = ''
        stream.on('data', (chunk: Buffer) => {
          text += chunk
        })
        stream.on('end', () => {
          if (refusals-- > 0) return done(Object.assign(new Error('try later'), { responseCode: 451 }))
          received.push(text)
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.server.address() as AddressInfo
    app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Laurel <hello@laurel.example>' } })
  })
  afterAll(async () => {
    await app.stop()
    await new Promise<void>((resolve) => server.close(resolve))
  })

  it('arrives readable, in two forms, and its text is forgotten afterwards', async () => {
    await ask(app, 'reader@example.org')
    await expect.poll(() => received.length).toBe(1)
    expect(received[0]).toMatch(/^From: Laurel <hello@laurel\.example>/m)
    expect(received[0]).toMatch(/^To: reader@example\.org/m)
    expect(received[0]).toMatch(/^Subject: \d{6} is your Laurel code/m)
    expect(received[0]).toMatch(/text\/plain[\s\S]*text\/html/)
    await expect.poll(async () => (await lastMail(app, 'reader@example.org'))?.state).toBe('sent')
    expect((await lastMail(app, 'reader@example.org'))?.text).toBe('')
  })

  it('is tried again when the server is busy', async () => {
    refusals = 1
    await ask(app, 'busy@example.org')
    await expect
      .poll(async () => (await app.database.executeSql(`select attempts, state from mails where to_address = 'busy@example.org'`)).rows)
      .toEqual([{ attempts: 1, state: 'pending' }])
    const { rows } = await app.database.executeSql(
      `select state from jobs.job where name = 'mail' and data->>'mailId' = (select id from mails where to_address = 'busy@example.org')`,
    )
    expect(rows).toEqual([{ state: 'retry' }])
  })

  it('leaves at most three copies when nobody hears whether it was taken; a refusal is no copy', async () => {
    const id = newId('mail')
    const mail = { id, to: 'copies@example.org', purpose: 'test', mode: 'live' as const, subject: 'Once', text: 'a', html: 'a' }
    await app.database.db.transaction().execute((tx) => insertMail(tx, mail, new Date()))
    let copies = 0
    let refuses = true
    const sockets = new Set<Socket>()
    const odd = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        stream.resume().on('end', () => {
          if (refuses) return done(Object.assign(new Error('try later'), { responseCode: 451 }))
          copies++
          // taken, and the wire breaks before it says so
          for (const socket of sockets) socket.destroy()
        })
      },
    })
    odd.on('error', () => {})
    odd.server.on('connection', (socket: Socket) => void sockets.add(socket))
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    const smtpUrl = `smtp://127.0.0.1:${(odd.server.address() as AddressInfo).port}`
    const mailer = createMailer({ smtpUrl, from: app.config.mail.from, dataDir: '' })
    const deps = { db: app.database.db, now: () => new Date(), policy: app.config.mail, mailer }
    const attempt = (number: number): Promise<void> => deliverMail(deps, { mailId: id }, number)
    for (const number of [1, 2]) await expect(attempt(number)).rejects.toThrow('try later')
    refuses = false
    for (const number of [1, 2, 3]) await expect(attempt(number)).rejects.toThrow()
    await attempt(4)
    await attempt(5)
    await new Promise<void>((resolve) => odd.close(() => resolve()))
    const { rows } = await app.database.executeSql('select state, body_text as text from mails where id = $1', [id])
    expect([copies, rows]).toEqual([3, [{ state: 'failed', text: '' }]])
  })
})

describe('mail to a folder', () => {
  it('is a file and stays readable for the operator', async () => {
    const app = await startTestApp()
    await ask(app, 'folder@example.org')
    await expect.poll(async () => (await lastMail(app, 'folder@example.org'))?.state).toBe('kept')
    const folder = join(app.config.dataDir, 'mail')
    const [name] = await readdir(folder)
    const code = codeIn((await lastMail(app, 'folder@example.org'))?.text)
    expect(await readFile(join(folder, name!), 'utf8')).toContain(code)
    await app.stop()
  })
})

describe('mailIsCaptured', () => {
  const allow = { mode: 'allowlist' as const, allowlist: ['a@x.example', 'y.example', '@z.example'] }
  it.each([
    [{ mode: 'send' as const, allowlist: [] }, 'live', 'a@b.example', false],
    [{ mode: 'send' as const, allowlist: [] }, 'test', 'a@b.example', true],
    [{ mode: 'capture' as const, allowlist: [] }, 'live', 'a@b.example', true],
    [allow, 'live', 'A@x.example', false],
    [allow, 'live', 'b@x.example', true],
    [allow, 'live', 'anyone@y.example', false],
    [allow, 'live', 'anyone@z.example', false],
    [allow, 'live', 'anyone@sub.y.example', true],
    [allow, 'test', 'a@x.example', true],
  ] as const)('%o %s %s: %s', (policy, mode, to, captured) => {
    expect(mailIsCaptured(policy, mode, to)).toBe(captured)
  })
})

describe('mailBody', () => {
  it('escapes what others wrote', () => {
    const { text, html } = mailBody(['<b>"&\' said', { link: 'https://x.example/?a=1&b="2', label: '<i>' }])
    expect(text).toContain('<b>"&\' said')
    expect(html).not.toMatch(/<b>|<i>|b="2/)
  })
})

/** @see reliability T22 */
describe('news that others cause', () => {
  it('comes five times a day an address and purpose, also when twelve of it are written at the same instant', async () => {
    const app = await startTestApp()
    const deps = { jobs: app.jobs, now: () => new Date() }
    const write = (to: string, purpose: string) =>
      app.database.db.transaction().execute(async (tx) => {
        await enqueueMail(deps, tx, { to, purpose, mode: 'live', subject: 'News', ...mailBody(['There is news.']) })
        // all of them have counted before the first is there to be counted
        await new Promise((resolve) => setTimeout(resolve, 100))
      })
    const two = (index: number) => Promise.all([write('eva@home.example', 'updated'), index < 2 && write('ada@home.example', 'lost')])
    await Promise.all(Array.from({ length: 12 }, (_, index) => two(index)))
    const { rows } = await app.database.executeSql('select to_address, purpose, count(*)::int as count from mails group by 1, 2 order by 1')
    expect(rows).toEqual([
      { to_address: 'ada@home.example', purpose: 'lost', count: 2 },
      { to_address: 'eva@home.example', purpose: 'updated', count: 5 },
    ])
    await app.stop()
  })
})

describe('the operator’s mailbox', () => {
  it('is listed newest first, by address, as much as asked for', async () => {
    const app = await startTestApp()
    for (const email of ['one@example.org', 'two@example.org', 'three@example.org']) await ask(app, email)
    const list = async (query: string) =>
      (await call(app, 'GET', `/api/admin/mail${query}`, { headers: operator })).body.mails?.map(({ to }: { to: string }) => to)
    expect(await list('?limit=2')).toEqual(['three@example.org', 'two@example.org'])
    expect(await list('?to=ONE@example.org')).toEqual(['one@example.org'])
    expect((await call(app, 'GET', '/api/admin/mail?limit=many', { headers: operator })).status).toBe(400)
    expect((await call(app, 'GET', '/api/admin/mail?limit=1&limit=2', { headers: operator })).status).toBe(400)
    await app.stop()
  })
})
