import { generateKey, issueCredential, issuePresentation, type JsonObject } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { call, operator } from '../../../test/people.ts'

let app: TestApp
let keys: { did: string; keys: { id: string; didKey: string; algorithm: string }[] }
const post = (path: string, body: unknown, headers = operator) => call(app, 'POST', path, { headers, body })
const didKey = (algorithm: string) => keys.keys.find((key) => key.algorithm === algorithm)!.didKey

let counter = 0
const credential = (more: object = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: `urn:uuid:00000000-0000-4000-9000-${String(++counter).padStart(12, '0')}`,
  type: ['VerifiableCredential'],
  issuer: keys.did,
  validFrom: '2024-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:subject' },
  ...more,
})
const issue = async (more: object = {}, options?: object) =>
  (await post('/credentials/issue', { credential: credential(more), ...(options && { options }) })).body.verifiableCredential

beforeAll(async () => {
  app = await startTestApp({ env: { LAUREL_ALLOW_EXAMPLE_CONTEXTS: '1' } })
  keys = (await call(app, 'GET', '/api/admin/issuing-keys', { headers: operator })).body
})
afterAll(() => app.stop())

describe('POST /credentials/issue', () => {
  it('is for the operator', async () => {
    for (const path of ['/credentials/issue', '/credentials/verify', '/credentials/status', '/presentations/verify'])
      expect((await post(path, {}, {})).status).toBe(401)
  })

  it.each([
    ['eddsa-rdfc-2022', 'Ed25519'],
    ['eddsa-jcs-2022', 'Ed25519'],
    ['ecdsa-rdfc-2019', 'P-256'],
    ['ecdsa-rdfc-2019', 'P-384'],
    ['ecdsa-jcs-2019', 'P-256'],
    ['ecdsa-jcs-2019', 'P-384'],
  ])('issues %s under the did:web and the did:key of its %s key, and verifies it', async (cryptosuite, algorithm) => {
    for (const issuer of algorithm === 'P-384' ? [didKey(algorithm)] : [keys.did, didKey(algorithm)]) {
      const { status, body } = await post('/credentials/issue', { credential: credential({ issuer }), options: { cryptosuite } })
      expect([status, body.verifiableCredential.proof.cryptosuite]).toEqual([201, cryptosuite])
      expect(body.verifiableCredential.proof.verificationMethod.startsWith(issuer)).toBe(true)
      const verified = await post('/credentials/verify', {
        verifiableCredential: body.verifiableCredential,
        options: { checks: ['proof'] },
      })
      expect([verified.status, verified.body.verified]).toEqual([200, true])
    }
  })

  it('picks the suite by the key when none is named', async () => {
    expect((await issue({ issuer: didKey('P-256') })).proof.cryptosuite).toBe('ecdsa-rdfc-2019')
    expect((await issue()).proof.cryptosuite).toBe('eddsa-rdfc-2022')
  })

  it('issues VC-JWTs in the form of each data model', async () => {
    const enveloped = await issue({}, { type: 'vc+jwt' })
    expect(enveloped).toMatchObject({ type: 'EnvelopedVerifiableCredential' })
    expect((await post('/credentials/verify', { verifiableCredential: enveloped })).status).toBe(200)
    const version1 = { '@context': ['https://www.w3.org/2018/credentials/v1'], validFrom: undefined, issuanceDate: '2024-01-01T00:00:00Z' }
    const jwt = await issue(version1, { type: 'vc+jwt' })
    expect(jwt).toMatch(/^ey/)
    expect((await post('/credentials/verify', { verifiableCredential: jwt })).status).toBe(200)
    const plain = await issue({ ...version1, expirationDate: '2999-01-01T00:00:00Z' })
    expect(plain.credentialStatus).toBeUndefined()
    expect((await post('/credentials/verify', { verifiableCredential: plain })).status).toBe(200)
  })

  it.each([
    ['no credential', { verifiableCredential: {} }],
    ['no @context', { '@context': undefined }],
    ['a context that is no array', { '@context': 4 }],
    ['contexts that are no text', { '@context': [4] }],
    ['no type', { type: undefined }],
    ['a type that is no array', { type: 4 }],
    ['types that are no text', { type: [null] }],
    ['no issuer', { issuer: undefined }],
    ['issuer null', { issuer: null }],
    ['issuer true', { issuer: true }],
    ['issuer 4', { issuer: 4 }],
    ['issuer []', { issuer: [] }],
    ['issuer no URL', { issuer: 'fake-issuer' }],
    ['somebody else’s issuer', { issuer: 'did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b' }],
    ['issuer id null', { issuer: { id: null } }],
    ['no subject', { credentialSubject: undefined }],
    ['subject null', { credentialSubject: null }],
    ['subject true', { credentialSubject: true }],
    ['subject 4', { credentialSubject: 4 }],
    ['subject []', { credentialSubject: [] }],
    ['subject text', { credentialSubject: 'did:example:1234' }],
    ['an unknown term', { statusEntry: { type: 'BitstringStatusListEntry', statusListIndex: true } }],
    ['an id that is no URL', { id: 'nothing' }],
  ])('answers 400 with problemDetails for %s', async (what, more) => {
    const body = what === 'no credential' ? more : { credential: credential(more) }
    const answer = await post('/credentials/issue', body)
    expect([answer.status, answer.body.problemDetails.length]).toEqual([400, 1])
    expect(answer.body.problemDetails[0].type).toMatch(/^https:\/\/www\.w3\.org\/TR\/vc-data-model#/)
  })

  it('issues the examples of the suites as ours, inline contexts included', async () => {
    const issued = await issue({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        { CredentialStatusList2017: 'https://example.org/examples#CredentialStatusList2017' },
      ],
      issuer: { id: 'did:example:issuer', name: { '@value': 'ExampleIssuer', '@language': 'en' } },
      credentialStatus: { id: 'did:example:status', type: 'CredentialStatusList2017' },
    })
    expect(issued.issuer.id).toBe(keys.did)
    expect(issued.credentialStatus.type).toBe('CredentialStatusList2017')
  })
})

