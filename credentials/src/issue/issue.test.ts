import { describe, expect, test } from 'vitest'
import { generateKey, keyPairFromJwk, publicKeyFromJwk, publicKeyFromMultibase, secretKeyOf } from '../keys/multikey.ts'
import type { JsonObject } from '../model/json.ts'
import { unbakePng } from '../read/png.ts'
import { readCredential } from '../read/read-credential.ts'
import { unbakeSvg } from '../read/svg.ts'
import { badge, endorsement, VC2 } from '../test/badges.ts'
import { describeWithStandards, example, exampleJson, loadersWith } from '../test/standards.ts'
import { verifyCredential } from '../verify/verify-credential.ts'
import { bakePng, bakeSvg } from './bake.ts'
import { issueCredential, issuePresentation } from './issue-credential.ts'
import { envelope, issueJwt } from './issue-jwt.ts'

const loaders = loadersWith()
const UNKNOWN = 'verified-issuer-unknown'
const verdictOf = async (input: object | string | Uint8Array, options = {}): Promise<string> =>
  (await verifyCredential(input, loaders, options)).verdict

describe('what is issued verifies', () => {
  const suites = [
    ['Ed25519', 'eddsa-rdfc-2022'],
    ['Ed25519', 'eddsa-jcs-2022'],
    ['Ed25519', 'Ed25519Signature2020'],
    ['P-256', 'ecdsa-rdfc-2019'],
    ['P-256', 'ecdsa-jcs-2019'],
    ['P-384', 'ecdsa-rdfc-2019'],
    ['P-384', 'ecdsa-jcs-2019'],
  ] as const
  test.each(suites)('%s, %s', async (algorithm, cryptosuite) => {
    const key = generateKey(algorithm)
    expect(await verdictOf(await issueCredential(badge(), { key, cryptosuite }))).toBe(UNKNOWN)
    for (const form of ['vc+jwt', 'vc-claim'] as const) expect(await verdictOf(issueJwt(badge(), { key, form }))).toBe(UNKNOWN)
  })

  test('of version 1.1 gets the context its proof needs', async () => {
    const old = {
      ...badge(),
      '@context': ['https://www.w3.org/2018/credentials/v1', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json'],
      validFrom: undefined,
      issuanceDate: '2024-01-01T00:00:00Z',
    }
    const issued = await issueCredential(JSON.parse(JSON.stringify(old)) as JsonObject, { key: generateKey() })
    expect(issued['@context']).toContain('https://w3id.org/security/data-integrity/v2')
    expect(await verdictOf(issued)).toBe(UNKNOWN)
  })

  test('as a set of two keys, and as a chain where the second signs the first', async () => {
    const key = generateKey()
    const first = await issueCredential(badge(), { key, more: { id: 'urn:uuid:0f3b0b7e-0000-4000-8000-000000000001' } })
    const set = await issueCredential(first, { key, cryptosuite: 'eddsa-jcs-2022' })
    expect([(set.proof as object[]).length, await verdictOf(set)]).toEqual([2, UNKNOWN])
    const chain = await issueCredential(first, { key, more: { previousProof: 'urn:uuid:0f3b0b7e-0000-4000-8000-000000000001' } })
    expect(await verdictOf(chain)).toBe(UNKNOWN)
    const [one, two] = chain.proof as JsonObject[]
    expect(await verdictOf({ ...chain, proof: [{ ...one, created: '2020-01-01T00:00:00Z' }, two as JsonObject] })).toBe('invalid')
    expect(await verdictOf({ ...chain, proof: [two as JsonObject] })).toBe('invalid')
  })

  test('in presentations, with challenge, tokens and endorsements inside', async () => {
    const key = generateKey()
    const one = await issueCredential(badge({ endorsement: [await issueCredential(endorsement('urn:x'), { key })] }), { key })
    const whole = { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: [one, envelope(issueJwt(badge(), { key }))] }
    const presentation = await issuePresentation(whole, { key, challenge: 'abc', domain: 'shop.example' })
    const result = await verifyCredential(presentation, loaders, { challenge: 'abc', domain: 'shop.example' })
    expect([result.verdict, result.nestedVerdict, result.nested.map(({ verdict }) => verdict)]).toEqual([
      UNKNOWN,
      UNKNOWN,
      [UNKNOWN, UNKNOWN],
    ])
    expect(await verdictOf(presentation, { challenge: 'other' })).toBe('invalid')
    expect(await verdictOf(presentation, { domain: 'other.example' })).toBe('invalid')
    const unsigned = await verifyCredential(whole, loaders)
    expect([unsigned.verdict, unsigned.nestedVerdict]).toEqual(['unsigned', UNKNOWN])
  })
})

describe('nothing is issued that would not verify', () => {
  const refusals: [string, JsonObject, string][] = [
    ['another issuer', badge({ issuer: 'did:web:other.example' }), 'document_malformed'],
    ['an undefined word', badge({ gpa: 4 }), 'document_malformed'],
    ['no subject', badge({ credentialSubject: [] }), 'document_malformed'],
    ['words of its own', badge({ '@context': [VC2, { a: 'urn:a' }] }), 'context_unknown'],
    ['an id that is no URL', badge({ id: '351843720888468' }), 'document_malformed'],
  ]
  test.each(refusals)('%s', async (_name, document, code) => {
    await expect(issueCredential(document, { key: generateKey() })).rejects.toMatchObject({ code })
  })

  test('a suite the key cannot make', async () => {
    await expect(issueCredential(badge(), { key: generateKey('P-256'), cryptosuite: 'eddsa-rdfc-2022' })).rejects.toMatchObject({
      code: 'cryptosuite_unsupported',
    })
  })
})

describe('keys', () => {
  test.each(['Ed25519', 'P-256', 'P-384'] as const)('%s pairs go through JWK and Multikey and back', (algorithm) => {
    const pair = generateKey(algorithm)
    expect(keyPairFromJwk(secretKeyOf(pair).jwk)).toEqual(pair)
    expect(publicKeyFromJwk(publicKeyFromMultibase(pair.publicKeyMultibase).jwk).id).toBe(pair.publicKeyMultibase)
    expect(() => secretKeyOf({ ...pair, publicKeyMultibase: generateKey(algorithm).publicKeyMultibase })).toThrowError(
      expect.objectContaining({ code: 'key_malformed' }),
    )
  })

  test('points off the curve and small RSA keys are refused', () => {
    const { jwk } = publicKeyFromMultibase(generateKey('P-256').publicKeyMultibase)
    expect(() => publicKeyFromJwk({ ...jwk, y: jwk.x })).toThrowError(expect.objectContaining({ code: 'key_malformed' }))
    expect(() => publicKeyFromJwk({ kty: 'RSA', n: 'AQAB', e: 'AQAB' })).toThrowError(expect.objectContaining({ code: 'key_unsupported' }))
  })
})

describe('the browser half of the crypto', () => {
  test.each(['Ed25519', 'P-256', 'P-384'] as const)('%s agrees with the Node half in both directions', async (algorithm) => {
    const [node, browser] = [await import('../crypto/node.ts'), await import('../crypto/browser.ts')]
    const pair = generateKey(algorithm)
    const [secret, key, data] = [secretKeyOf(pair), publicKeyFromMultibase(pair.publicKeyMultibase), new TextEncoder().encode('text')]
    expect(await browser.verifySignature(key, data, node.sign(secret, data))).toBe(true)
    expect(node.verifySignature(key, data, browser.sign(secret, data))).toBe(true)
    expect(await browser.verifySignature(key, new Uint8Array(3), node.sign(secret, data))).toBe(false)
    expect(await browser.verifySignature(key, data, new Uint8Array(3))).toBe(false)
    expect(node.verifySignature(key, data, new Uint8Array(3))).toBe(false)
    expect([browser.sha256Hex('é'), browser.sha384Hex('é')]).toEqual([node.sha256Hex('é'), node.sha384Hex('é')])
  })
})

describe('SVG', () => {
  test('holds JSON and tokens, also those with brackets and angle brackets inside', async () => {
    const key = generateKey()
    const json = JSON.stringify(await issueCredential(badge({ name: 'a ]]> b <svg> & "c"' }), { key }))
    for (const credential of [json, issueJwt(badge(), { key })]) {
      const baked = bakeSvg('<?xml version="1.0"?><svg width="1"/>', credential)
      expect(await verdictOf(new TextEncoder().encode(baked))).toBe(UNKNOWN)
      expect(bakeSvg(baked, credential)).toBe(baked)
    }
  })

  test('with two credentials or with none is refused', () => {
    const one = '<openbadges:credential verify="a.b.c"/>'
    expect(() => unbakeSvg(`<svg>${one}${one}</svg>`)).toThrowError(expect.objectContaining({ code: 'image_with_two_credentials' }))
    expect(() => unbakeSvg(`<svg><!-- ${one} --></svg>`)).toThrowError(expect.objectContaining({ code: 'image_without_credential' }))
  })
})

describeWithStandards('PNG', () => {
  const png = () => example('1edtech-ob30/simple-json.png')

  test('gives back what was baked, in place of what was there, and verifies', async () => {
    const json = JSON.stringify(await issueCredential(badge(), { key: generateKey() }))
    const baked = bakePng(png(), json)
    expect(unbakePng(baked)).toBe(json)
    expect(await verdictOf(baked)).toBe(UNKNOWN)
    expect(readCredential(baked).carrier).toBe('png')
  })

  test('with two credentials is refused', async () => {
    const bytes = png()
    const start = new TextDecoder('latin1').decode(bytes).indexOf('iTXt') - 4
    const end = start + 12 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(start)
    const twice = Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)])
    const result = await verifyCredential(twice, loaders)
    expect([result.verdict, result.checks[0]?.because]).toEqual(['invalid', 'the PNG holds 2 credentials'])
  })

  test('cut short is refused', async () => {
    expect(await verdictOf(png().subarray(0, 200))).toBe('invalid')
  })
})

describeWithStandards('a CLR', () => {
  test('is issued, with its badges verified each by its own proof', async () => {
    const key = generateKey()
    const { proof: _, id: __, issuer: ___, credentialSchema: ____, ...clr } = exampleJson('1edtech-clr20/simple.json') as JsonObject
    const subject = { ...(clr.credentialSubject as JsonObject), verifiableCredential: [await issueCredential(badge(), { key })] }
    const issued = await issueCredential({ ...clr, credentialSubject: subject }, { key, loaders })
    const result = await verifyCredential(issued, loaders)
    expect([result.verdict, result.nestedVerdict, result.credential?.kind], JSON.stringify(result.checks)).toEqual([
      UNKNOWN,
      UNKNOWN,
      'clr-2',
    ])
  })
})
