import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, makePartner, operator, push, signIn, type TestPartner, tokenFor } from '../../test/people.ts'
import { DAY_MS } from '../core/time.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp({ env: { MAIL_MODE: 'allowlist', MAIL_ALLOWLIST: 'allowed.example,boss@other.example' } })
  partner = await makePartner(app, { name: '=Formula', claimEmailCheck: false })
})
afterAll(() => app.stop())

const admin = (path: string) => call(app, 'GET', `/api/admin${path}`, { headers: operator })

describe('GET /api/admin/usage', () => {
  it('counts uploads, credentials, verdicts, claims and shares by partner and day', async () => {
    const person = await signIn(app, 'somebody@allowed.example')
    const { body } = await push(app, partner, { credentials: [badge(), badge()] })
    await push(app, partner, { credentials: [badge()] })
    expect((await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })).status).toBe(200)
    expect((await call(app, 'POST', '/api/me/shares', { headers: person, body: { label: 'Work' } })).status).toBe(201)
    const today = (await admin('/usage')).body
    expect(today.rows).toContainEqual({
      day: new Date().toISOString().slice(0, 10),
      partnerId: partner.id,
      partner: '=Formula',
      mode: 'live',
      uploads: 2,
      credentials: 3,
      claims: 1,
      shares: 0,
      verdicts: { unsigned: 3 },
    })
    expect(today.totals).toMatchObject({ uploads: 2, credentials: 3, claims: 1, shares: 1, verdicts: { unsigned: 3 } })
    app.travel(DAY_MS)
    await push(app, { headers: await tokenFor(app, partner) }, { credentials: [badge()] })
    const both = (await admin(`/usage?partnerId=${partner.id}`)).body.rows
    expect(both.map(({ uploads, credentials }: { uploads: number; credentials: number }) => [uploads, credentials])).toEqual([
      [1, 1],
      [2, 3],
    ])
    app.travel(-DAY_MS)
    expect((await admin('/usage?partnerId=nobody')).body.rows).toEqual([])
    expect((await admin('/usage?from=2020-01-01&to=2020-01-31')).body).toMatchObject({ rows: [], totals: { uploads: 0 } })
  })

  it('is CSV in which no formula runs', async () => {
    const { text, headers } = await admin('/usage?format=csv')
    expect(headers.get('content-type')).toMatch(/^text\/csv/)
    expect(text.split('\r\n')[0]).toMatch(/^day,partnerId,partner,mode,uploads,credentials,claims,shares,invalid,revoked,/)
    expect(text).toContain('"\'=Formula"')
  })

  it.each(['from=yesterday', 'from=2026-02-30', 'from=2026-02-02&to=2026-02-01', 'from=2020-01-01&to=2026-01-01', 'format=pdf'])(
    '%s: 400',
    async (query) => {
      expect((await admin(`/usage?${query}`)).status).toBe(400)
    },
  )
})

describe('GET /api/admin/mail', () => {
  it('is searched, filtered and paged, and says what leaves', async () => {
    await call(app, 'POST', '/api/sign-in', { body: { email: 'one@outside.example' } })
    await expect.poll(async () => (await admin('/mail?to=one@outside.example')).body.mails[0]?.state).toBe('captured')
    const { body } = await admin('/mail?search=outside.example&state=captured&limit=1')
    expect(body).toMatchObject({ total: 1, policy: { mode: 'allowlist', allowlist: ['allowed.example', 'boss@other.example'] } })
    const { total } = (await admin('/mail')).body
    expect((await admin('/mail?offset=1000')).body).toMatchObject({ mails: [], total })
    expect((await admin('/mail?state=lost')).status).toBe(400)
  })
})

