import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import {
  badge,
  call,
  codeIn,
  type HeaderLines,
  lastMail,
  makePartner,
  push,
  signIn,
  type TestPartner,
  tokenFor,
} from '../../test/people.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/time.ts'

let app: TestApp
let partner: TestPartner
let person: HeaderLines
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app, { claimEmailCheck: false })
  person = await signIn(app, 'ana@example.org')
  await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: 'Ana', familyName: 'Reyes' } })
  await add(person, [badge({}, { name: 'Calculus' }), badge({}, { name: 'Welding', achievementType: 'Certification' })])
})
afterAll(() => app.stop())

const add = async (headers: HeaderLines, credentials: object[]): Promise<void> => {
  // the clock moves here: a token does not last through all of it
  const { body } = await push(app, { headers: await tokenFor(app, partner) }, { recipient: {}, credentials })
  const { status } = await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers, body: {} })
  expect(status).toBe(200)
}
const make = (settings: object = {}, headers = person) => call(app, 'POST', '/api/me/shares', { headers, body: settings })
const change = (id: string, settings: object, headers = person) => call(app, 'PATCH', `/api/me/shares/${id}`, { headers, body: settings })
const revoke = (id: string, headers = person) => call(app, 'DELETE', `/api/me/shares/${id}`, { headers })
const look = (slug: string, headers: HeaderLines = {}) =>
  call(app, 'GET', `/r/${slug}`, { headers: { 'accept-encoding': 'identity', ...headers } })
const submit = (slug: string, form: Record<string, string>, headers: HeaderLines = {}) =>
  call(app, 'POST', `/r/${slug}`, { body: new URLSearchParams(form), headers })
const cookieOf = ({ headers }: { headers: Headers }): HeaderLines => ({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })
const soon = (milliseconds: number): string => new Date(Date.now() + app.config.clockOffsetMs + milliseconds).toISOString()

