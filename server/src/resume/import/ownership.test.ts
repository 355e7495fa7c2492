import { generateKey, issueCredential, issueJwt, type JsonObject } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { type Answer, badge, call, type HeaderLines, makePartner, operator, push, signIn } from '../../../test/people.ts'
import { sha256 } from '../../platform/secrets.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

let people = 0
const newEmail = (): string => `owner${++people}@example.org`
const somebody = () => signIn(app, newEmail())
const send = (headers: HeaderLines, body: object): Promise<Answer> => call(app, 'POST', '/api/me/import', { headers, body })
const sendText = (headers: HeaderLines, document: unknown) =>
  send(headers, { text: typeof document === 'string' ? document : JSON.stringify(document) })
const entries = async (headers: HeaderLines) =>
  (await call(app, 'GET', '/api/me/resume', { headers })).body.sections.flatMap(({ entries }: { entries: object[] }) => entries)
const titles = async (headers: HeaderLines): Promise<string[]> => (await entries(headers)).map(({ title }: { title: string }) => title)
const codeOf = ({ status, body }: Answer) => [status, body.code]
const toPerson = (email: string, how: 'plain' | 'hashed' | 'id' = 'hashed') => ({
  credentialSubject: {
    ...(how === 'id' && { id: `mailto:${email}` }),
    type: ['AchievementSubject'],
    ...(how !== 'id' && {
      identifier: [
        {
          type: 'IdentityObject',
          identityType: 'emailAddress',
          hashed: how === 'hashed',
          identityHash: how === 'hashed' ? `sha256$${sha256(`${email}salt`)}` : email,
          ...(how === 'hashed' && { salt: 'salt' }),
        },
      ],
    }),
    achievement: { id: 'https://x.example/1', type: ['Achievement'], achievementType: 'Course', name: `For ${email}`, criteria: {} },
  },
})

/** Signed by a key of its own, which is the issuer. */
const signed = (document: Record<string, unknown>) => {
  const { issuer: _, ...bare } = document
  return issueCredential(bare as JsonObject, { key: generateKey() })
}

describe('whose it is', () => {
  it.each(['plain', 'hashed', 'id'] as const)('one that names another person (%s) is shown as such and not added', async (how) => {
    const email = newEmail()
    const person = await signIn(app, email)
    const theirs = badge(toPerson('somebody.else@example.org', how))
    expect(codeOf(await sendText(person, theirs))).toEqual([403, 'import_names_another'])
    const { body } = await sendText(person, [theirs, badge(toPerson(email, how))])
    expect(body.items.map(({ available, reason }: Record<string, unknown>) => [available, reason])).toEqual([
      [false, 'names-another'],
      [true, ''],
    ])
    expect(await titles(person)).toEqual([`For ${email}`])
    expect((await entries(person))[0].checks).toContainEqual(expect.objectContaining({ id: 'subject', outcome: 'passed' }))
    // choosing it does not help
    await send(person, { text: JSON.stringify([theirs]), include: ['c0.0'] })
    expect(await titles(person)).toEqual([`For ${email}`])
  })

  it('one assertion has one owner: also of two who bring it at once, and against a claim', async () => {
    const document = badge({}, { name: 'Only one' })
    const both = await Promise.all([somebody(), somebody(), somebody()])
    const answers = await Promise.all(both.map((person) => sendText(person, document)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(['import_taken', 'import_taken'])
    const partner = await makePartner(app)
    const sent = await push(app, partner, { credentials: [document] })
    const late = await somebody()
    expect((await call(app, 'POST', `/api/claims/${sent.body.identifier_token}`, { headers: late, body: {} })).body.withheld).toBe(1)
  })

  it('the same id without an issuer is each person’s own', async () => {
    for (const person of [await somebody(), await somebody()]) {
      const { status } = await sendText(person, badge({ id: '17', issuer: '' }, { name: 'Nameless issuer' }))
      expect([status, await titles(person)]).toEqual([200, ['Nameless issuer']])
    }
  })

  it('what a partner sent is not added a second time, and comes back when it was deleted', async () => {
    const person = await somebody()
    const document = badge({}, { name: 'Came before' })
    const sent = await push(app, await makePartner(app), { credentials: [document] })
    await call(app, 'POST', `/api/claims/${sent.body.identifier_token}`, { headers: person, body: {} })
    expect(codeOf(await sendText(person, document))).toEqual([409, 'import_there_already'])
    const [{ id }] = await entries(person)
    await call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: person, body: { deleted: true } })
    expect((await sendText(person, document)).body.added).toEqual([id])
    expect(await titles(person)).toEqual(['Came before'])
  })

  it('a signed one is verified; another’s signed copy never takes what somebody holds', async () => {
    const document = await signed(badge({}, { name: 'Signed' }))
    const [first, second] = [await somebody(), await somebody()]
    const { proof: _, ...unsigned } = document
    await sendText(first, unsigned)
    expect(codeOf(await sendText(second, document))).toEqual([409, 'import_taken'])
    // their own better copy replaces what they brought first
    await sendText(first, document)
    expect(await entries(first)).toMatchObject([{ title: 'Signed', verdict: 'verified-issuer-unknown' }])
  })

  it('one by a known issuer is called verified only when it names this person, also when it is looked at again', async () => {
    const key = generateKey()
    const known = { issuers: [{ id: `did:key:${key.publicKeyMultibase}`, name: 'A known school' }] }
    expect((await call(app, 'PUT', '/api/admin/issuers', { headers: operator, body: known })).status).toBe(200)
    const email = newEmail()
    const person = await signIn(app, email)
    const documents = [badge(toPerson(email)), badge({}, { name: 'Names nobody' })].map(({ issuer: _, ...bare }) =>
      issueCredential(bare as JsonObject, { key }),
    )
    await sendText(person, await Promise.all(documents))
    const verdicts = async () => (await entries(person)).map(({ title, verdict }: Record<string, string>) => [title, verdict])
    const expected = [
      [`For ${email}`, 'verified'],
      ['Names nobody', 'unconfirmed'],
    ]
    expect(await verdicts()).toEqual(expected)
    const tries = async () => {
      const { rows } = await app.database.executeSql(
        `select r.tries from credential_rechecks r join assertions a on a.credential_id = r.credential_id where a.title = 'Names nobody'`,
        [],
      )
      return (rows[0] as { tries: number } | undefined)?.tries ?? 0
    }
    await expect.poll(tries, { timeout: 15_000 }).toBeGreaterThan(0)
    expect(await verdicts()).toEqual(expected)
  })

  it('a JWT is verified as well', async () => {
    const person = await somebody()
    const { issuer: _, ...bare } = badge({}, { name: 'As a JWT' })
    expect((await sendText(person, await issueJwt(bare as JsonObject, { key: generateKey() }))).status).toBe(200)
    expect(await entries(person)).toMatchObject([{ title: 'As a JWT', verdict: 'verified-issuer-unknown' }])
  })

  it('a signed one that names this person beats an unsigned copy held by another', async () => {
    const email = newEmail()
    const document = await signed(badge(toPerson(email)))
    const [squatter, owner] = [await somebody(), await signIn(app, email)]
    const bare = JSON.parse(JSON.stringify(document)) as { proof?: unknown; credentialSubject: { identifier?: unknown } }
    delete bare.proof
    delete bare.credentialSubject.identifier
    await sendText(squatter, bare)
    expect((await sendText(owner, document)).status).toBe(200)
    expect(await entries(owner)).toMatchObject([{ verdict: 'verified-issuer-unknown' }])
    expect(await titles(squatter)).toEqual([])
  })
})