describe('GET /api/admin/deliveries', () => {
  it('is searched, and CSV in which no formula runs', async () => {
    await app.database.executeSql(
      `insert into platforms (id, name, created_at) values ('plt_x', 'P', now());
       insert into platform_keys (id, platform_id, mode, api_key_hash, api_key_start, secret_sealed, created_at) values ('key_x', 'plt_x', 'test', 'h', 's', 'x', now());
       insert into deliveries (id, platform_id, mode, key_id, url, event, body, state, due_at, created_at, finished_at, last_error) values
       ('whd_1', 'plt_x', 'test', 'key_x', 'https://hooks.example/one', 'session.updated', '{}', 'dead', now(), now(), now(), '@SUM(A1)'),
       ('whd_2', 'plt_x', 'test', 'key_x', 'https://hooks.example/two', 'session.updated', '{}', 'delivered', now(), now(), now(), null)`,
    )
    expect((await admin('/deliveries?search=ONE')).body).toMatchObject({ total: 1, deliveries: [{ id: 'whd_1' }] })
    expect((await admin('/deliveries?search=100%25')).body.total).toBe(0)
    const { text } = await admin('/deliveries?format=csv&state=dead')
    expect(text.split('\r\n')[0]).toBe('id,createdAt,platformId,mode,event,url,state,attempts,lastStatus,lastError,nextTryAt,finishedAt')
    expect(text).toContain('"\'@SUM(A1)"')
    expect(text).not.toContain('whd_2')
  })

  it('is CSV of everything asked for: no value is an empty cell, a number is a number, what separates is quoted', async () => {
    await app.database.executeSql(
      `insert into deliveries (id, platform_id, mode, key_id, url, event, body, state, due_at, created_at, finished_at, last_status, last_error)
       select 'whd_many_' || n, 'plt_x', 'test', 'key_x', 'https://hooks.example/many', 'session.updated', '{}', 'dead', now(), now(), null, 503, 'a,"b"'
       from generate_series(1, 201) n`,
    )
    const { text } = await admin('/deliveries?format=csv&search=hooks.example/many')
    const [, ...lines] = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(201)
    for (const line of lines)
      expect(line).toMatch(/^whd_many_\d+,[^",]+,plt_x,test,session\.updated,https:[^",]+,dead,0,503,"a,""b""",[^",]*,$/)
    expect((await admin('/deliveries?search=hooks.example/many&limit=200')).body).toMatchObject({ total: 201, deliveries: { length: 200 } })
    await app.database.executeSql("delete from deliveries where id like 'whd_many_%'")
  })
})

describe('GET /api/admin/credentials', () => {
  it('finds what was issued by id, name and state', async () => {
    const issuer = (await call(app, 'GET', '/.well-known/did.json')).body.id
    const issue = (name: string) =>
      call(app, 'POST', '/credentials/issue', { headers: operator, body: { credential: { ...badge(), name, issuer }, options: {} } })
    const id = (await issue('Welding')).body.verifiableCredential.id
    await issue('Baking')
    expect((await admin('/credentials?search=welding')).body).toMatchObject({
      total: 1,
      credentials: [{ id, name: 'Welding', kind: 'credential', revokedAt: null }],
    })
    await call(app, 'POST', `/api/admin/credentials/${encodeURIComponent(id)}/revoke`, { headers: operator, body: { reason: 'A mistake' } })
    expect((await admin('/credentials?state=revoked')).body.credentials).toMatchObject([
      { id, revokedAt: expect.any(String), reason: 'A mistake' },
    ])
    expect((await admin('/credentials?state=good')).body.credentials).toMatchObject([{ name: 'Baking' }])
    expect((await admin('/credentials?limit=1&offset=1')).body).toMatchObject({ total: 2, credentials: [expect.anything()] })
  })
})

it.each(['/usage', '/mail', '/deliveries', '/credentials', '/issuers', '/audit', '/audit/verify', '/alerts', '/partners', '/platforms'])(
  '%s is the operator’s alone',
  async (path) => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, partner.headers])
      expect((await call(app, 'GET', `/api/admin${path}`, { headers })).body.code).toBe('operator_only')
  },
)