describe('a link', () => {
  it('is made with 128 random bits, and shows the resume to whoever has it', async () => {
    const { status, body } = await make({ label: 'For everybody' })
    expect([status, body.state, body.views, body.hasPasscode, body.downloadAllowed, body.isPublic]).toEqual([
      201,
      'open',
      0,
      false,
      true,
      false,
    ])
    expect(body.slug).toMatch(/^[0-9a-z]{25}$/)
    expect(body.url).toBe(`${app.config.baseUrl}/r/${body.slug}`)
    const page = await look(body.slug)
    expect(page.status).toBe(200)
    expect(page.text).toContain('<h1><bdi>Ana Reyes</bdi></h1>')
    expect(page.text).toContain('Calculus')
    expect(page.text).toContain('0 of 2 claims verified')
    expect(page.headers.get('set-cookie')).toBeNull()
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none';script-src 'self';style-src 'sha256-[^']+';/)
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
  })

  it('may have a name, which nobody else can take, not even after it was revoked', async () => {
    const other = await signIn(app, 'other@example.org')
    const { body } = await make({ slug: 'Ana-Reyes' })
    expect(body.slug).toBe('ana-reyes')
    expect((await look('ANA-Reyes')).status).toBe(200)
    const refused = await make({ slug: 'ana-reyes' }, other)
    expect([refused.status, refused.body.code, refused.body.fields[0].pointer]).toEqual([409, 'slug_taken', '/slug'])
    await revoke(body.id)
    expect((await make({ slug: 'ana-reyes' }, other)).status).toBe(409)
    const second = (await make({})).body
    expect((await change(second.id, { slug: 'ana-reyes' })).body.code).toBe('slug_taken')
  })

  it('of one name is made once, whatever races', async () => {
    const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await make({ slug: 'race-for-it' })).status))
    expect(statuses.sort()).toEqual([201, 409, 409, 409, 409, 409])
  })

  it.each(['ab', 'admin', 'API', 'a b', 'ana_reyes', '-ana', 'ana--reyes', '123456', 'аna', '../etc', `${'x'.repeat(60)}y`])(
    'is not called %s',
    async (slug) => {
      const { status, body } = await make({ slug })
      expect(status).toBe(400)
      if (slug.length <= 60) expect(body.code).toBe('slug_not_allowed')
    },
  )

  it.each([
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'expiry_is_past', '/expiresAt'],
    [{ expiresAt: 'tomorrow' }, 'expiry_is_past', '/expiresAt'],
    [{ expiresAt: '2099-02-30T00:00:00Z' }, 'expiry_is_past', '/expiresAt'],
    [{ passcode: '12345' }, 'passcode_too_short', '/passcode'],
    [{ passcode: '' }, 'passcode_too_short', '/passcode'],
    [{ emails: [' '] }, 'email_unreadable', '/emails/0'],
    [{ emails: ['fine@example.org', 'not one'] }, 'email_unreadable', '/emails/1'],
    [{ isPublic: true, passcode: 'long enough' }, 'public_share_is_open', '/isPublic'],
    [{ isPublic: true, emails: ['a@example.org'] }, 'public_share_is_open', '/isPublic'],
  ])('refuses %o with its field', async (settings, code, pointer) => {
    const { status, body } = await make(settings)
    expect([status, body.code, body.fields[0].pointer]).toEqual([400, code, pointer])
    const { body: made } = await make({})
    expect((await change(made.id, settings)).body.code).toBe(code)
  })

  it.each([{ sections: ['Hobbies'] }, { sections: [] }, { colour: 'red' }, { emails: Array.from({ length: 51 }, () => 'a@b.example') }])(
    'refuses %o as no such setting',
    async (settings) => expect((await make(settings)).body.code).toBe('request_invalid'),
  )

  it('belongs to one person', async () => {
    const { body } = await make({})
    const other = await signIn(app, 'third@example.org')
    expect((await change(body.id, { label: 'x' }, other)).body.code).toBe('share_not_found')
    expect((await revoke(body.id, other)).status).toBe(404)
    expect((await call(app, 'GET', `/api/me/shares/${body.id}/qr`, { headers: other })).status).toBe(404)
    expect((await call(app, 'GET', '/api/me/shares', { headers: other })).body.shares).toEqual([])
    expect((await call(app, 'GET', '/api/me/shares')).status).toBe(401)
  })

  it('shows the sections it was made for', async () => {
    const { body } = await make({ sections: ['Certification', 'Summary'] })
    const { text } = await look(body.slug)
    expect(text).toContain('Welding')
    expect(text).not.toContain('Calculus')
    expect((await change(body.id, { sections: null })).body.sections).toBeNull()
    expect((await look(body.slug)).text).toContain('Calculus')
  })

  it('shows the skills alone when that is what it was made for', async () => {
    const headers = await signIn(app, 'skills-only@example.org')
    for (const body of [
      { kind: 'skill', name: 'Knitting' },
      { section: 'Skills and Abilities', title: 'Sewing test' },
    ])
      expect((await call(app, 'POST', '/api/me/resume/entries', { headers, body })).status).toBe(201)
    const { body } = await make({ sections: ['Skills'] }, headers)
    expect(body.sections).toEqual(['Skills'])
    const { text } = await look(body.slug)
    expect([text.includes('Knitting'), text.includes('Sewing test')]).toEqual([true, false])
  })

  it('follows the resume: what is hidden is gone from the page, and the page changes its tag', async () => {
    const { body } = await make({})
    const before = await look(body.slug)
    const etag = before.headers.get('etag') ?? ''
    expect(before.headers.get('cache-control')).toBe('private, no-cache')
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    const same = await look(body.slug, { 'if-none-match': etag })
    expect([same.status, same.text]).toEqual([304, ''])
    const { sections } = (await call(app, 'GET', '/api/me/resume', { headers: person })).body
    const { id } = sections
      .flatMap((section: { entries: object[] }) => section.entries)
      .find(({ title }: { title: string }) => title === 'Welding')
    await call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: person, body: { hidden: true } })
    const after = await look(body.slug, { 'if-none-match': etag })
    expect(after.status).toBe(200)
    expect(after.text).not.toContain('Welding')
    await call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: person, body: { hidden: false } })
  })

  it('shows every change of the resume with the next view, though a page made a moment ago is kept', async () => {
    const { body } = await make({})
    const changes: [method: string, path: string, body: object, shows: string][] = [
      ['PATCH', '/api/me', { familyName: 'Reyes Soto' }, 'Ana Reyes Soto'],
      ['PATCH', '/api/me/resume', { profile: { headline: 'Welder and analyst' } }, 'Welder and analyst'],
      ['PATCH', '/api/me/resume', { settings: { template: 'modern' } }, 'inline-start:6px solid'],
      ['POST', '/api/me/resume/entries', { section: 'Activities', title: 'Chess club' }, 'Chess club'],
      ['PUT', '/api/me/resume/order', { sections: ['Activities'] }, 'Chess club'],
    ]
    for (const [method, path, change, shows] of changes) {
      const before = (await look(body.slug)).text
      const { status, text } = await call(app, method, path, { headers: person, body: change })
      expect(status, text).toBeLessThan(300)
      const after = (await look(body.slug)).text
      expect(after).not.toBe(before)
      expect(after).toContain(shows)
    }
    await call(app, 'PATCH', '/api/me', { headers: person, body: { familyName: 'Reyes' } })
  })

  it('is compressed as the reader takes it, each form with a tag of its own', async () => {
    const { body } = await make({})
    const forms = await Promise.all(
      ['br', 'gzip', 'identity', 'br;q=0, gzip'].map((encoding) => look(body.slug, { 'accept-encoding': encoding })),
    )
    expect(forms.map(({ headers }) => headers.get('content-encoding'))).toEqual(['br', 'gzip', null, 'gzip'])
    expect(new Set(forms.map(({ text }) => text)).size).toBe(1)
    expect(new Set(forms.map(({ headers }) => headers.get('etag'))).size).toBe(3)
    expect(Number(forms[0]?.headers.get('content-length'))).toBeLessThan(8_000)
  })

  it('counts the visits of others, not one’s own and no HEAD', async () => {
    const { body } = await make({})
    await look(body.slug)
    await look(body.slug)
    await look(body.slug, person)
    expect((await call(app, 'HEAD', `/r/${body.slug}`)).status).toBe(200)
    const found = async () =>
      (await call(app, 'GET', '/api/me/shares', { headers: person })).body.shares.find(({ id }: { id: string }) => id === body.id)
    await expect.poll(async () => (await found()).views).toBe(2)
    expect(Date.parse((await found()).lastViewedAt)).toBeGreaterThan(Date.parse(body.createdAt) - 1)
  })

  it('is a QR code, too', async () => {
    const { body } = await make({})
    const { status, headers, text } = await call(app, 'GET', `/api/me/shares/${body.id}/qr`, { headers: person })
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect(text).toMatch(/^<svg/)
  })
})

