import { createStatusList, generateKey, issueCredential, type JsonObject, statusListCredential } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { call, operator } from '../../../test/people.ts'

/** What the public suites ask and this server once answered otherwise; the whole list is in docs/conformance.md. */
let app: TestApp
let did: string
const V1 = 'https://www.w3.org/2018/credentials/v1'
const V2 = 'https://www.w3.org/ns/credentials/v2'
const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2'
const post = (path: string, body: unknown) => call(app, 'POST', path, { headers: operator, body })
const credential = (more: object = {}): JsonObject => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: did,
  credentialSubject: { id: 'did:example:subject' },
  ...more,
})
const issue = async (more: object = {}, options?: object) => post('/credentials/issue', { credential: credential(more), options })
const issued = async (more: object = {}, options?: object) => (await issue(more, options)).body.verifiableCredential
const verify = (verifiableCredential: unknown, options: object = {}) => post('/credentials/verify', { verifiableCredential, options })
const present = (verifiablePresentation: unknown) => post('/presentations/verify', { verifiablePresentation })

beforeAll(async () => {
  app = await startTestApp({ env: { LAUREL_ALLOW_EXAMPLE_CONTEXTS: '1' } })
  did = (await call(app, 'GET', '/api/admin/issuing-keys', { headers: operator })).body.did
})
afterAll(() => app.stop())

