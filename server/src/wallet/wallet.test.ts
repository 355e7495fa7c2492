import { offlineLoaders, verifyCredential } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, operator, push, signIn } from '../../test/people.ts'
import {
  type HolderKey,
  jws,
  keyProof,
  type Met,
  meet,
  type Naming,
  newHolderKey,
  nonceFrom,
  PRE_AUTHORIZED,
  reachThrough,
  redeem,
  request,
  sha384,
} from '../../test/wallet-client.ts'

let app: TestApp
let person: HeaderLines
beforeAll(async () => {
  app = await startTestApp()
  reachThrough(app.base, app.config.baseUrl)
  person = await signIn(app, 'holder@example.org')
  await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: 'Ada', familyName: 'Holder' } })
})
afterAll(() => app.stop())

const RESUME = { ldp: 'LaurelResumeCredential_ldp_vc', jwt: 'LaurelResumeCredential_jwt_vc_json' }
const offer = async (body: unknown = {}) => (await call(app, 'POST', '/api/me/wallet-offers', { headers: person, body })).body
const statusOf = async (id: string) => (await call(app, 'GET', `/api/me/wallet-offers/${id}`, { headers: person })).body.status
const errorOf = ({ status, body }: { status: number; body: { error: string } }) => [status, body.error]

/** An offer met, and its token. */
async function admitted(body?: unknown): Promise<{ made: Awaited<ReturnType<typeof offer>>; met: Met; token: string }> {
  const made = await offer(body)
  const met = await meet(made.deepLink)
  return { made, met, token: (await redeem(met, made.transactionCode)).body.access_token }
}
const proofs = async (met: Met, key: HolderKey, naming?: Naming) => ({
  jwt: [keyProof(key, { aud: met.offer.credential_issuer, nonce: await nonceFrom(met) }, naming)],
})

/** As a verifier elsewhere: contexts from the library, the server's DID document and status list as it publishes them. */
async function verdictOf(credential: string | object): Promise<string> {
  const fromServer = async (url: string) => {
    const { host } = new URL(app.config.baseUrl)
    const response = await fetch(url.replace(/^https?:\/\/[^/]+/, (origin) => (origin.endsWith(`//${host}`) ? app.base : origin)))
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      bytes: new Uint8Array(await response.arrayBuffer()),
    }
  }
  const result = await verifyCredential(credential, { ...offlineLoaders, fetch: fromServer })
  return result.checks.every(({ outcome }) => outcome === 'passed') ? 'good' : JSON.stringify(result)
}

describe('an offer', () => {
  it('says who issues what, and asks for the code on the screen', async () => {
    const made = await offer()
    expect(made.transactionCode).toMatch(/^\d{6}$/)
    expect(made.qr).toMatch(/^<svg /)
    const { offer: read, issuer, server } = await meet(made.deepLink)
    expect(read).toEqual({
      credential_issuer: app.config.baseUrl,
      credential_configuration_ids: [RESUME.ldp, RESUME.jwt],
      grants: {
        [PRE_AUTHORIZED]: {
          'pre-authorized_code': expect.stringMatching(/^[\w-]{43}$/),
          tx_code: { input_mode: 'numeric', length: 6, description: expect.any(String) },
        },
      },
    })
    expect(issuer.credential_issuer).toBe(app.config.baseUrl)
    expect(server.issuer).toBe(app.config.baseUrl)
    for (const id of read.credential_configuration_ids)
      expect(issuer.credential_configurations_supported[id]).toMatchObject({
        format: id === RESUME.ldp ? 'ldp_vc' : 'jwt_vc_json',
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256', 'EdDSA'] } },
        credential_definition: { type: ['VerifiableCredential', 'LaurelResumeCredential'] },
      })
    expect(await statusOf(made.id)).toBe('waiting')
  })
})