describe('the end of a link', () => {
  it('revoked: gone at once, for copies too, and taken back within 10 minutes', async () => {
    const { body } = await make({})
    const etag = (await look(body.slug)).headers.get('etag') ?? ''
    expect((await revoke(body.id)).status).toBe(204)
    const gone = await look(body.slug, { 'if-none-match': etag })
    expect([gone.status, gone.headers.get('cache-control'), gone.headers.get('etag')]).toEqual([410, 'no-store', null])
    expect(gone.text).toContain('This link was taken back')
    expect(gone.text).not.toContain('Ana')
    expect((await call(app, 'GET', '/api/me/shares', { headers: person })).body.shares.map(({ id }: { id: string }) => id)).not.toContain(
      body.id,
    )
    expect((await change(body.id, { label: 'x' })).body.code).toBe('share_is_revoked')
    expect((await revoke(body.id)).status).toBe(204)
    const back = await change(body.id, { revoked: false })
    expect([back.status, back.body.state]).toEqual([200, 'open'])
    expect((await look(body.slug)).status).toBe(200)
    await revoke(body.id)
    app.travel(11 * MINUTE_MS)
    expect((await change(body.id, { revoked: false })).body.code).toBe('share_is_revoked')
    expect((await look(body.slug)).status).toBe(410)
  })

  it('closed while its owner is to be erased, without a word about that, and open again when it is undone', async () => {
    const { body } = await make({})
    const etag = (await look(body.slug)).headers.get('etag') ?? ''
    expect((await call(app, 'DELETE', '/api/me', { headers: person })).status).toBe(202)
    const gone = await look(body.slug, { 'if-none-match': etag })
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([410, 'no-store'])
    expect(gone.text).toContain('This link was taken back')
    expect(gone.text).not.toMatch(/Ana|eras/)
    expect((await look(`${body.slug}/resume.pdf`)).status).toBe(410)
    await call(app, 'POST', '/api/me/undelete', { headers: person })
    expect((await look(body.slug)).status).toBe(200)
  })

  it('expired: says when, in the reader’s language', async () => {
    const { body } = await make({ expiresAt: soon(HOUR_MS) })
    expect((await look(body.slug)).status).toBe(200)
    app.travel(HOUR_MS + 1)
    const ended = await look(body.slug)
    expect([ended.status, ended.text.includes('This link has ended')]).toEqual([410, true])
    expect((await look(body.slug, { 'accept-language': 'es-MX,es;q=0.9' })).text).toContain('Este enlace ha terminado')
    const listed = (await call(app, 'GET', '/api/me/shares', { headers: person })).body.shares
    expect(listed.find(({ id }: { id: string }) => id === body.id).state).toBe('expired')
    await change(body.id, { expiresAt: soon(DAY_MS) })
    expect((await look(body.slug)).status).toBe(200)
  })

  it('an address that never was: the same bytes for each', async () => {
    const answers = await Promise.all(['zzzzzzzzzzzzzzzzzzzzzzzzz', 'nobody', '%F0%9F%98%80', 'x'.repeat(300)].map((slug) => look(slug)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await call(app, 'DELETE', '/r/nobody')).status).toBe(405)
  })
})

