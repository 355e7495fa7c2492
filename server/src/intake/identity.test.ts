import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Answer, badge, call, type HeaderLines, lastMail, makePartner, push, signIn, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

const result = ({ body }: Answer, i = 0) => body.results[i]
const codes = ({ body }: Answer): string[] => body.warnings.map(({ code }: { code: string }) => code)
const claim = (answer: Answer, headers: HeaderLines, body: object = {}) =>
  call(app, 'POST', `/api/claims/${answer.body.identifier_token}`, { headers, body })
const resume = async (headers: HeaderLines) => (await call(app, 'GET', '/api/me/resume', { headers })).body
const entries = async (headers: HeaderLines) =>
  (await resume(headers)).sections.flatMap((section: { entries: object[] }) => section.entries)

describe('the same assertion again', () => {
  it('is unchanged when equal, updated when not; the place on the resume stays and the owner is told', async () => {
    const credential = badge({}, { name: 'First name' })
    const first = await push(app, partner, { recipient: { id: 'u1' }, credentials: [credential] })
    const person = await signIn(app, 'updated@example.org')
    await claim(first, person)
    const [before] = await entries(person)
    await call(app, 'PATCH', `/api/me/resume/entries/${before.id}`, { headers: person, body: { hidden: true } })
    expect(result(await push(app, partner, { recipient: { id: 'u1' }, credentials: [credential] })).status).toBe('unchanged')
    const changed = JSON.parse(JSON.stringify(credential).replaceAll('First name', 'Second name'))
    expect(result(await push(app, partner, { recipient: { id: 'u1' }, credentials: [changed] })).status).toBe('updated')
    const [after] = await entries(person)
    expect([after.id, after.title, after.hidden]).toEqual([before.id, 'Second name', true])
    expect((await lastMail(app, 'updated@example.org'))?.subject).toBe('Institution X updated "Second name"')
    const { rows } = await app.database.executeSql(
      'select v.version, v.document from credential_versions v join credentials c on c.id = v.credential_id where c.assertion_id = $1',
      [credential.id],
    )
    expect(rows).toHaveLength(1)
    expect((rows[0] as { document: string }).document).toContain('First name')
  })

  it('is an update too when the later upload names nobody; for whom a document does not speak, nothing is replaced', async () => {
    const credential = badge({}, { name: 'Named at first' })
    const person = await signIn(app, 'unnamed@example.org')
    await claim(await push(app, partner, { recipient: { id: 'n1', email: 'unnamed@example.org' }, credentials: [credential] }), person)
    const changed = JSON.parse(JSON.stringify(credential).replaceAll('Named at first', 'Named no more'))
    const again = await push(app, partner, { credentials: [changed] })
    expect([result(again).status, codes(again)]).toEqual(['updated', []])
    expect((await entries(person)).map(({ title }: { title: string }) => title)).toEqual(['Named no more'])
    const subject = { ...(credential.credentialSubject as object), id: 'did:example:somebody-else' }
    const foreign = await push(app, partner, { credentials: [{ ...changed, credentialSubject: subject }] })
    expect([result(foreign).status, codes(foreign)]).toEqual(['withheld', ['ASSERTION_OWNED']])
  })

  it('twice in one upload is one row: the later wins, with a warning', async () => {
    const credential = badge({}, { name: 'Early' })
    const later = JSON.parse(JSON.stringify(credential).replaceAll('Early', 'Late'))
    const answer = await push(app, partner, { credentials: [credential, later] })
    expect([answer.status, answer.body.results.length, codes(answer)]).toEqual([200, 2, ['DUPLICATE_ID']])
    const person = await signIn(app, 'twice@example.org')
    expect((await claim(answer, person)).body.added).toBe(1)
    expect((await entries(person)).map(({ title }: { title: string }) => title)).toEqual(['Late'])
  })

  it('says of each of them what it is, also of the one that does not count', async () => {
    const credential = badge({}, { achievementType: 'BachelorDegree' })
    const { body } = await push(app, partner, { credentials: [credential, { ...credential, name: 'Later' }] })
    expect(body.results).toMatchObject([
      { section: 'Education', verdict: 'unsigned' },
      { section: 'Education', verdict: 'unsigned' },
    ])
  })

  it('keeps its place on the resume, whatever type the new version has; what nobody has claimed moves', async () => {
    const [held, taken] = [badge({}, { achievementType: 'Course' }), badge({}, { achievementType: 'Course' })]
    const person = await signIn(app, 'placed@example.org')
    const send = (credential: object, id: string) => push(app, partner, { recipient: { id }, credentials: [credential] })
    await send(held, 'place-1')
    await claim(await send(taken, 'place-2'), person)
    const [before] = await entries(person)
    const changed = (credential: object) => JSON.parse(JSON.stringify(credential).replace('"Course"', '"BachelorDegree"'))
    expect(result(await send(changed(held), 'place-1'))).toMatchObject({ status: 'updated', section: 'Education' })
    expect(result(await send(changed(taken), 'place-2'))).toMatchObject({ status: 'updated', section: 'Relevant Coursework' })
    expect(await entries(person)).toMatchObject([{ id: before.id, section: 'Relevant Coursework' }])
  })

  it('found by recipient and achievement where the partner’s ids change', async () => {
    const changing = await makePartner(app, { matchUpdatesBy: 'recipient-and-achievement' })
    const old = badge({}, { id: 'https://x.example/mba', name: 'MBA, first' })
    const person = await signIn(app, 'changing@example.org')
    await claim(await push(app, changing, { recipient: { id: 'c1' }, credentials: [old] }), person)
    const fresh = badge({}, { id: 'https://x.example/mba', name: 'MBA, second' })
    expect(result(await push(app, changing, { recipient: { id: 'c1' }, credentials: [fresh] })).status).toBe('updated')
    expect((await entries(person)).map(({ title }: { title: string }) => title)).toEqual(['MBA, second'])
    const other = await push(app, changing, { recipient: { id: 'c2' }, credentials: [fresh] })
    expect(result(other).status).toBe('withheld')
  })
})

