import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, codeIn, type HeaderLines, lastMail, makePartner, push, signIn } from '../../test/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const ask = (person: HeaderLines, email: string) => call(app, 'POST', '/api/me/emails', { headers: person, body: { email } })
const prove = (person: HeaderLines, email: string, code: string) =>
  call(app, 'POST', '/api/me/emails/verify', { headers: person, body: { email, code } })
const emailsOf = async (person: HeaderLines): Promise<string[]> => (await call(app, 'GET', '/api/me', { headers: person })).body.emails

/** Adds an address by its mailed code. */
async function add(person: HeaderLines, email: string) {
  await ask(person, email)
  return prove(person, email, codeIn((await lastMail(app, email.toLowerCase()))?.text))
}

describe('several addresses', () => {
  it('are added by code, lead to the same account, and one is written to first', async () => {
    const person = await signIn(app, 'first@example.org')
    const added = await add(person, 'Second@Example.org')
    expect(added.body.addresses.map(({ email, primary }: { email: string; primary: boolean }) => [email, primary])).toEqual([
      ['first@example.org', true],
      ['Second@Example.org', false],
    ])
    expect((await lastMail(app, 'first@example.org'))?.subject).toBe('An address was added to your account')
    const again = await signIn(app, 'second@example.org')
    expect(await emailsOf(again)).toEqual(['first@example.org', 'Second@Example.org'])
    await call(app, 'PUT', '/api/me/emails/primary', { headers: person, body: { email: 'second@example.org' } })
    expect(await emailsOf(person)).toEqual(['Second@Example.org', 'first@example.org'])
    const removed = await call(app, 'DELETE', '/api/me/emails/second%40example.org', { headers: person })
    expect(removed.body.addresses).toEqual([{ email: 'first@example.org', primary: true, provedAt: expect.any(String) }])
    const last = await call(app, 'DELETE', '/api/me/emails/first%40example.org', { headers: person })
    expect([last.status, last.body.code]).toEqual([409, 'address_is_last'])
    const unknown = await call(app, 'DELETE', '/api/me/emails/nobody%40example.org', { headers: person })
    expect([unknown.status, unknown.body.code]).toEqual([404, 'address_not_found'])
  })

  it('belong to one account: one answer to whoever asks, the truth to whoever has the code', async () => {
    const owner = await signIn(app, 'owner@example.org')
    const other = await signIn(app, 'other@example.org')
    const [taken, free] = [await ask(other, 'owner@example.org'), await ask(other, 'nobody@example.org')]
    expect({ ...taken.body, sentTo: '' }).toEqual({ ...free.body, sentTo: '' })
    expect([taken.status, free.status]).toEqual([202, 202])
    const code = codeIn((await lastMail(app, 'owner@example.org'))?.text)
    const wrong = await prove(other, 'owner@example.org', code === '111111' ? '222222' : '111111')
    expect([wrong.status, wrong.body.code]).toEqual([400, 'code_wrong'])
    const right = await prove(other, 'owner@example.org', code)
    expect([right.status, right.body.code]).toEqual([409, 'address_taken'])
    expect([await emailsOf(owner), await emailsOf(other)]).toEqual([['owner@example.org'], ['other@example.org']])
    expect((await prove(other, 'owner@example.org', code)).body.code).toBe('code_expired')
  })

  it('take a code only from the person it was made for', async () => {
    const one = await signIn(app, 'one@example.org')
    const two = await signIn(app, 'two@example.org')
    await ask(one, 'shared@example.org')
    const code = codeIn((await lastMail(app, 'shared@example.org'))?.text)
    expect((await prove(two, 'shared@example.org', code)).body.code).toBe('code_expired')
    expect((await prove(one, 'shared@example.org', code)).status).toBe(200)
  })

  it('have one winner of a race, and never lose the last one', async () => {
    const people = await Promise.all(['race1@example.org', 'race2@example.org', 'race3@example.org'].map((email) => signIn(app, email)))
    const codes: string[] = []
    for (const person of people) {
      await ask(person, 'prize@example.org')
      codes.push(codeIn((await lastMail(app, 'prize@example.org'))?.text))
    }
    const answers = await Promise.all(people.map((person, i) => prove(person, 'prize@example.org', codes[i]!)))
    expect(answers.map(({ body }) => body.code ?? 'added').sort()).toEqual(['added', 'address_taken', 'address_taken'])
    const winner = people[answers.findIndex(({ status }) => status === 200)]!
    const [first, second] = await emailsOf(winner)
    const removals = await Promise.all(
      [first, second].map((email) => call(app, 'DELETE', `/api/me/emails/${encodeURIComponent(email!)}`, { headers: winner })),
    )
    expect(removals.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await emailsOf(winner)).toHaveLength(1)
  })

  it('are at most ten', async () => {
    const person = await signIn(app, 'ten@example.org')
    for (let i = 1; i < 10; i++) expect((await add(person, `ten${i}@example.org`)).status).toBe(200)
    const { status, body } = await ask(person, 'eleven@example.org')
    expect([status, body.code]).toEqual([409, 'addresses_too_many'])
  })
})