describe('a wallet', () => {
  it.each([
    [RESUME.ldp, 'ES256', 'did:key'],
    [RESUME.ldp, 'EdDSA', 'did:jwk'],
    [RESUME.jwt, 'ES256', 'jwk'],
    [RESUME.jwt, 'EdDSA', 'did:key'],
    [RESUME.jwt, 'ES256', 'did:jwk'],
  ] as const)('gets %s bound to its %s key, named by %s', async (configuration, alg, naming) => {
    const { made, met, token } = await admitted()
    const key = newHolderKey(alg)
    const { status, headers, body } = await request(met, token, {
      credential_configuration_id: configuration,
      proofs: await proofs(met, key, naming),
    })
    expect([status, headers.get('cache-control'), body.credentials.length]).toEqual([200, 'no-store', 1])
    const { credential } = body.credentials[0]
    const document =
      typeof credential === 'string' ? JSON.parse(Buffer.from(credential.split('.')[1]!, 'base64url').toString()) : credential
    expect(typeof credential).toBe(configuration === RESUME.ldp ? 'object' : 'string')
    expect(await verdictOf(credential)).toBe('good')
    expect(document).toMatchObject({
      type: ['VerifiableCredential', 'LaurelResumeCredential'],
      name: 'Resume of Ada Holder',
      credentialSubject: { id: naming === 'did:key' ? key.didKey : expect.stringMatching(/^did:jwk:/), generatedAt: expect.any(String) },
    })
    if (naming !== 'did:key') {
      const named = JSON.parse(Buffer.from(document.credentialSubject.id.slice('did:jwk:'.length), 'base64url').toString())
      expect(named).toEqual(key.jwk)
    }
    const [pdf, ler] = document.credentialSubject.file
    expect(document.relatedResource).toEqual([
      { id: pdf.id, mediaType: 'application/pdf', digestSRI: sha384(Buffer.from(pdf.base64, 'base64')) },
      { id: ler.id, mediaType: 'application/json', digestSRI: sha384(ler.content) },
    ])
    expect(Buffer.from(pdf.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    expect(await statusOf(made.id)).toBe('taken')
  })

  it('gets each form once from one offer, and nothing a second time', async () => {
    const { met, token, made } = await admitted()
    const key = newHolderKey('ES256')
    const ask = async (id: string) => request(met, token, { credential_configuration_id: id, proofs: await proofs(met, key) })
    expect([(await ask(RESUME.ldp)).status, (await ask(RESUME.jwt)).status]).toEqual([200, 200])
    expect(errorOf(await ask(RESUME.ldp))).toEqual([400, 'credential_request_denied'])
    expect(errorOf(await redeem(met, made.transactionCode))).toEqual([400, 'invalid_grant'])
    expect((await fetch(made.offerUri.replace(app.config.baseUrl, app.base))).status).toBe(410)
  })

  it('may be a page of another site', async () => {
    const { met, token } = await admitted()
    const { status, headers } = await fetch(met.issuer.credential_endpoint.replace(app.config.baseUrl, app.base), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        origin: 'https://wallet.example',
        'sec-fetch-site': 'cross-site',
      },
      body: JSON.stringify({ credential_configuration_id: RESUME.jwt, proofs: await proofs(met, newHolderKey('EdDSA')) }),
    })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  })
})