describe('ownership', () => {
  it('withholds a second recipient’s copy from the partner that sent the owned one, and tells nobody else', async () => {
    const credential = badge({}, { name: 'Only one' })
    const first = await push(app, partner, { recipient: { id: 'o1' }, credentials: [credential] })
    const second = await push(app, partner, { recipient: { id: 'o2' }, credentials: [credential] })
    expect([result(second).status, codes(second)]).toEqual(['held', ['ASSERTION_ID_REUSED']])
    const owner = await signIn(app, 'owner@example.org')
    expect((await claim(first, owner)).body.added).toBe(1)
    const third = await push(app, partner, { recipient: { id: 'o3' }, credentials: [{ ...credential, name: 'changed' }] })
    expect([result(third).status, codes(third)]).toEqual(['withheld', ['ASSERTION_OWNED']])
    expect((await entries(owner))[0].title).toBe('Only one')
    const stranger = await makePartner(app)
    const copy = await push(app, stranger, { recipient: { id: 'o4' }, credentials: [credential] })
    expect([result(copy).status, codes(copy)]).toEqual(['held', []])
    for (const [answer, email] of [
      [second, 'o2@example.org'],
      [third, 'o3@example.org'],
      [copy, 'o4@example.org'],
    ] as const) {
      const person = await signIn(app, email)
      expect((await claim(answer, person)).body).toEqual({ added: 0, left: 0, withheld: 1 })
      expect(await entries(person)).toEqual([])
    }
    const status = await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(String(credential.id))}`, partner)
    expect([status.body.status, status.text.includes('owner@')]).toEqual(['claimed', false])
  })

  it('keeps ids that are no URIs, or have no issuer, apart by partner', async () => {
    const other = await makePartner(app)
    for (const overrides of [{ id: '351843720888468' }, { issuer: undefined, id: 'urn:uuid:5f2b8c7e-0000-4000-8000-000000000001' }]) {
      const credential = badge(overrides)
      const people = [await signIn(app, 'a@example.org'), await signIn(app, 'b@example.org')]
      const answers = [await push(app, partner, { credentials: [credential] }), await push(app, other, { credentials: [credential] })]
      for (const [i, answer] of answers.entries()) expect((await claim(answer, people[i]!)).body.added).toBe(1)
    }
  })

  it('keeps test and live apart', async () => {
    const test = await makePartner(app, { mode: 'test' })
    const credential = badge()
    const inTest = await push(app, test, { credentials: [credential] })
    const inLive = await push(app, partner, { credentials: [credential] })
    expect((await claim(inTest, await signIn(app, 'mode1@example.org'))).body.added).toBe(1)
    expect((await claim(inLive, await signIn(app, 'mode2@example.org'))).body.added).toBe(1)
  })

  it('each credential a CLR bundles has its own', async () => {
    const inner = badge({}, { name: 'Inner course' })
    const clr = (id: string) => ({
      '@context': [],
      id,
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'Transcript',
      issuer: { id: 'https://u.example', name: 'U' },
      credentialSubject: { type: ['ClrSubject'], verifiableCredential: [inner] },
    })
    const owner = await signIn(app, 'clr1@example.org')
    expect((await claim(await push(app, partner, clr('urn:clr:1')), owner)).body).toEqual({ added: 1, left: 0, withheld: 0 })
    expect((await entries(owner)).map(({ title }: { title: string }) => title)).toEqual(['Inner course'])
    const other = await signIn(app, 'clr2@example.org')
    expect((await claim(await push(app, partner, clr('urn:clr:2')), other)).body).toEqual({ added: 0, left: 0, withheld: 1 })
  })
})

describe('a recipient the partner has linked', () => {
  it('finds what comes later under "new credentials", with a mail; the link still works', async () => {
    const person = await signIn(app, 'linked@example.org')
    await claim(await push(app, partner, { recipient: { id: 'L1' }, credentials: [badge({}, { name: 'Before' })] }), person)
    const next = await push(app, partner, {
      recipient: { id: 'L1' },
      credentials: [badge({}, { name: 'New one' }), badge({}, { name: 'New two' })],
    })
    expect((await lastMail(app, 'linked@example.org'))?.subject).toBe('Institution X sent you 2 new credentials')
    const inbox = (await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items
    expect(inbox.map(({ title, partner: sender }: Record<string, string>) => [title, sender])).toEqual([
      ['New one', 'Institution X'],
      ['New two', 'Institution X'],
    ])
    expect((await entries(person)).map(({ title }: { title: string }) => title)).toEqual(['Before'])
    expect((await claim(next, person)).body.added).toBe(2)
    expect((await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items).toEqual([])
  })
})

describe('a withdrawn credential', () => {
  it('shows as withdrawn on the resume, and the owner is told once', async () => {
    const credential = badge({}, { name: 'Taken back' })
    const person = await signIn(app, 'withdrawn@example.org')
    await claim(await push(app, partner, { credentials: [credential] }), person)
    const path = `/api/v1/credentials/${encodeURIComponent(String(credential.id))}`
    await call(app, 'DELETE', path, partner)
    await call(app, 'DELETE', path, partner)
    expect((await entries(person)).map(({ title, verdict }: Record<string, string>) => [title, verdict])).toEqual([
      ['Taken back', 'withdrawn'],
    ])
    const { body } = await call(app, 'GET', '/api/admin/mail?to=withdrawn@example.org', {
      headers: { authorization: 'Bearer operator-token-of-the-tests' },
    })
    expect(body.mails.filter(({ purpose }: { purpose: string }) => purpose === 'withdrawn')).toHaveLength(1)
  })
})
