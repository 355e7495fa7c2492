import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, makePartner, push, signIn, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

/** does not compress: an index entry of it is as long as it is */
const long = (): string => randomBytes(9_000).toString('base64url')
const people = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']

describe('texts longer than an index entry may be', () => {
  it.each([
    ['recipient.id', () => ({ recipient: { id: long() }, credential: badge() })],
    ['recipient.studentId', () => ({ recipient: { studentId: long() }, credential: badge() })],
    ['recipient.email', () => ({ recipient: { email: `${long()}@example.org` }, credential: badge() })],
    ['the subject of the credential', () => ({ credential: badge({ credentialSubject: { id: `did:example:${long()}` } }) })],
    ['the achievement', () => ({ credential: badge({}, { id: `urn:example:${long()}` }) })],
    ['the achievement type', () => ({ credential: badge({}, { achievementType: long() }) })],
    ['the name', () => ({ credential: badge({}, { name: long() }) })],
    [
      'the name of a skill',
      () => ({
        credential: badge(
          {},
          { achievementType: 'SkillsAndAbilities', alignment: [{ type: ['Alignment'], targetName: long(), targetUrl: long() }] },
        ),
      }),
    ],
  ])('%s: held, and can be claimed', async (_name, body) => {
    const answer = await push(app, partner, body())
    expect([answer.status, answer.body.results?.[0].status]).toEqual([200, 'held'])
    const person = await signIn(app, `${people.pop()}@long.example`)
    const claimed = await call(app, 'POST', `/api/claims/${answer.body.identifier_token}`, { body: {}, headers: person })
    expect([claimed.status, claimed.body]).toEqual([200, { added: 1, left: 0, withheld: 0 }])
  })

  it('a long recipient id is still the same recipient the next time', async () => {
    const recipient = { id: long() }
    const person = await signIn(app, 'linked@long.example')
    const { body } = await push(app, partner, { recipient, credential: badge() })
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { body: {}, headers: person })
    await push(app, partner, { recipient, credential: badge() })
    await push(app, partner, { recipient: { id: long() }, credential: badge() })
    expect((await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items).toHaveLength(1)
  })

  it.each([
    ['/id', () => badge({ id: `urn:example:${long()}` })],
    ['/issuer', () => badge({ issuer: { id: `https://example.org/${long()}` } })],
  ])('an assertion’s own %s is refused by name, the others are held', async (at, credential) => {
    const { status, body } = await push(app, partner, { credentials: [credential(), badge()] })
    expect([status, body.results[0].status, body.results[0].pointer]).toEqual([200, 'rejected', `/credentials/0${at}`])
    expect(body.results[0].reason).toMatch(/longer than [0-9]+ bytes/)
    expect(body.results[1].status).toBe('held')
  })
})