describe('the token endpoint', () => {
  it('refuses a wrong transaction code, 5 times, and then every code', async () => {
    const made = await offer()
    const met = await meet(made.deepLink)
    const wrong = made.transactionCode === '000000' ? '000001' : '000000'
    const answers = await Promise.all(Array.from({ length: 7 }, () => redeem(met, wrong)))
    expect(new Set(answers.map((answer) => errorOf(answer).join(' ')))).toEqual(new Set(['400 invalid_grant']))
    expect(errorOf(await redeem(met, made.transactionCode))).toEqual([400, 'invalid_grant'])
    expect(await statusOf(made.id)).toBe('expired')
  })

  it('spends no try on a missing one, nor on another code', async () => {
    const made = await offer()
    const met = await meet(made.deepLink)
    for (let i = 0; i < 6; i++) expect(errorOf(await redeem(met, undefined))).toEqual([400, 'invalid_request'])
    for (let i = 0; i < 6; i++)
      expect(errorOf(await redeem({ ...met, code: `${met.code}x` }, made.transactionCode))).toEqual([400, 'invalid_grant'])
    const { status, headers, body } = await redeem(met, made.transactionCode)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 600 })
  })

  it('names other faults as RFC 6749 does', async () => {
    const made = await offer()
    const met = await meet(made.deepLink)
    expect(errorOf(await redeem(met, made.transactionCode, { grant_type: 'authorization_code', code: 'x' }))).toEqual([
      400,
      'unsupported_grant_type',
    ])
    expect(errorOf(await redeem(met, made.transactionCode, { grant_type: 'password' }))).toEqual([400, 'unsupported_grant_type'])
    const incomplete = [
      await redeem({ ...met, code: '' }, made.transactionCode),
      await redeem(met, made.transactionCode, { grant_type: '' }),
    ]
    expect(incomplete.map(errorOf)).toEqual(Array(2).fill([400, 'invalid_request']))
    expect(incomplete.map(({ body }) => body.error_description)).toEqual([
      'pre-authorized_code is missing or unreadable.',
      'grant_type is missing or unreadable.',
    ])
    const twice = await call(app, 'POST', '/openid4vci/token', {
      body: new URLSearchParams([
        ['grant_type', PRE_AUTHORIZED],
        ['pre-authorized_code', met.code],
        ['tx_code', made.transactionCode],
        ['tx_code', made.transactionCode],
      ]),
    })
    expect(errorOf(twice)).toEqual([400, 'invalid_request'])
  })

  it('has one winner of a race', async () => {
    const made = await offer()
    const met = await meet(made.deepLink)
    const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(met, made.transactionCode)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400])
  })

  it('refuses what has expired', async () => {
    const made = await offer()
    const met = await meet(made.deepLink)
    app.travel(10 * 60_000 + 1)
    expect(errorOf(await redeem(met, made.transactionCode))).toEqual([400, 'invalid_grant'])
    expect(await statusOf(made.id)).toBe('expired')
    expect((await fetch(made.offerUri.replace(app.config.baseUrl, app.base))).status).toBe(410)
    app.travel(-10 * 60_000 - 1)
  })
})

