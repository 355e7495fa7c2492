import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, basic, call, makePartner, operator, push, type TestPartner, tokenFor } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

const ask = (
  form: Record<string, string> | URLSearchParams | FormData,
  headers: Record<string, string> = basic(partner.clientId, partner.accessKey),
) =>
  call(app, 'POST', '/api/v1/token', {
    body: form instanceof FormData ? form : new URLSearchParams(form as Record<string, string>),
    headers,
  })

describe('POST /api/v1/token', () => {
  it('gives a token that is never cached', async () => {
    const { status, body, headers } = await ask({ grant_type: 'client_credentials', scope: 'replace delete' })
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-z]{50}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'delete replace',
    })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('takes multipart and the secret in the body', async () => {
    const form = new FormData()
    form.set('grant_type', 'client_credentials')
    form.set('scope', 'delete readonly replace')
    expect((await ask(form)).body.scope).toBe('delete readonly replace')
    const inBody = await ask({ grant_type: 'client_credentials', client_id: partner.clientId, client_secret: partner.accessKey }, {})
    expect(inBody.status).toBe(200)
  })

  it('gives all scopes for none and for an empty one', async () => {
    expect((await ask({ grant_type: 'client_credentials' })).body.scope).toBe('delete readonly replace')
    expect((await ask({ grant_type: 'client_credentials', scope: '' })).body.scope).toBe('delete readonly replace')
  })

  it.each([
    ['unknown client', () => ask({ grant_type: 'client_credentials' }, basic('nobody', 'x')), 401, 'invalid_client'],
    ['wrong key', () => ask({ grant_type: 'client_credentials' }, basic(partner.clientId, 'x')), 401, 'invalid_client'],
    ['no client', () => ask({ grant_type: 'client_credentials' }, {}), 401, 'invalid_client'],
    ['broken Basic', () => ask({ grant_type: 'client_credentials' }, { authorization: 'Basic %%%' }), 401, 'invalid_client'],
    ['other grant', () => ask({ grant_type: 'password' }), 400, 'unsupported_grant_type'],
    ['no grant', () => ask({}), 400, 'invalid_request'],
    ['unknown scope', () => ask({ grant_type: 'client_credentials', scope: 'admin' }), 400, 'invalid_scope'],
    [
      'both ways',
      () => ask({ grant_type: 'client_credentials', client_id: partner.clientId, client_secret: partner.accessKey }),
      400,
      'invalid_request',
    ],
    [
      'a parameter twice',
      () =>
        call(app, 'POST', '/api/v1/token', {
          body: new URLSearchParams('grant_type=client_credentials&scope=delete&scope=replace'),
          headers: basic(partner.clientId, partner.accessKey),
        }),
      400,
      'invalid_request',
    ],
  ])('%s: refused in OAuth JSON', async (_name, send, status, error) => {
    const answer = await send()
    expect(answer.status).toBe(status)
    expect(answer.body.error).toBe(error)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /)
  })

  it('answers an unknown id and a wrong key with the same bytes', async () => {
    const [unknown, wrong] = [
      await ask({ grant_type: 'client_credentials' }, basic('nobody', 'x')),
      await ask({ grant_type: 'client_credentials' }, basic(partner.clientId, 'x')),
    ]
    expect(unknown.text).toBe(wrong.text)
  })

  it('refuses other methods and other bodies in JSON', async () => {
    const get = await call(app, 'GET', '/api/v1/token')
    expect([get.status, get.headers.get('allow'), get.body.error]).toEqual([405, 'POST', 'invalid_request'])
    const json = await call(app, 'POST', '/api/v1/token', {
      body: { grant_type: 'client_credentials' },
      headers: basic(partner.clientId, partner.accessKey),
    })
    expect([json.status, json.body.error]).toEqual([415, 'invalid_request'])
  })

  it('stores neither key nor token', async () => {
    const { body } = await ask({ grant_type: 'client_credentials' })
    for (const table of ['partners', 'partner_keys', 'access_tokens']) {
      const { rows } = await app.database.executeSql(`select * from ${table}`)
      expect(JSON.stringify(rows)).not.toContain(body.access_token)
      expect(JSON.stringify(rows)).not.toContain(partner.accessKey)
    }
  })
})

