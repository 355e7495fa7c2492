import { generateKey, issueJwt, type JsonObject } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, call, makePartner, type TestPartner, tokenFor } from '../../../test/people.ts'

const SCOPE = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/'
const CREDENTIALS = '/ims/ob/v3p0/credentials'
const PROFILE = '/ims/ob/v3p0/profile'
let app: TestApp
let partner: TestPartner

beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

describe('the Open Badges REST API', () => {
  it('describes itself', async () => {
    const { status, body } = await call(app, 'GET', '/ims/ob/v3p0/discovery')
    expect(status).toBe(200)
    expect(body).toMatchObject({ openapi: '3.0.1', components: { securitySchemes: { OAuth2CCG: { type: 'oauth2' } } } })
    expect(Object.keys(body.components.securitySchemes.OAuth2CCG.flows.clientCredentials.scopes).length).toBe(4)
    expect(Object.keys(body.paths)).toEqual(['/credentials', '/profile', '/discovery'])
  })

  it('creates with 201, replaces with 200, and answers with the very text sent', async () => {
    const credential = badge()
    const text = JSON.stringify(credential, null, 1)
    const post = (body: string) =>
      call(app, 'POST', CREDENTIALS, { headers: { ...partner.headers, 'content-type': 'application/json' }, body })
    const created = await post(text)
    expect([created.status, created.text]).toEqual([201, text])
    expect(created.headers.get('link')).toMatch(/^<.*\/createmyresume\/[0-9a-z]{50}>; rel="claim"$/)
    const changed = JSON.stringify({ ...credential, name: 'Another name' })
    const replaced = await post(changed)
    expect([replaced.status, replaced.text]).toEqual([200, changed])
    const { body, headers } = await call(app, 'GET', CREDENTIALS, { headers: partner.headers })
    expect([headers.get('x-total-count'), body.credential[0].name, body.compactJwsString]).toEqual(['1', 'Another name', []])
  })

  it('takes a compact JWS as text/plain', async () => {
    const { issuer: _, ...rest } = badge()
    const jws = issueJwt(rest as JsonObject, { key: generateKey('P-256') })
    const { status, text, headers } = await call(app, 'POST', CREDENTIALS, {
      headers: { ...partner.headers, 'content-type': 'text/plain' },
      body: jws,
    })
    expect([status, text, headers.get('content-type')]).toEqual([201, jws, 'text/plain; charset=utf-8'])
    const list = await call(app, 'GET', `${CREDENTIALS}?limit=1`, { headers: partner.headers })
    expect(list.body.compactJwsString).toEqual([jws])
  })

  it('keeps the profile that was put', async () => {
    const known = await call(app, 'GET', PROFILE, { headers: partner.headers })
    expect(known.body).toMatchObject({ type: ['Profile'], name: 'Institution X' })
    const profile = { id: 'https://institutionx.example', type: ['Profile'], name: 'Institution X', email: 'badges@institutionx.example' }
    const put = await call(app, 'PUT', PROFILE, { headers: partner.headers, body: profile })
    expect([put.status, put.body]).toEqual([200, profile])
    expect((await call(app, 'GET', PROFILE, { headers: partner.headers })).body).toEqual(profile)
    for (const body of [[], { type: ['Profile'] }, { id: 'x', type: ['Profile'] }, { id: 'https://x.example', type: ['Person'] }])
      expect((await call(app, 'PUT', PROFILE, { headers: partner.headers, body })).body.imsx_codeMajor).toBe('failure')
  })

  it('asks for its own scopes, and gives no more than they say', async () => {
    const reader = await tokenFor(app, partner, `${SCOPE}credential.readonly`)
    expect((await call(app, 'GET', CREDENTIALS, { headers: reader })).status).toBe(200)
    const refused = await call(app, 'POST', CREDENTIALS, { headers: reader, body: badge() })
    expect([refused.status, refused.body.imsx_severity]).toEqual([403, 'error'])
    expect((await call(app, 'GET', PROFILE, { headers: reader })).status).toBe(403)
    // a published scope is not the wider one of ours
    expect((await call(app, 'GET', '/api/v1/credentials', { headers: reader })).status).toBe(403)
    const narrow = await makePartner(app, { scopes: ['readonly'] })
    const wide = await call(app, 'POST', '/api/v1/token', {
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: `${SCOPE}credential.upsert` }),
      headers: { authorization: `Basic ${Buffer.from(`${narrow.clientId}:${narrow.accessKey}`).toString('base64')}` },
    })
    expect([wide.status, wide.body.error]).toEqual([400, 'invalid_scope'])
    expect((await call(app, 'GET', CREDENTIALS)).status).toBe(401)
  })

  it('refuses what is no credential in its own words', async () => {
    for (const [body, type] of [
      ['{}', 'application/json'],
      ['{"credentials":[]}', 'application/json'],
      ['not a token', 'text/plain'],
      ['', 'text/plain'],
    ] as const) {
      const answer = await call(app, 'POST', CREDENTIALS, { headers: { ...partner.headers, 'content-type': type }, body })
      expect([answer.status, answer.body.imsx_codeMajor]).toEqual([400, 'failure'])
    }
  })
})