describe('the credential endpoint', () => {
  const key = newHolderKey('ES256')

  it('wants a living token', async () => {
    const { met, token } = await admitted()
    const body = { credential_configuration_id: RESUME.jwt, proofs: await proofs(met, key) }
    for (const wrong of [undefined, 'x', met.code]) {
      const answer = await request(met, wrong, body)
      expect(errorOf(answer)).toEqual([401, 'invalid_token'])
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /)
    }
    app.travel(10 * 60_000 + 1)
    expect(errorOf(await request(met, token, body))).toEqual([401, 'invalid_token'])
    app.travel(-10 * 60_000 - 1)
  })

  it('names what is wrong with a request', async () => {
    const { met, token } = await admitted()
    const good = await proofs(met, key)
    const say = async (body: unknown) => errorOf(await request(met, token, body))
    expect(await say({ proofs: good })).toEqual([400, 'invalid_credential_request'])
    expect(await say([])).toEqual([400, 'invalid_credential_request'])
    expect(await say({ credential_configuration_id: 7 })).toEqual([400, 'invalid_credential_request'])
    expect(await say({ credential_configuration_id: 'Nothing', proofs: good })).toEqual([400, 'unknown_credential_configuration'])
    expect(await say({ credential_configuration_id: 'OpenBadgeCredential_ldp_vc' })).toEqual([400, 'unknown_credential_configuration'])
    expect(await say({ credential_identifier: 'x', proofs: good })).toEqual([400, 'unknown_credential_identifier'])
    expect(await say({ credential_identifier: 'x', credential_configuration_id: RESUME.jwt })).toEqual([400, 'invalid_credential_request'])
    expect(await say({ credential_configuration_id: RESUME.jwt, proofs: good, credential_response_encryption: { jwk: {} } })).toEqual([
      400,
      'invalid_encryption_parameters',
    ])
    expect(await say({ credential_configuration_id: RESUME.jwt, proofs: good })).toEqual([200, undefined])
  })

  it('refuses a proof that proves nothing', async () => {
    const { met, token } = await admitted()
    const aud = met.offer.credential_issuer
    const nonce = await nonceFrom(met)
    const other = newHolderKey('ES256')
    const secret = key.privateKey.export({ format: 'jwk' })
    const secretDid = `did:jwk:${Buffer.from(JSON.stringify(secret)).toString('base64url')}`
    const say = async (jwt: unknown) => errorOf(await request(met, token, { credential_configuration_id: RESUME.jwt, proofs: jwt }))
    const whole = keyProof(key, { aud, nonce })
    const tampered = `${whole.slice(0, -6)}${whole.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`
    const unsigned = `${Buffer.from(JSON.stringify({ typ: 'openid4vci-proof+jwt', alg: 'none', jwk: key.jwk })).toString('base64url')}.${whole.split('.')[1]}.x`
    const wrong: unknown[] = [
      undefined,
      'x',
      {},
      { jwt: [] },
      { jwt: 'x' },
      { jwt: ['x'] },
      { jwt: [7] },
      { jwt: [whole], attestation: ['x'] },
      { jwt: [tampered] },
      { jwt: [unsigned] },
      { jwt: [keyProof(key, { aud: 'https://elsewhere.example', nonce })] },
      { jwt: [keyProof(key, { aud })] },
      { jwt: [keyProof(key, { aud, nonce }, 'jwk', { typ: 'JWT' })] },
      { jwt: [keyProof(key, { aud, nonce }, 'jwk', { jwk: other.jwk })] },
      { jwt: [keyProof(key, { aud, nonce }, 'did:jwk', { jwk: key.jwk })] },
      { jwt: [keyProof(key, { aud, nonce }, 'jwk', { alg: 'EdDSA' })] },
      { jwt: [keyProof(key, { aud, nonce }, 'did:key', { kid: 'did:web:wallet.example#1' })] },
      { jwt: [keyProof(key, { aud, nonce }, 'did:key', { kid: `${key.didKey}#${other.didKey.slice(8)}` })] },
      { jwt: [jws(key, { typ: 'openid4vci-proof+jwt', alg: 'ES256' }, { aud, nonce, iat: 1 })] },
      { jwt: [keyProof(key, { aud, nonce }, 'jwk', { jwk: secret })] },
      { jwt: [keyProof(key, { aud, nonce }, 'did:jwk', { kid: `${secretDid}#0` })] },
    ]
    for (const one of wrong) expect([JSON.stringify(one), ...(await say(one))]).toEqual([JSON.stringify(one), 400, 'invalid_proof'])
    expect(await say({ jwt: [whole, whole] })).toEqual([400, 'invalid_credential_request'])
    expect(await say({ jwt: [whole] })).toEqual([200, undefined])
  })

  it('refuses a nonce that is foreign, stale or used', async () => {
    const { met, token } = await admitted()
    const aud = met.offer.credential_issuer
    const say = async (nonce: string, id = RESUME.jwt, bearer = token) =>
      errorOf(await request(met, bearer, { credential_configuration_id: id, proofs: { jwt: [keyProof(key, { aud, nonce })] } }))
    const nonce = await nonceFrom(met)
    expect(await say('mine')).toEqual([400, 'invalid_nonce'])
    expect(await say(`${nonce.slice(0, -2)}xx`)).toEqual([400, 'invalid_nonce'])
    app.travel(5 * 60_000 + 1)
    expect(await say(nonce)).toEqual([400, 'invalid_nonce'])
    app.travel(-5 * 60_000 - 1)
    expect(await say(nonce)).toEqual([200, undefined])
    expect(await say(nonce, RESUME.ldp)).toEqual([400, 'invalid_nonce'])
    const second = await admitted()
    expect(await say(nonce, RESUME.jwt, second.token)).toEqual([400, 'invalid_nonce'])
  })

  it('has one winner of a race, for one form and for one nonce', async () => {
    const { met, token } = await admitted()
    const racing = await Promise.all(Array.from({ length: 4 }, () => proofs(met, key)))
    const answers = await Promise.all(racing.map((one) => request(met, token, { credential_configuration_id: RESUME.jwt, proofs: one })))
    expect(answers.map(({ body }) => body.error ?? 'delivered').sort()).toEqual([
      ...Array(3).fill('credential_request_denied'),
      'delivered',
    ])
    const one = await proofs(met, key)
    const tokens = [(await admitted()).token, (await admitted()).token, (await admitted()).token]
    const shared = await Promise.all(tokens.map((bearer) => request(met, bearer, { credential_configuration_id: RESUME.jwt, proofs: one })))
    expect(shared.map(({ body }) => body.error ?? 'delivered').sort()).toEqual(['delivered', 'invalid_nonce', 'invalid_nonce'])
  })
})