describe('what is issued', () => {
  it.each([
    ['a day without time', { validFrom: '2023-02-27' }],
    ['a date of another order', { validUntil: '02-27-2099T05:03:28Z' }],
    ['a time without zone', { validFrom: '2023-02-27T05:03:28' }],
    ['an end before the beginning', { validFrom: '2024-01-01T00:00:00Z', validUntil: '2023-01-01T00:00:00Z' }],
    ['a status index that is no text', { credentialStatus: entry({ statusListIndex: true }) }],
    ['a status entry without a list', { credentialStatus: entry({ statusListCredential: undefined }) }],
    ['a digest in hexadecimal', { relatedResource: { id: 'https://example.org/a', digestSRI: `sha256-${'ca3d163b'.repeat(8)}` } }],
    ['a digest that is no multihash', { relatedResource: { id: 'https://example.org/a', digestMultibase: 'uZTQ0MjM1NiAgcmVwb3J0cw' } }],
    ['two resources with one id', { relatedResource: [resource(), resource()] }],
  ])('is never something with %s', async (_what, more) => {
    const { status, body } = await issue(more)
    expect([status, body.problemDetails?.[0]?.type]).toEqual([400, 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR'])
  })

  it('may have any date with its zone, and digests as they are written', async () => {
    for (const more of [
      { validFrom: '2023-02-27T05:03:28.123-05:00' },
      { validUntil: '2099-02-27T05:03:28Z' },
      { relatedResource: resource() },
    ])
      expect((await issue(more)).status).toBe(201)
    const sri = { id: 'https://example.org/b', digestSRI: 'sha256-IwhzJyufmsjiGS1qP0waCmFb0gKa5ZGBI0ZZtfQo9Ls=' }
    expect((await issue({ relatedResource: [resource(), sri] })).status).toBe(201)
  })
})

describe('what is verified', () => {
  it('is for the purpose the caller expects', async () => {
    const signed = await issued()
    expect((await verify(signed, { expectedProofPurpose: 'assertionMethod' })).status).toBe(200)
    expect((await verify(signed, { expectedProofPurpose: 'authentication' })).status).toBe(400)
    expect((await verify(signed, { expectedProofPurpose: 'something' })).status).toBe(400)
  })

  it('is no envelope that does not say what it is', async () => {
    const enveloped = await issued({}, { type: 'vc+jwt' })
    expect((await verify(enveloped)).status).toBe(200)
    expect((await verify({ ...enveloped, id: enveloped.id.replace('vc+jwt', 'vc-ld+jwt') })).status).toBe(200)
    const { type: _, ...typeless } = enveloped
    for (const bad of [
      { ...enveloped, '@context': [] },
      { ...enveloped, '@context': EXAMPLES },
      { ...enveloped, id: enveloped.id.split(',').pop() },
      typeless,
    ])
      expect((await verify(bad)).status).toBe(400)
  })

  it('names what is wrong with a status list in the words of its specification', async () => {
    const key = generateKey()
    const { host } = new URL(app.base)
    const listed = async (index: string, purpose = 'revocation') => {
      const { issuer: _, ...plain } = credential()
      const status = entry({
        statusListIndex: index,
        statusPurpose: purpose,
        statusListCredential: `http://${host}/status/${'x'.repeat(22)}`,
      })
      return issueCredential({ ...plain, credentialStatus: status }, { key })
    }
    const missing = await verify(await listed('1'))
    expect(missing.body.problemDetails[0].type).toMatch(/status-list#STATUS_(?:RETRIEVAL|VERIFICATION)_ERROR$/)
    const away = entry({ statusListIndex: '1', statusPurpose: 'revocation', statusListCredential: 'https://away.invalid/list' })
    const unreached = await verify(await issueCredential({ ...credential(), issuer: undefined, credentialStatus: away }, { key }))
    expect(unreached.body.problemDetails).toMatchObject([
      { type: 'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR', title: 'Its status cannot be known.' },
    ])
    const old = await issueCredential({ ...credential(), issuer: undefined }, { key })
    const unsupported = await verify({ ...old, proof: { ...(old.proof as object), cryptosuite: 'eddsa-2022' } })
    expect(unsupported.body).toMatchObject({ verdict: 'unconfirmed', problemDetails: [{ title: 'Its signature could not be checked.' }] })
    const ours = await issued({ id: 'urn:uuid:00000000-0000-4000-9000-00000000a001' })
    const outside = { ...ours.credentialStatus, statusListIndex: '131072' }
    const foreign = { ...ours.credentialStatus, statusPurpose: 'suspension' }
    for (const [status, error] of [
      [outside, 'https://www.w3.org/TR/vc-data-model#RANGE_ERROR'],
      [foreign, 'https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR'],
    ]) {
      const again = await issued({ credentialStatus: status })
      expect((await verify(again)).body.problemDetails.map(({ type }: { type: string }) => type)).toContain(error)
    }
    const list = statusListCredential({
      id: 'https://example.org/l',
      purpose: 'revocation',
      bits: createStatusList(131_072),
      validFrom: '2024-01-01T00:00:00Z',
    })
    expect((await verify(await issueCredential(list, { key }))).status).toBe(200)
  })

  it('is no presentation, also where it is large', async () => {
    const many = Array.from({ length: 200 }, (_, index) => credential({ id: `urn:uuid:${index}`, name: 'x'.repeat(300) }))
    const { status, body } = await verify({ '@context': [V2], type: ['VerifiablePresentation'], verifiableCredential: many })
    expect([status, body.problemDetails[0].detail]).toEqual([400, expect.stringContaining('use /presentations/verify')])
  })
})

describe('what is presented', () => {
  const presentation = (more: object = {}) => ({ '@context': [V2], type: ['VerifiablePresentation'], ...more })
  it.each([
    ['is no presentation at all', { type: ['NonconformingDocument'] }],
    ['has no type', { ...presentation(), type: undefined }],
    ['has another type', presentation({ type: ['CredentialManagerPresentation'] })],
    ['has no context', { ...presentation(), '@context': undefined }],
    ['has its contexts in another order', presentation({ '@context': [EXAMPLES, V2] })],
    ['is an envelope by its id alone', presentation({ id: 'data:application/vp+jwt,eyJ.eyJ.x' })],
  ])('is refused, signed or not, when it %s', async (_what, body) => {
    expect((await present(body)).status).toBe(400)
  })

  it('may be unsigned, of either version', async () => {
    for (const context of [V1, V2]) expect((await present({ '@context': [context], type: 'VerifiablePresentation' })).status).toBe(200)
  })
})

function entry(more: object): JsonObject {
  const whole = { statusPurpose: 'revocation', statusListIndex: '7', statusListCredential: 'https://example.org/status/1', ...more }
  return { type: 'BitstringStatusListEntry', ...whole }
}

function resource(): JsonObject {
  return { id: 'https://example.org/a', digestMultibase: 'uEiAjCHMnK5-ayOIZLWo_TBoKYVvSAprlkYEjRlm19Cj0uw' }
}