describe('POST /credentials/status', () => {
  it('revokes and suspends what was issued here', async () => {
    const issued = await issue({}, { statusPurpose: ['revocation', 'suspension'] })
    expect(issued.credentialStatus.map((entry: { statusPurpose: string }) => entry.statusPurpose)).toEqual(['revocation', 'suspension'])
    const verify = () => post('/credentials/verify', { verifiableCredential: issued })
    expect((await verify()).status).toBe(200)
    const set = (statusPurpose: string, status?: boolean) =>
      post('/credentials/status', {
        credentialId: issued.id,
        credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose },
        ...(status !== undefined && { status }),
      })
    expect((await set('suspension')).status).toBe(200)
    const suspended = await verify()
    expect([suspended.status, suspended.body.verified, suspended.body.verdict]).toEqual([400, false, 'suspended'])
    expect((await set('suspension', false)).status).toBe(200)
    expect((await verify()).status).toBe(200)
    expect((await set('revocation', true)).status).toBe(200)
    const revoked = await verify()
    expect(revoked.body.problemDetails[0].type).toBe('https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR')
    const { pathname } = new URL(issued.credentialStatus[0].statusListCredential)
    expect((await post(`${pathname}/publish`, {})).status).toBe(204)
    const list = await call(app, 'GET', pathname)
    expect(list.body.type).toContain('BitstringStatusListCredential')
    expect((await post('/credentials/verify', { verifiableCredential: list.body })).status).toBe(200)
  })

  it('refuses what it does not know', async () => {
    expect(
      (
        await post('/credentials/status', {
          credentialId: 'urn:x',
          credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
        })
      ).status,
    ).toBe(404)
    for (const body of [{}, { credentialId: 'urn:x' }, { credentialId: 'urn:x', credentialStatus: { type: 'Other' } }])
      expect((await post('/credentials/status', body)).status).toBe(400)
  })

  it('never issues the same id twice', async () => {
    const one = credential()
    expect((await post('/credentials/issue', { credential: one })).status).toBe(201)
    expect((await post('/credentials/issue', { credential: one })).status).toBe(400)
  })
})