describe('a single badge', () => {
  const hold = async (credential: unknown): Promise<string> => {
    const partner = await makePartner(app, { claimEmailCheck: false })
    const { body } = await push(app, partner, { credentials: [credential] })
    const claimed = await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
    expect(claimed.status).toBe(200)
    const resume = await call(app, 'GET', '/api/me/resume', { headers: person })
    const entries = resume.body.sections.flatMap(({ entries }: { entries: { id: string; title: string }[] }) => entries)
    return entries.at(-1).id
  }

  it('goes out as its issuer signed it', async () => {
    const issued = await call(app, 'POST', '/credentials/issue', {
      headers: operator,
      body: { credential: badge({ issuer: (await call(app, 'GET', '/.well-known/did.json')).body.id }), options: {} },
    })
    const signed = issued.body.verifiableCredential
    const { met, token, made } = await admitted({ credentialId: await hold(signed) })
    expect(met.offer.credential_configuration_ids).toEqual(['OpenBadgeCredential_ldp_vc'])
    const { status, body } = await request(met, token, { credential_configuration_id: 'OpenBadgeCredential_ldp_vc' })
    expect([status, body.credentials]).toEqual([200, [{ credential: signed }]])
    expect(await statusOf(made.id)).toBe('taken')
  })

  it('is not offered when nobody signed it, nor when somebody else holds it', async () => {
    const id = await hold(badge())
    const refused = await call(app, 'POST', '/api/me/wallet-offers', { headers: person, body: { credentialId: id } })
    expect([refused.status, refused.body.code]).toEqual([409, 'credential_unsigned'])
    const other = await signIn(app, 'other@example.org')
    for (const credentialId of [id, 'hld_nothing']) {
      const { status, body } = await call(app, 'POST', '/api/me/wallet-offers', { headers: other, body: { credentialId } })
      expect([status, body.code]).toEqual([404, 'credential_not_held'])
    }
    const made = await offer()
    expect((await call(app, 'GET', `/api/me/wallet-offers/${made.id}`, { headers: other })).status).toBe(404)
  })
})

describe('the plain download', () => {
  it('verifies, as JSON-LD and as VC-JWT', async () => {
    const json = await call(app, 'GET', '/api/me/resume.credential.json', { headers: person })
    const jwt = await call(app, 'GET', '/api/me/resume.credential.jwt', { headers: person })
    expect([json.headers.get('content-type'), jwt.headers.get('content-type')]).toEqual(['application/vc', 'application/vc+jwt'])
    expect([await verdictOf(json.body), await verdictOf(jwt.text)]).toEqual(['good', 'good'])
    expect(json.body.credentialSubject.id).toBeUndefined()
    expect((await call(app, 'GET', '/api/me/resume.credential.json')).status).toBe(401)
  })

  it('can be revoked by the operator', async () => {
    const { body } = await call(app, 'GET', '/api/me/resume.credential.json', { headers: person })
    await call(app, 'POST', `/api/admin/credentials/${encodeURIComponent(body.id)}/revoke`, { headers: operator })
    expect(await verdictOf(body)).toContain('"revoked"')
  })
})

describe('the list of wallets', () => {
  const put = (wallets: unknown) => call(app, 'PUT', '/api/admin/wallets', { headers: operator, body: { wallets } })

  it('is set by the operator and read by people, in order', async () => {
    const wallets = [
      { name: 'First', logo: null, link: 'https://first.example/add?credential_offer_uri={offer}' },
      { name: 'Second', link: 'second-wallet://?credential_offer_uri={offer}' },
    ]
    expect((await put(wallets)).status).toBe(200)
    const { body } = await call(app, 'GET', '/api/wallets')
    expect(body.wallets.map(({ name, link }: { name: string; link: string }) => [name, link])).toEqual(
      wallets.map(({ name, link }) => [name, link]),
    )
    expect((await put([])).body).toEqual({ wallets: [] })
  })

  it.each(['javascript:alert("{offer}")', 'https://no.example/add', 'data:text/html,{offer}', '{offer}', 'https://a b.example/{offer}'])(
    'takes no link such as %s',
    async (link) => {
      const { status, body } = await put([{ name: 'Bad', link }])
      expect([status, body.code]).toEqual([400, 'wallet_link_invalid'])
    },
  )

  it('is not changed by others', async () => {
    expect((await call(app, 'PUT', '/api/admin/wallets', { headers: person, body: { wallets: [] } })).status).toBe(401)
  })
})