describe('an access token', () => {
  it('carries only its scopes', async () => {
    const readonly = await tokenFor(app, partner, 'readonly')
    const refused = await push(app, { headers: readonly }, { credentials: [badge()] })
    expect([refused.status, refused.body.imsx_codeMajor, refused.body.imsx_severity]).toEqual([403, 'failure', 'error'])
    expect((await call(app, 'GET', '/api/v1/credentials', { headers: readonly })).status).toBe(200)
    expect((await call(app, 'DELETE', '/api/v1/credentials/x', { headers: readonly })).status).toBe(403)
  })

  it('lives 60 minutes from its last use, and 12 hours at most', async () => {
    const own = await startTestApp()
    const other = await makePartner(own)
    const use = async () => (await call(own, 'GET', '/api/v1/credentials', { headers: other.headers })).status
    for (let hour = 0; hour < 12; hour++) {
      expect(await use()).toBe(200)
      own.travel(59 * 60_000)
    }
    own.travel(15 * 60_000)
    expect(await use()).toBe(401)
    const idle = { headers: await tokenFor(own, other) }
    own.travel(61 * 60_000)
    expect((await call(own, 'GET', '/api/v1/credentials', idle)).status).toBe(401)
    await own.stop()
  })

  it('ends with the key it was got with, and with the partner', async () => {
    const other = await makePartner(app)
    const rotated = await call(app, 'POST', `/api/admin/partners/${other.id}/rotate-key`, { headers: operator, body: { graceHours: 1 } })
    expect((await call(app, 'GET', '/api/v1/credentials', other)).status).toBe(200)
    const fresh = await tokenFor(app, rotated.body)
    await call(app, 'POST', `/api/admin/partners/${other.id}/rotate-key`, { headers: operator })
    expect((await call(app, 'GET', '/api/v1/credentials', other)).status).toBe(401)
    expect((await call(app, 'GET', '/api/v1/credentials', { headers: fresh })).status).toBe(401)
    expect(
      (
        await call(app, 'POST', '/api/v1/token', {
          body: new URLSearchParams({ grant_type: 'client_credentials' }),
          headers: basic(other.clientId, other.accessKey),
        })
      ).status,
    ).toBe(401)

    const third = await makePartner(app)
    expect((await call(app, 'DELETE', `/api/admin/partners/${third.id}`, { headers: operator })).status).toBe(204)
    expect((await call(app, 'GET', '/api/v1/credentials', third)).status).toBe(401)
    expect((await call(app, 'GET', `/api/admin/partners/${third.id}`, { headers: operator })).status).toBe(404)
  })

  it('is asked for by name', async () => {
    const none = await call(app, 'GET', '/api/v1/credentials')
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="laurel"'])
    const onBasic = await call(app, 'GET', '/api/v1/credentials', { headers: basic(partner.clientId, partner.accessKey) })
    expect([onBasic.status, onBasic.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="laurel"'])
    const dead = await call(app, 'GET', '/api/v1/credentials', { headers: { authorization: 'Bearer dead' } })
    expect([dead.status, dead.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="laurel", error="invalid_token"'])
  })
})

describe('the operator', () => {
  it('is asked for a token', async () => {
    expect((await call(app, 'GET', '/api/admin/partners')).status).toBe(401)
    expect((await call(app, 'GET', '/api/admin/partners', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
  })

  it('gives each partner a short name of its own', async () => {
    const first = await call(app, 'POST', '/api/admin/partners', { headers: operator, body: { name: 'Same', slug: 'same' } })
    const second = await call(app, 'POST', '/api/admin/partners', { headers: operator, body: { name: 'Same', slug: 'SAME' } })
    expect([first.status, second.status, second.body.code]).toEqual([201, 409, 'partner_slug_taken'])
    const made = await call(app, 'POST', '/api/admin/partners', { headers: operator, body: { name: 'same' } })
    expect(made.status).toBe(201)
    expect(made.body.slug).not.toBe('same')
  })

  it('hears of unknown and wrong fields by pointer', async () => {
    const { status, body } = await call(app, 'POST', '/api/admin/partners', {
      headers: operator,
      body: { name: 'X', mode: 'both', colour: 'red' },
    })
    expect(status).toBe(400)
    expect(body.code).toBe('request_invalid')
    expect(body.fields.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(expect.arrayContaining(['/colour', '/mode']))
  })

  it('changes a partner', async () => {
    const { status, body } = await call(app, 'PATCH', `/api/admin/partners/${partner.id}`, {
      headers: operator,
      body: { typeOverrides: { Course: 'Education' }, landing: { title: 'Welcome' }, findMyResume: true },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ typeOverrides: { Course: 'Education' }, landing: { title: 'Welcome' }, findMyResume: true, mode: 'live' })
    expect(body.accessKey).toBeUndefined()
  })
})
