import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { loadersWith } from '../../test/standards.ts'
import { verifyCredential } from '../verify-credential.ts'

const COLLEGE = 'https://college.example'
const ISSUER = `${COLLEGE}/issuer.json`
const BADGE = `${COLLEGE}/badges/welding.json`
const ASSERTION = `${COLLEGE}/assertions/7.json`
const KEY = `${COLLEGE}/key.json`
const REVOKED = `${COLLEGE}/revoked.json`
const CONTEXT = 'https://w3id.org/openbadges/v2'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (key: typeof publicKey, type: 'spki' | 'pkcs1' = 'spki'): string => key.export({ type, format: 'pem' }).toString()

const profile = (more: JsonObject = {}): JsonObject => ({
  '@context': CONTEXT,
  type: 'Issuer',
  id: ISSUER,
  name: 'College',
  publicKey: KEY,
  ...more,
})
const badgeClass: JsonObject = {
  '@context': CONTEXT,
  type: 'BadgeClass',
  id: BADGE,
  name: 'Welding',
  description: 'Joins plate.',
  issuer: ISSUER,
}
const identity = `sha256$${createHash('sha256').update('ana@example.orgsalt').digest('hex')}`
const assertion = (more: JsonObject = {}): JsonObject => ({
  '@context': CONTEXT,
  type: 'Assertion',
  id: ASSERTION,
  recipient: { type: 'email', hashed: true, salt: 'salt', identity },
  issuedOn: '2020-05-01T10:00:00Z',
  badge: BADGE,
  verification: { type: 'hosted' },
  ...more,
})
const signedAssertion = (more: JsonObject = {}): JsonObject =>
  assertion({ id: 'urn:uuid:7', verification: { type: 'SignedBadge', creator: KEY }, ...more })
const jws = (payload: object, key = privateKey, header: object = { alg: 'RS256' }): string => {
  const input = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
}
const keyDocument = (more: JsonObject = {}): JsonObject => ({
  id: KEY,
  type: 'CryptographicKey',
  owner: ISSUER,
  publicKeyPem: pem(publicKey),
  ...more,
})
const pages = { [ISSUER]: profile(), [BADGE]: badgeClass, [ASSERTION]: assertion(), [KEY]: keyDocument() }
type Pages = Record<string, object | number | undefined>

const verify = async (input: string | object, changed: Pages = {}) => {
  const known = Object.fromEntries(Object.entries({ ...pages, ...changed }).filter(([, page]) => page !== undefined)) as Record<
    string,
    object
  >
  const result = await verifyCredential(input, loadersWith(known), { subject: { emails: ['ana@example.org'] } })
  return { ...result, why: result.checks.map(({ because }) => because).join('\n') }
}

describe('a hosted Open Badges 2.0 assertion', () => {
  test('is verified by what its issuer publishes, with the issuer’s domain and the person', async () => {
    const { verdict, issuer, checks, why } = await verify(assertion())
    expect(verdict, why).toBe('verified')
    expect(issuer).toMatchObject({ id: ISSUER, name: 'College', domain: 'college.example', vouchedBy: 'domain' })
    expect(checks.find(({ id }) => id === 'subject')?.outcome).toBe('passed')
  })

  test('may hold its badge whole, or be of version 1.1', async () => {
    expect((await verify(assertion({ badge: badgeClass }))).verdict).toBe('verified')
    const whole = assertion({ badge: { ...badgeClass, issuer: profile() } })
    expect((await verify(whole, { [ASSERTION]: assertion() })).verdict).toBe('verified')
    const { verification: _, ...rest } = assertion({ verify: { type: 'hosted', url: ASSERTION } })
    expect((await verify(rest, { [ASSERTION]: rest })).verdict).toBe('verified')
  })

  test.each<[string, JsonObject, Pages, string, RegExp]>([
    ['it was changed', { issuedOn: '2024-05-01T10:00:00Z' }, {}, 'invalid', /says otherwise/],
    ['something was added to it', { evidence: 'https://evil.example/' }, {}, 'invalid', /says otherwise/],
    ['its badge was changed', { badge: { ...badgeClass, name: 'Surgery' } }, {}, 'invalid', /says otherwise/],
    [
      'it names another badge',
      { badge: `${COLLEGE}/badges/other.json` },
      { [`${COLLEGE}/badges/other.json`]: { ...badgeClass, id: `${COLLEGE}/badges/other.json` } },
      'invalid',
      /says otherwise/,
    ],
    ['it is about another one there', {}, { [ASSERTION]: assertion({ id: `${COLLEGE}/assertions/8.json` }) }, 'unconfirmed', /is about/],
    [
      'it was revoked',
      {},
      { [ASSERTION]: { id: ASSERTION, revoked: true, revocationReason: 'Issued in error' } },
      'revoked',
      /Issued in error/,
    ],
    ['it is gone', {}, { [ASSERTION]: 410 }, 'revoked', /is gone/],
    ['nothing is there', {}, { [ASSERTION]: 404 }, 'unconfirmed', /answered 404/],
    ['nobody answers', {}, { [ASSERTION]: undefined }, 'unconfirmed', /could not be reached/],
    ['its issuer does not answer', {}, { [ISSUER]: undefined }, 'unconfirmed', /who issued it cannot be known/],
    ['it lacks a recipient', { recipient: undefined }, {}, 'invalid', /no recipient/],
    [
      'it has expired',
      { expires: '2021-01-01T00:00:00Z' },
      { [ASSERTION]: assertion({ expires: '2021-01-01T00:00:00Z' }) },
      'expired',
      /expired/,
    ],
    ['its list of revoked ones cannot be had', {}, { [ISSUER]: profile({ revocationList: REVOKED }) }, 'unconfirmed', /could not be had/],
  ])('is not verified when %s', async (_what, more, changed, verdict, because) => {
    const found = await verify(JSON.parse(JSON.stringify(assertion(more))), changed)
    expect([found.verdict, found.why]).toEqual([verdict, expect.stringMatching(because)])
  })

  test('at another origin counts only where the issuer’s own profile allows it', async () => {
    const elsewhere = 'https://badges.example/7.json'
    const there = assertion({ id: elsewhere })
    const foreign = await verify(there, { [elsewhere]: there })
    expect([foreign.verdict, foreign.why]).toEqual(['invalid', expect.stringMatching(/does not publish its badges at/)])
    for (const verification of [{ allowedOrigins: 'badges.example' }, { startsWith: ['https://badges.example/'] }])
      expect((await verify(there, { [elsewhere]: there, [ISSUER]: profile({ verification }) })).verdict).toBe('verified')
    const claimed = assertion({
      id: elsewhere,
      badge: { ...badgeClass, issuer: profile({ verification: { allowedOrigins: 'badges.example' } }) },
    })
    expect((await verify(claimed, { [elsewhere]: claimed })).verdict, 'what a badge says of its issuer is not asked').toBe('invalid')
  })

  test('that says nowhere how to verify it is unsigned', async () => {
    expect((await verify({ ...assertion(), verification: undefined })).verdict).toBe('unsigned')
  })
})