describe('a link behind a passcode', () => {
  it('shows nothing before it; a note for this link alone opens it for two hours', async () => {
    const { body } = await make({ passcode: 'Open Sesame' })
    const gate = await look(body.slug)
    expect([gate.status, gate.headers.get('cache-control'), gate.headers.get('set-cookie')]).toEqual([200, 'no-store', null])
    expect(gate.text).not.toMatch(/Ana|Calculus/)
    const wrong = await submit(body.slug, { passcode: 'open sesame' })
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([403, null])
    expect(wrong.text).toContain('That is not the passcode')
    const right = await submit(body.slug, { passcode: 'Open Sesame' })
    expect([right.status, right.headers.get('location')]).toEqual([303, `/r/${body.slug}`])
    expect(right.headers.get('set-cookie')).toMatch(
      new RegExp(`^laurel_view=[^;]+; Max-Age=7200; Path=/r/${body.slug}; HttpOnly; SameSite=Lax$`),
    )
    const note = cookieOf(right)
    const open = await look(body.slug, note)
    expect(open.text).toContain('Calculus')
    expect([open.headers.get('cache-control'), open.headers.get('etag')]).toEqual(['no-store', null])
    const second = (await make({ passcode: 'Open Sesame' })).body
    expect((await look(second.slug, note)).text).not.toContain('Calculus')
    app.travel(2 * HOUR_MS + 1)
    expect((await look(body.slug, note)).text).not.toContain('Calculus')
  })

  it('another passcode ends the notes of the one before; revoking ends all', async () => {
    const { body } = await make({ passcode: 'first one' })
    const note = cookieOf(await submit(body.slug, { passcode: 'first one' }))
    await change(body.id, { passcode: 'second one' })
    expect((await look(body.slug, note)).text).not.toContain('Calculus')
    const again = cookieOf(await submit(body.slug, { passcode: 'second one' }))
    expect((await look(body.slug, again)).text).toContain('Calculus')
    await revoke(body.id)
    expect((await look(body.slug, again)).status).toBe(410)
  })

  it('is kept as a hash, never shown again, and a form of another site does not count', async () => {
    const { body, text } = await make({ passcode: 'Correct Horse' })
    expect([body.hasPasscode, text.includes('Correct Horse')]).toEqual([true, false])
    const { rows } = await app.database.executeSql(`select passcode_hash as hash from shares where id = '${body.id}'`)
    expect((rows[0] as { hash: string }).hash).toMatch(/^scrypt\./)
    const foreign = await submit(body.slug, { passcode: 'Correct Horse' }, { 'sec-fetch-site': 'cross-site' })
    expect([foreign.status, foreign.headers.get('set-cookie')]).toEqual([403, null])
    expect((await call(app, 'POST', `/r/${body.slug}`, { body: { passcode: 'Correct Horse' } })).status).toBe(415)
  })
})

