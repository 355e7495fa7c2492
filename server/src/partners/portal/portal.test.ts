import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import {
  type Answer,
  badge,
  basic,
  call,
  type HeaderLines,
  makePartner,
  operator,
  push,
  signIn,
  type TestPartner,
} from '../../../test/people.ts'
import { keepHouse } from '../../housekeeping.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

/** One pixel, so that a picture is a picture. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const enter = (clientId: string, accessKey: string, headers: HeaderLines = {}): Promise<Answer> =>
  call(app, 'POST', '/api/partner/sign-in', { body: { clientId, accessKey }, headers })

const cookieOf = ({ headers }: Answer): HeaderLines => ({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })
const enterAs = async ({ clientId, accessKey }: { clientId: string; accessKey: string }) => cookieOf(await enter(clientId, accessKey))
const get = (path: string, headers: HeaderLines) => call(app, 'GET', `/api/partner${path}`, { headers })
const post = (path: string, body: unknown, headers: HeaderLines) => call(app, 'POST', `/api/partner${path}`, { body, headers })

async function newPartner(settings: Record<string, unknown> = {}): Promise<{ partner: TestPartner; session: HeaderLines }> {
  const partner = await makePartner(app, settings)
  return { partner, session: await enterAs(partner) }
}

describe('signing in', () => {
  it('opens a short session in a cookie scripts cannot read, kept as a hash', async () => {
    const { clientId, accessKey, name } = await makePartner(app)
    const answer = await enter(clientId, accessKey)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(/^laurel_partner=\w{50}; Max-Age=14400; Path=\/; HttpOnly; SameSite=Lax$/)
    const me = await get('/me', cookieOf(answer))
    expect(me.body).toMatchObject({ name, clientId, mode: 'live', findMyResume: false })
    expect(me.text).not.toContain(accessKey)
    const secret = cookieOf(answer).cookie!.split('=')[1]!
    const rows = JSON.stringify(await app.database.db.selectFrom('partner_sessions').selectAll().execute())
    expect(rows).not.toContain(secret)
    app.travel(4 * 3_600_000)
    expect((await get('/me', cookieOf(answer))).body.code).toBe('partner_not_signed_in')
    app.travel(-4 * 3_600_000)
  })

  it('answers an unknown id and a wrong key alike', async () => {
    const { clientId } = await makePartner(app)
    const wrong = await enter(clientId, 'x'.repeat(50))
    const unknown = await enter('lrl_nobody', 'x'.repeat(50))
    expect([wrong.status, wrong.body.code]).toEqual([401, 'partner_key_wrong'])
    expect(unknown.body).toEqual(wrong.body)
    expect(wrong.headers.get('set-cookie')).toBeNull()
  })

  it('keeps other sites, other cookies and no cookie out', async () => {
    const { session } = await newPartner()
    const evil = await call(app, 'PATCH', '/api/partner/me', {
      body: { findMyResume: true },
      headers: { ...session, origin: 'https://evil.example' },
    })
    expect([evil.status, evil.body.code]).toEqual([403, 'cross_site'])
    const person = await signIn(app, 'portal.person@example.org')
    for (const headers of [{}, person, operator, { cookie: 'laurel_partner=guess' }]) expect((await get('/me', headers)).status).toBe(401)
    expect((await call(app, 'GET', '/api/me', { headers: session })).status).toBe(401)
    expect((await call(app, 'GET', '/api/admin/partners', { headers: session })).status).toBe(401)
  })

  it('ends when the partner signs out, is ended, or time has passed', async () => {
    const { partner, session } = await newPartner()
    const other = await enterAs(partner)
    expect((await post('/sign-out', undefined, session)).status).toBe(204)
    expect((await get('/me', session)).status).toBe(401)
    expect((await get('/me', other)).status).toBe(200)
    await call(app, 'DELETE', `/api/admin/partners/${partner.id}`, { headers: operator })
    expect((await get('/me', other)).status).toBe(401)
    expect((await enter(partner.clientId, partner.accessKey)).status).toBe(401)
    await newPartner()
    app.travel(5 * 3_600_000)
    await keepHouse({ db: app.database.db, now: () => new Date(Date.now() + app.config.clockOffsetMs) })
    expect(await app.database.db.selectFrom('partner_sessions').selectAll().execute()).toEqual([])
    app.travel(-5 * 3_600_000)
  })
})

describe('the key', () => {
  it('rotates: old key, tokens and other sessions end at once; this browser goes on', async () => {
    const { partner, session } = await newPartner()
    const elsewhere = await enterAs(partner)
    const rotated = await post('/rotate-key', {}, session)
    expect(rotated.status).toBe(200)
    expect(rotated.body).toMatchObject({ clientId: partner.clientId, accessKey: expect.stringMatching(/^\w{50}$/) })
    expect((await get('/me', session)).status).toBe(401)
    expect((await get('/me', elsewhere)).status).toBe(401)
    expect((await get('/me', cookieOf(rotated))).status).toBe(200)
    expect((await push(app, partner, { credentials: [badge()] })).status).toBe(401)
    expect((await enter(partner.clientId, partner.accessKey)).status).toBe(401)
    expect((await enter(partner.clientId, rotated.body.accessKey)).status).toBe(200)
  })

  it('ends its sessions when the operator rotates it too', async () => {
    const { partner, session } = await newPartner()
    await call(app, 'POST', `/api/admin/partners/${partner.id}/rotate-key`, { body: null, headers: operator })
    expect((await get('/me', session)).status).toBe(401)
  })

  it('leaves both keys working for a grace', async () => {
    const { partner, session } = await newPartner()
    await post('/rotate-key', { graceHours: 2 }, session)
    expect((await get('/me', session)).status).toBe(200)
    const token = await call(app, 'POST', '/api/v1/token', {
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: basic(partner.clientId, partner.accessKey),
    })
    expect(token.status).toBe(200)
    app.travel(2 * 3_600_000)
    expect((await get('/me', session)).status).toBe(401)
    app.travel(-2 * 3_600_000)
  })
})

describe('settings', () => {
  it('takes what is the partner’s own, and nothing of the operator’s', async () => {
    const { partner, session } = await newPartner()
    const patch = (body: unknown) => call(app, 'PATCH', '/api/partner/me', { body, headers: session })
    const landing = { title: 'Mountain College', text: 'Your record.', background: '#123456', accent: '#ffcc00' }
    const { body } = await patch({ landing, importUrl: 'https://college.example/import?lang=en', findMyResume: true })
    expect(body).toMatchObject({ landing, importUrl: 'https://college.example/import?lang=en', findMyResume: true })
    expect((await call(app, 'GET', `/api/partners/${partner.slug}`)).body).toMatchObject({ landing, findMyResume: true })
    for (const wrong of [
      { scopes: ['delete'] },
      { claimEmailCheck: false },
      { importUrl: 'javascript:alert(1)' },
      { landing: { background: 'red' } },
      { landing: { text: 'x'.repeat(2001) } },
    ])
      expect([(await patch(wrong)).status, JSON.stringify(wrong)]).toEqual([400, JSON.stringify(wrong)])
    const pixel = `data:image/png;base64,${PIXEL}`
    expect((await patch({ logo: pixel })).body.logoImage).toMatch(/^\/logos\/[0-9a-f]{64}\.png$/)
    expect((await patch({ logo: 'data:image/png;base64,AAAA' })).body.code).toBe('logo_unusable')
    expect((await patch({ landing: null, importUrl: null })).body).toMatchObject({ landing: null, importUrl: null, findMyResume: true })
  })
})

describe('the audit log', () => {
  it('names the partner and what it changed, and keeps the key out', async () => {
    const { partner, session } = await newPartner()
    await call(app, 'PATCH', '/api/partner/me', { body: { findMyResume: true }, headers: session })
    const { body } = await post('/rotate-key', {}, session)
    const log = await call(app, 'GET', '/api/admin/audit?limit=2', { headers: operator })
    expect(log.body.entries).toMatchObject([
      { by: `partner ${partner.id}`, action: 'rotatePartnerKey', target: { id: partner.id } },
      { by: `partner ${partner.id}`, action: 'updatePartner', detail: { findMyResume: { from: false, to: true } } },
    ])
    expect(log.text).not.toContain(body.accessKey)
  })
})

describe('uploads', () => {
  it('lists them newest first with results, search and pages, and never who claimed', async () => {
    const { partner, session } = await newPartner()
    const calculus = badge({}, { name: 'Calculus' })
    const sent = await push(app, partner, {
      recipient: { id: 'student-7', givenName: 'Ada', familyName: 'Okafor', email: 'ada@college.example' },
      credentials: [calculus, 17, badge({ proof: { type: 'DataIntegrityProof' } }, { name: 'Composition' })],
    })
    for (let i = 0; i < 3; i++)
      await push(app, partner, { recipient: { id: `other-${i}` }, credentials: [badge({}, { name: `Course ${i}` })] })
    const all = await get('/uploads?limit=2', session)
    expect(all.body.total).toBe(4)
    expect(all.body.uploads.map(({ titles }: { titles: string[] }) => titles)).toEqual([['Course 2'], ['Course 1']])
    expect((await get('/uploads?limit=2&offset=2', session)).body.uploads).toHaveLength(2)
    for (const search of ['okafor', 'ADA CALCULUS', 'composition', encodeURIComponent(String(calculus.id))])
      expect([search, (await get(`/uploads?search=${search}`, session)).body.total]).toEqual([search, 1])
    expect((await get('/uploads?search=%25', session)).body.total).toBe(0)
    const [upload] = (await get('/uploads?search=okafor', session)).body.uploads
    expect(upload).toMatchObject({ state: 'waiting', mode: 'live', elements: 3, refused: 1, titles: ['Calculus', 'Composition'] })

    const claimer = await signIn(app, 'ada@college.example')
    expect((await call(app, 'POST', `/api/claims/${sent.body.identifier_token}`, { body: {}, headers: claimer })).status).toBe(200)
    await call(app, 'DELETE', `/api/v1/credentials/${encodeURIComponent(String(calculus.id))}`, { headers: partner.headers })
    const one = await get(`/uploads/${upload.id}`, session)
    expect(one.body.state).toBe('claimed')
    expect(one.body.elements).toMatchObject([
      {
        index: 0,
        status: 'held',
        title: 'Calculus',
        verdict: 'unsigned',
        section: 'Relevant Coursework',
        now: { state: 'withdrawn', verdict: 'withdrawn' },
      },
      { index: 1, status: 'rejected', verdict: null, now: null, reason: expect.stringMatching(/./) },
      {
        index: 2,
        status: 'held',
        title: 'Composition',
        verdict: 'unconfirmed',
        reason: expect.stringMatching(/./),
        now: { state: 'claimed' },
      },
    ])
    const person = (await call(app, 'GET', '/api/me', { headers: claimer })).body
    expect(one.text).not.toContain(person.id)
  })

  it('keeps partners apart, alerts too', async () => {
    const one = await newPartner()
    const two = await newPartner()
    await push(app, one.partner, { credentials: [badge({}, { achievementType: 'ext:CoolCat' })] })
    const [upload] = (await get('/uploads', one.session)).body.uploads
    const foreign = await get(`/uploads/${upload.id}`, two.session)
    const missing = await get('/uploads/env_missing', two.session)
    expect([foreign.status, foreign.body.code]).toEqual([404, 'upload_not_found'])
    expect(foreign.body).toEqual(missing.body)
    expect((await get('/uploads', two.session)).body).toEqual({ total: 0, uploads: [] })
    expect((await get('/alerts', one.session)).body.alerts).toMatchObject([{ achievementType: 'ext:CoolCat', count: 1 }])
    expect((await get('/alerts', two.session)).body.alerts).toEqual([])
    expect((await get('/uploads?limit=101', one.session)).status).toBe(400)
    expect((await get('/uploads?offset=-1', one.session)).status).toBe(400)
  })
})

describe('the test credential', () => {
  it('goes the way of an upload, in test mode, afresh each time', async () => {
    const { session } = await newPartner()
    const first = await post('/test-credential', { sample: 'courses' }, session)
    const again = await post('/test-credential', { sample: 'courses' }, session)
    expect(first.body.elements).toHaveLength(3)
    for (const { body } of [first, again])
      expect(body.elements).toMatchObject([
        { status: 'held', verdict: 'unsigned', section: 'Relevant Coursework', now: { state: 'held' } },
        {},
        {},
      ])
    const token = new URL(first.body.redirect_url).pathname.split('/').at(-1)
    expect((await call(app, 'GET', `/api/claims/${token}`)).body).toMatchObject({ state: 'waiting', credentials: 3 })
    const skills = await post('/test-credential', { sample: 'skills' }, session)
    expect(skills.body.elements).toMatchObject([
      { section: 'Skills and Abilities', verdict: 'invalid', reason: expect.stringMatching(/./) },
    ])
    const { uploads, total } = (await get('/uploads', session)).body
    expect(total).toBe(3)
    expect(uploads.every(({ mode }: { mode: string }) => mode === 'test')).toBe(true)
    expect((await post('/test-credential', { sample: '../config' }, session)).status).toBe(400)
  })
})