describe('sessions', () => {
  it('are listed, ended one by one, and all but this', async () => {
    const here = await signIn(app, 'many@example.org')
    const there = await signIn(app, 'many@example.org')
    const far = await signIn(app, 'many@example.org')
    const stranger = await signIn(app, 'stranger@example.org')
    const list = async () => (await call(app, 'GET', '/api/me/sessions', { headers: here })).body.sessions
    expect((await list()).map(({ current }: { current: boolean }) => current).sort()).toEqual([false, false, true])
    const [current] = (await call(app, 'GET', '/api/me/sessions', { headers: there })).body.sessions.filter(
      (session: { current: boolean }) => session.current,
    )
    const foreign = await call(app, 'DELETE', `/api/me/sessions/${current.id}`, { headers: stranger })
    expect([foreign.status, foreign.body.code]).toEqual([404, 'session_not_found'])
    expect((await call(app, 'DELETE', `/api/me/sessions/${current.id}`, { headers: here })).status).toBe(204)
    expect((await call(app, 'GET', '/api/me', { headers: there })).status).toBe(401)
    expect((await call(app, 'GET', '/api/me', { headers: far })).status).toBe(200)
    expect((await call(app, 'DELETE', '/api/me/sessions', { headers: here })).status).toBe(204)
    expect((await call(app, 'GET', '/api/me', { headers: far })).status).toBe(401)
    expect(await list()).toHaveLength(1)
    expect((await call(app, 'GET', '/api/me', { headers: stranger })).status).toBe(200)
  })

  it('say when they were last used, to the hour', async () => {
    const person = await signIn(app, 'used@example.org')
    const usedAt = async () => (await call(app, 'GET', '/api/me/sessions', { headers: person })).body.sessions[0].lastUsedAt
    const before = await usedAt()
    app.travel(60 * 60_000 + 1)
    expect(Date.parse(await usedAt())).toBeGreaterThan(Date.parse(before))
    app.travel(-60 * 60_000 - 1)
  })
})

describe('connected partners', () => {
  it('are listed, and after a revocation their uploads are nobody’s', async () => {
    const partner = await makePartner(app, { name: 'Connected School', claimEmailCheck: false })
    const person = await signIn(app, 'pupil@example.org')
    const recipient = { id: 'student-1', givenName: 'Pu', familyName: 'Pil' }
    const { body } = await push(app, partner, { recipient, credentials: [badge()] })
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
    const list = async () => (await call(app, 'GET', '/api/me/partners', { headers: person })).body.partners
    expect(await list()).toEqual([{ id: partner.id, name: 'Connected School', recipientIds: ['student-1'], since: expect.any(String) }])
    const inbox = async () => (await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items.length
    await push(app, partner, { recipient, credentials: [badge()] })
    expect(await inbox()).toBe(1)
    expect((await call(app, 'DELETE', `/api/me/partners/${partner.id}`, { headers: person })).status).toBe(204)
    expect(await list()).toEqual([])
    await push(app, partner, { recipient, credentials: [badge()] })
    expect(await inbox()).toBe(1)
    expect((await call(app, 'DELETE', `/api/me/partners/${partner.id}`, { headers: person })).body.code).toBe('connection_not_found')
  })
})

describe('the export', () => {
  it('is one ZIP with everything, credentials byte for byte', async () => {
    const person = await signIn(app, 'taker@example.org')
    await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: 'Tá', familyName: 'Ker' } })
    const partner = await makePartner(app, { claimEmailCheck: false })
    const odd = badge({}, { name: '../../Álgebra: "one"/\u202e two' })
    const same = badge({}, { name: 'Twice' })
    const text = JSON.stringify({ credentials: [odd, same, badge({}, { name: 'Twice' })] }, null, 3)
    const { body } = await push(app, partner, text)
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
    await call(app, 'POST', '/api/me/shares', { headers: person, body: { label: 'For work' } })
    const response = await fetch(`${app.base}/api/me/export`, { headers: person })
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      'application/zip',
      'no-store',
    ])
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    const names = Object.keys(files).sort()
    expect(names).toEqual([
      'README.txt',
      'account.json',
      'credentials/Twice 2.json',
      'credentials/Twice.json',
      'credentials/Álgebra one two.json',
      'mails.json',
      'received.json',
      'resume.json',
      'resume.ler.json',
      'resume.pdf',
      'shares.json',
    ])
    expect(JSON.parse(strFromU8(files['account.json']!))).toMatchObject({ givenName: 'Tá', emails: ['taker@example.org'] })
    expect(text.replace(/\s+/g, '')).toContain(strFromU8(files['credentials/Twice.json']!).replace(/\s+/g, ''))
    expect(strFromU8(files['resume.pdf']!.subarray(0, 5))).toBe('%PDF-')
    expect(JSON.parse(strFromU8(files['shares.json']!))[0].label).toBe('For work')
    expect((await fetch(`${app.base}/api/me/export`)).status).toBe(401)
  })
})