describe('a link for certain addresses', () => {
  it('mails a code to those alone, with one answer for all', async () => {
    const { body } = await make({ emails: ['Recruiter@acme.example'] })
    expect(body.emails).toEqual(['recruiter@acme.example'])
    expect((await look(body.slug)).text).toContain('for certain addresses')
    const stranger = await submit(body.slug, { email: 'stranger@acme.example' })
    const invited = await submit(body.slug, { email: 'recruiter@acme.example' })
    expect([stranger.status, invited.status]).toEqual([200, 200])
    expect(stranger.text.replaceAll('stranger@', 'recruiter@')).toBe(invited.text)
    expect(await lastMail(app, 'stranger@acme.example')).toBeUndefined()
    const code = codeIn((await lastMail(app, 'recruiter@acme.example'))?.text)
    const wrong = await submit(body.slug, { email: 'recruiter@acme.example', code: code === '000000' ? '000001' : '000000' })
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([403, null])
    const none = await submit(body.slug, { email: 'stranger@acme.example', code: '123456' })
    expect(none.status).toBe(403)
    const right = await submit(body.slug, { email: 'recruiter@acme.example', code })
    expect(right.status).toBe(303)
    expect((await look(body.slug, cookieOf(right))).text).toContain('Calculus')
    expect((await submit(body.slug, { email: 'recruiter@acme.example', code })).status).toBe(403)
    await change(body.id, { emails: ['somebody.else@acme.example'] })
    expect((await look(body.slug, cookieOf(right))).text).not.toContain('Calculus')
    expect((await submit(body.slug, { email: 'no address' })).text).toContain('That is not one e-mail address')
  })

  it('and a passcode asks for both', async () => {
    const { body } = await make({ emails: ['both@acme.example'], passcode: 'and a word' })
    const first = cookieOf(await submit(body.slug, { passcode: 'and a word' }))
    expect((await look(body.slug, first)).text).toContain('for certain addresses')
    await submit(body.slug, { email: 'both@acme.example' }, first)
    const code = codeIn((await lastMail(app, 'both@acme.example'))?.text)
    const both = cookieOf(await submit(body.slug, { email: 'both@acme.example', code }, first))
    expect((await look(body.slug, both)).text).toContain('Calculus')
  })
})

describe('a public link', () => {
  it('alone speaks to search engines', async () => {
    const { body } = await make({ isPublic: true, slug: 'ana-in-public' })
    const { text, headers } = await look(body.slug)
    expect(headers.get('x-robots-tag')).toBeNull()
    expect(text).toContain('application/ld+json')
    expect(text).toContain(`<link rel="canonical" href="${app.config.baseUrl}/r/ana-in-public">`)
    expect((await change(body.id, { passcode: 'long enough' })).body.code).toBe('public_share_is_open')
  })
})

describe('the PDF behind a link', () => {
  it('is what the link shows, when the person allows it', async () => {
    const { body } = await make({ passcode: 'for the file' })
    expect((await call(app, 'GET', `/r/${body.slug}/resume.pdf`)).status).toBe(403)
    const note = cookieOf(await submit(body.slug, { passcode: 'for the file' }))
    expect((await look(body.slug, note)).text).toContain(`href="/r/${body.slug}/resume.pdf"`)
    const file = await call(app, 'GET', `/r/${body.slug}/resume.pdf`, { headers: note })
    expect([file.status, file.headers.get('content-type'), file.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
    await change(body.id, { downloadAllowed: false })
    expect((await look(body.slug, note)).text).not.toContain('resume.pdf')
    expect((await call(app, 'GET', `/r/${body.slug}/resume.pdf`, { headers: note })).status).toBe(404)
  })
})

describe('the preview', () => {
  it('is the page itself, for its owner, framed by this server alone', async () => {
    const { status, text, headers } = await call(app, 'GET', '/api/me/resume/preview', { headers: person })
    expect(status).toBe(200)
    expect(text).toContain('Calculus')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect((await call(app, 'GET', '/api/me/resume/preview')).status).toBe(401)
  })
})
