import { describe, expect, test } from 'vitest'
import { issueCredential } from '../issue/issue-credential.ts'
import { issueJwt } from '../issue/issue-jwt.ts'
import { didJwkDocument, didJwkOf, didKeyDocument, didWebDocument, didWebUrl } from '../keys/did.ts'
import { generateKey, publicKeyFromMultibase } from '../keys/multikey.ts'
import type { JsonObject } from '../model/json.ts'
import { badge } from '../test/badges.ts'
import { loadersWith } from '../test/standards.ts'
import { verifyCredential } from './verify-credential.ts'

const key = generateKey()
const other = generateKey()
const DID = 'did:web:college.example:badges'
const PAGE = 'https://college.example/badges/did.json'
const webKey = { ...key, id: `${DID}#key-1`, controller: DID }
const byWeb = (): Promise<JsonObject> =>
  issueCredential(badge({ issuer: { id: DID, type: ['Profile'], name: 'Example College' } }), { key: webKey })
const listing = (publicKeyMultibase: string, fragment = 'key-1'): JsonObject => didWebDocument(DID, [{ fragment, publicKeyMultibase }])

describe('a did:web issuer', () => {
  test('that lists the key is verified, and its name is vouched for by its domain only', async () => {
    const result = await verifyCredential(await byWeb(), loadersWith({ [PAGE]: listing(key.publicKeyMultibase) }))
    expect(result.verdict).toBe('verified')
    expect(result.issuer).toEqual({ id: DID, name: 'Example College', domain: 'college.example', vouchedBy: 'domain' })
    expect(result.checks.find(({ id }) => id === 'issuer-name')?.because).toBe('it says it is Example College, domain college.example')
  })

  test('that rotated its keys still verifies what the old one signed', async () => {
    const rotated = didWebDocument(DID, [
      { fragment: 'key-1', publicKeyMultibase: key.publicKeyMultibase },
      { fragment: 'key-2', publicKeyMultibase: other.publicKeyMultibase },
    ])
    expect((await verifyCredential(await byWeb(), loadersWith({ [PAGE]: rotated }))).verdict).toBe('verified')
  })

  const refusals: [string, object | number | undefined, string, RegExp][] = [
    ['lists another key under that name', listing(other.publicKeyMultibase), 'invalid', /signature does not fit/],
    ['lists the key under another name', listing(key.publicKeyMultibase, 'key-9'), 'invalid', /is not one of the keys/],
    [
      'lists the key for signing in only',
      { ...listing(key.publicKeyMultibase), assertionMethod: [] },
      'invalid',
      /does not list .* for assertionMethod/,
    ],
    [
      'is about someone else',
      { ...listing(key.publicKeyMultibase), id: 'did:web:evil.example' },
      'invalid',
      /is about did:web:evil\.example/,
    ],
    [
      'says another controls the key',
      {
        ...listing(key.publicKeyMultibase),
        verificationMethod: [
          { id: `${DID}#key-1`, type: 'Multikey', controller: 'did:web:evil.example', publicKeyMultibase: key.publicKeyMultibase },
        ],
      },
      'invalid',
      /controlled by/,
    ],
    ['cannot be reached', undefined, 'unconfirmed', /could not be reached/],
    ['is not there', 404, 'unconfirmed', /holds no DID document/],
  ]
  test.each(refusals)('whose document %s is refused', async (_name, page, verdict, reason) => {
    const result = await verifyCredential(await byWeb(), loadersWith(page === undefined ? {} : { [PAGE]: page }))
    expect(result.verdict).toBe(verdict)
    expect(result.checks.map(({ because }) => because).join('\n')).toMatch(reason)
  })
})

