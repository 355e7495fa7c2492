import { offlineLoaders, verifyCredential } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, operator, push, signIn } from '../../test/people.ts'
import { errorOf, meet, newHolderKey, PRE_AUTHORIZED, proofs, redeem, request, sha384 } from '../../test/wallet-client.ts'
import { type Holder, RESUME, startHolder } from '../../test/wallet-holder.ts'

let app: TestApp
let person: HeaderLines
let offer: Holder['offer']
let statusOf: Holder['statusOf']
let admitted: Holder['admitted']
beforeAll(async () => {
  ;({ app, person, offer, statusOf, admitted } = await startHolder())
})
afterAll(() => app.stop())

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
