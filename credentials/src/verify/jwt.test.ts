import { describe, expect, test } from 'vitest'
import { sign } from '#crypto'
import { issueJwt } from '../issue/issue-jwt.ts'
import { generateKey, secretKeyOf } from '../keys/multikey.ts'
import type { JsonObject } from '../model/json.ts'
import { fromBase64Url, toBase64Url } from '../read/base64.ts'
import { badge } from '../test/badges.ts'
import { loadersWith } from '../test/standards.ts'
import { verifyCredential } from './verify-credential.ts'

const key = generateKey()
const other = generateKey()
const verify = (jws: string) => verifyCredential(jws, loadersWith())

describe('a JWT', () => {
  const parts = (jws: string): [JsonObject, JsonObject, string] => {
    const [header = '', payload = '', signature = ''] = jws.split('.')
    const object = (part: string): JsonObject => JSON.parse(new TextDecoder().decode(fromBase64Url(part)))
    return [object(header), object(payload), signature]
  }
  const join = (header: JsonObject, payload: JsonObject, signature: string): string =>
    [...[header, payload].map((part) => toBase64Url(new TextEncoder().encode(JSON.stringify(part)))), signature].join('.')

  test.each(['none', 'None', 'HS256', 'HS512', '', 'RS256'])('with alg %s is refused', async (alg) => {
    const [header, payload, signature] = parts(issueJwt(badge(), { key }))
    const result = await verify(join({ ...header, alg }, payload, alg === 'none' ? '' : signature))
    expect(result.verdict).toBe('invalid')
    expect(result.checks.find(({ id }) => id === 'proof')?.because).toMatch(/is refused|is not made with Ed25519 keys/)
  })

  test('with a key of its own in the header is refused when the issuer publishes another', async () => {
    const [header, payload, signature] = parts(issueJwt(badge(), { key }))
    const { d: _, ...jwk } = secretKeyOf(other).jwk
    const result = await verify(join({ ...header, jwk: jwk as JsonObject }, payload, signature))
    expect(result.verdict).toBe('invalid')
    expect(result.checks.find(({ id }) => id === 'issuer-key')?.because).toContain('is not one of the keys')
  })

  const signedAnew = (header: JsonObject, payload: JsonObject): string => {
    const input = join(header, payload, '').slice(0, -1)
    return `${input}.${toBase64Url(sign(secretKeyOf(key), new TextEncoder().encode(input)))}`
  }

  test('demanding an unknown extension is refused, although its signature would fit', async () => {
    const [header, payload] = parts(issueJwt(badge(), { key }))
    expect((await verify(signedAnew(header, payload))).verdict).toBe('verified-issuer-unknown')
    const { verdict, checks } = await verify(signedAnew({ ...header, crit: ['b64'], b64: false }, payload))
    expect(verdict).toBe('invalid')
    expect(checks.find(({ id }) => id === 'proof')?.because).toContain('an extension that is not known')
  })

  const claims: [string, JsonObject, RegExp][] = [
    ['iss', { iss: 'did:example:other' }, /claim iss/],
    ['jti', { jti: 'urn:x:other' }, /claim jti/],
    ['sub', { sub: 'did:example:other' }, /claim sub/],
    ['nbf', { nbf: 1 }, /claim nbf/],
    ['exp', { exp: 'soon' }, /claim exp/],
  ]
  test.each(claims)(
    'whose claim %s says otherwise than the document is refused, although its signature would fit',
    async (_name, claim, reason) => {
      const [header, payload] = parts(issueJwt(badge({ validUntil: '2090-01-01T00:00:00Z' }), { key }))
      const result = await verify(signedAnew(header, { ...payload, ...claim }))
      expect(result.verdict).toBe('invalid')
      expect(result.checks.find(({ id }) => id === 'proof')?.because).toMatch(reason)
    },
  )
})