describe('POST /credentials/verify', () => {
  it('answers 400 for whatever is missing or of another kind', async () => {
    const valid = await issue()
    const changes: [string, unknown[]][] = [
      ['@context', [undefined, 'string', {}, null, 10, true, [[]], [{}], [null], [10]]],
      ['type', [undefined, 'string', {}, null, 10, true, [[]], [{}], [null]]],
      ['issuer', [undefined, [], null, 10, true]],
      ['credentialSubject', [undefined, 'string', null, 10, true, []]],
      ['proof', [undefined, 'string', null, 10, true, []]],
    ]
    for (const [name, values] of changes) {
      for (const value of values) {
        const { status, body } = await post('/credentials/verify', { verifiableCredential: { ...valid, [name]: value } })
        expect([name, value, status, body.verified]).toEqual([name, value, 400, false])
        expect(body.problemDetails.length).toBeGreaterThan(0)
      }
    }
    for (const name of ['type', 'created', 'verificationMethod', 'proofValue', 'proofPurpose']) {
      const { [name]: _, ...proof } = valid.proof
      expect([name, (await post('/credentials/verify', { verifiableCredential: { ...valid, proof } })).status]).toEqual([name, 400])
    }
    for (const body of [{}, { verifiableCredential: 4 }, { verifiableCredential: '' }, { verifiableCredential: 'not a credential' }])
      expect((await post('/credentials/verify', body)).status).toBe(400)
  })

  it('names a date that has passed, and an unknown context as what could not be read', async () => {
    const expired = await issue({ validUntil: '2024-01-02T00:00:00Z' })
    expect((await post('/credentials/verify', { verifiableCredential: expired })).body.problemDetails[0].type).toMatch(/#RANGE_ERROR$/)
  })
})

describe('POST /presentations/verify', () => {
  it('takes an unsigned presentation of good credentials, and refuses one that holds a bad one', async () => {
    const good = await issue()
    const presentation = (verifiableCredential: unknown) => ({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential,
    })
    const answer = await post('/presentations/verify', { verifiablePresentation: presentation([good]), options: { checks: [] } })
    expect([answer.status, answer.body.verified]).toEqual([200, true])
    const altered = { ...good, validFrom: '2024-01-03T00:00:00Z' }
    const { type: _, ...typeless } = good
    for (const bad of [[altered], [good, altered], [typeless], ['https://example.org/credential'], 'text', 4])
      expect((await post('/presentations/verify', { verifiablePresentation: presentation(bad) })).status).toBe(400)
  })

  it('holds a signed one to its proof, challenge and domain', async () => {
    const holder = generateKey('Ed25519')
    const signed = await issuePresentation(
      { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'], verifiableCredential: [await issue()] },
      { key: holder, challenge: 'c1', domain: 'example.org' },
    )
    const verify = (verifiablePresentation: object, options: object) => post('/presentations/verify', { verifiablePresentation, options })
    expect((await verify(signed, { challenge: 'c1', domain: 'example.org' })).status).toBe(200)
    expect((await verify(signed, { challenge: 'c2', domain: 'example.org' })).body.problemDetails[0].type).toMatch(
      /#INVALID_CHALLENGE_ERROR$/,
    )
    expect((await verify({ ...signed, holder: 'did:example:other' }, { challenge: 'c1', domain: 'example.org' })).status).toBe(400)
  })

  it('and a credential of somebody else counts too', async () => {
    const key = generateKey('P-256')
    const { issuer: _, ...rest } = credential()
    const foreign = await issueCredential(rest, { key })
    expect((await post('/credentials/verify', { verifiableCredential: foreign })).status).toBe(200)
  })
})

describe('GET /1.0/identifiers/{did}', () => {
  const ed = 'did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b'
  const multibase = ed.slice('did:key:'.length)
  const resolve = (did: string, query = '') => call(app, 'GET', `/1.0/identifiers/${encodeURIComponent(did)}${query}`)

  it('resolves did:key, did:web and fragments', async () => {
    const { status, body } = await resolve(ed)
    expect([status, body.id, body.didDocument.id]).toEqual([200, ed, ed])
    expect((await resolve(keys.did)).body.didDocument.verificationMethod.length).toBe(3)
    const method = await resolve(`${ed}#${multibase}`)
    expect([method.status, method.body.didDocument.controller]).toEqual([200, ed])
    expect((await resolve(`did:key:1:${multibase}`)).status).toBe(200)
  })

  it.each([
    [ed.replace(/^did:/, 'notDid:'), '', 'didResolutionMetadata', 'invalidDid'],
    [`did:experimental:${multibase}`, '', 'didResolutionMetadata', 'invalidDid'],
    [`did:key:-4:${multibase}`, '', 'didResolutionMetadata', 'invalidDid'],
    [`did:key:${multibase.slice(1)}`, '', 'didResolutionMetadata', 'invalidDid'],
    ['did:key:@', '', 'didResolutionMetadata', 'invalidDid'],
    ['did:key:z6Mk', '', 'didResolutionMetadata', 'invalidDid'],
    [`${ed}/^bar^/?query=\`#${multibase}`, '', 'didDereferencingMetadata', 'invalidDidUrl'],
    [ed, '?publicKeyFormat=unknown', 'didResolutionMetadata', 'unsupportedPublicKeyType'],
    [
      `${ed}#${multibase}`,
      '?publicKeyFormat=Ed25519VerificationKey2018&enableExperimentalPublicKeyTypes=false',
      'didDereferencingMetadata',
      'invalidPublicKeyType',
    ],
  ])('says why %s%s does not resolve', async (did, query, where, error) => {
    const { status, body } = await resolve(did, query)
    expect(status).toBe(400)
    expect(body).toMatchObject({ didDocument: {}, didDocumentMetadata: {}, [where]: { error } })
    expect(body['@context']).toBeDefined()
  })
})