describe('a signed Open Badges 2.0 assertion', () => {
  test('is verified by the key its issuer publishes and lists, in either form of PEM', async () => {
    const { verdict, why } = await verify(jws(signedAssertion()))
    expect(verdict, why).toBe('verified')
    expect((await verify(jws(signedAssertion()), { [KEY]: keyDocument({ publicKeyPem: pem(publicKey, 'pkcs1') }) })).verdict).toBe(
      'verified',
    )
    const { verification: _, ...rest } = signedAssertion()
    expect((await verify(jws({ ...rest, verification: { type: 'signed' } }))).verdict, 'without a creator: the key of the profile').toBe(
      'verified',
    )
  })

  test.each<[string, string, Pages, string, RegExp]>([
    ['somebody else signed it', jws(signedAssertion(), stranger.privateKey), {}, 'invalid', /does not fit/],
    ['its content was exchanged', swapped(), {}, 'invalid', /does not fit/],
    ['it is signed with none', jws(signedAssertion(), privateKey, { alg: 'none' }), {}, 'invalid', /"none" is refused/],
    ['it is signed with HS256', jws(signedAssertion(), privateKey, { alg: 'HS256' }), {}, 'invalid', /is refused/],
    [
      'its key belongs to somebody else',
      jws(signedAssertion()),
      { [KEY]: keyDocument({ owner: 'https://evil.example/' }) },
      'invalid',
      /is not one that/,
    ],
    [
      'its issuer does not list the key',
      jws(signedAssertion()),
      { [ISSUER]: profile({ publicKey: undefined }) },
      'invalid',
      /is not one that/,
    ],
    ['its key cannot be had', jws(signedAssertion()), { [KEY]: undefined }, 'unconfirmed', /could not be had/],
    ['its key is no key', jws(signedAssertion()), { [KEY]: keyDocument({ publicKeyPem: 'MIIB' }) }, 'invalid', /not a public key in PEM/],
    ['its issuer cannot be had', jws(signedAssertion()), { [ISSUER]: undefined }, 'unconfirmed', /who issued it cannot be known/],
  ])('is not verified when %s', async (_what, input, changed, verdict, because) => {
    const found = await verify(input, changed)
    expect([found.verdict, found.why]).toEqual([verdict, expect.stringMatching(because)])
  })

  test('is revoked when the list of its issuer says so, and not when it does not', async () => {
    const listing = (revokedAssertions: unknown[]) => ({
      [ISSUER]: profile({ revocationList: REVOKED }),
      [REVOKED]: { id: REVOKED, type: 'RevocationList', issuer: ISSUER, revokedAssertions },
    })
    const revoked = await verify(jws(signedAssertion()), listing([{ id: 'urn:uuid:7', revocationReason: 'Left early' }]))
    expect([revoked.verdict, revoked.why]).toEqual(['revoked', expect.stringContaining('Left early')])
    expect((await verify(jws(signedAssertion()), listing(['urn:uuid:8']))).verdict).toBe('verified')
  })
})

function swapped(): string {
  const [header, , signature] = jws(signedAssertion()).split('.')
  return [header, jws(signedAssertion({ issuedOn: '2024-01-01T00:00:00Z' })).split('.')[1], signature].join('.')
}
