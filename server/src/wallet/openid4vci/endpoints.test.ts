import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/app.ts'
import { call } from '../../../test/people.ts'
import {
  errorOf,
  jws,
  keyProof,
  meet,
  newHolderKey,
  nonceFrom,
  PRE_AUTHORIZED,
  proofs,
  redeem,
  request,
} from '../../../test/wallet-client.ts'
import { type Holder, RESUME, startHolder } from '../../../test/wallet-holder.ts'

let app: TestApp
let offer: Holder['offer']
let statusOf: Holder['statusOf']
let admitted: Holder['admitted']
beforeAll(async () => {
  ;({ app, offer, statusOf, admitted } = await startHolder())
})
afterAll(() => app.stop())

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