describe('an issuer with a web address', () => {
  const ADDRESS = 'https://college.example/issuer'
  const jwt = (form: 'vc+jwt' | 'vc-claim' = 'vc+jwt'): string =>
    issueJwt(badge({ issuer: { id: ADDRESS, type: ['Profile'], name: 'Example College' } }), {
      key: { ...key, id: `${ADDRESS}#k1`, controller: ADDRESS },
      form,
    })
  const { jwk } = publicKeyFromMultibase(key.publicKeyMultibase)

  test.each(['vc+jwt', 'vc-claim'] as const)('that publishes a key set with the key is verified (%s)', async (form) => {
    expect((await verifyCredential(jwt(form), loadersWith({ [ADDRESS]: { keys: [{ ...jwk, kid: 'k1' }] } }))).verdict).toBe('verified')
  })

  test('that publishes a key set without the key is refused', async () => {
    const page = { keys: [{ ...publicKeyFromMultibase(other.publicKeyMultibase).jwk, kid: 'k2' }] }
    expect((await verifyCredential(jwt(), loadersWith({ [ADDRESS]: page }))).verdict).toBe('invalid')
  })

  test('that publishes a mere profile is unknown, and a registry that pins the key makes it known', async () => {
    const ownKey = { ...key, id: `${ADDRESS}#${key.publicKeyMultibase}`, controller: ADDRESS }
    const credential = await issueCredential(badge({ issuer: { id: ADDRESS, type: ['Profile'], name: 'Example College' } }), {
      key: ownKey,
    })
    const loaders = loadersWith({ [ADDRESS]: { id: ADDRESS, type: 'Profile', name: 'Example College' } })
    expect((await verifyCredential(credential, loaders)).verdict).toBe('verified-issuer-unknown')
    const registryWith = (keys: string[]) => ({ find: () => ({ id: ADDRESS, name: 'Example College, registered', keys }) })
    const pinned = await verifyCredential(credential, loaders, { registry: registryWith([key.publicKeyMultibase]) })
    expect([pinned.verdict, pinned.issuer.name]).toEqual(['verified', 'Example College, registered'])
    expect((await verifyCredential(credential, loaders, { registry: registryWith([other.publicKeyMultibase]) })).verdict).toBe('invalid')
    expect((await verifyCredential(credential, loaders, { registry: registryWith([]) })).verdict).toBe('verified-issuer-unknown')
  })
})

describe('a did:jwk issuer', () => {
  test('is its key', async () => {
    const did = didJwkOf(publicKeyFromMultibase(key.publicKeyMultibase).jwk)
    const credential = await issueCredential(badge(), { key: { ...key, id: `${did}#0`, controller: did } })
    const result = await verifyCredential(credential, loadersWith())
    expect(result.verdict, JSON.stringify(result.checks)).toBe('verified-issuer-unknown')
    expect(result.checks.find(({ id }) => id === 'issuer-key')?.outcome).toBe('passed')
    expect((didJwkDocument(did).assertionMethod as string[])[0]).toBe(`${did}#0`)
  })
})

test('a method of DID nobody supports is unconfirmed, not wrong', async () => {
  const did = 'did:example:issuer'
  const credential = await issueCredential(badge(), { key: { ...key, id: `${did}#1`, controller: did } })
  expect((await verifyCredential(credential, loadersWith())).verdict).toBe('unconfirmed')
})

test('a name that looks like a known one is warned of', async () => {
  const credential = await issueCredential(
    badge({ issuer: { id: `did:key:${key.publicKeyMultibase}`, type: ['Profile'], name: 'Ехаmple  CoIlege' } }),
    { key },
  )
  const registry = { find: () => undefined, known: () => [{ id: 'did:web:college.example', name: 'Example College' }] }
  const result = await verifyCredential(credential, loadersWith(), { registry })
  expect(result.warnings.join()).toContain('looks like Example College')
})

test('did:web names one place on the web and nothing else', () => {
  expect(didWebUrl('did:web:example.org')).toBe('https://example.org/.well-known/did.json')
  expect(didWebUrl('did:web:example.org%3A8443:a:b')).toBe('https://example.org:8443/a/b/did.json')
  for (const bad of ['did:web:', 'did:web:a/b', 'did:web:example.org:..:x', 'did:web:user@example.org', 'did:web:example.org#x'])
    expect(() => didWebUrl(bad)).toThrowError(expect.objectContaining({ code: 'did_unsupported' }))
})

test('a did:key document lists its only key for everything it may do', () => {
  const did = `did:key:${key.publicKeyMultibase}`
  expect(didKeyDocument(did)).toMatchObject({
    id: did,
    assertionMethod: [`${did}#${key.publicKeyMultibase}`],
    verificationMethod: [{ type: 'Multikey', publicKeyMultibase: key.publicKeyMultibase }],
  })
  expect(() => didKeyDocument('did:key:z6MkjZRsdasZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi')).toThrowError(
    expect.objectContaining({ code: 'key_malformed' }),
  )
})
