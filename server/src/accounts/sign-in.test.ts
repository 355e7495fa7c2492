import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, codeIn, lastMail, signIn } from '../../test/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const ask = (email: string) => call(app, 'POST', '/api/sign-in', { body: { email } })
const enter = (email: string, code: string, headers = {}) => call(app, 'POST', '/api/sign-in/verify', { body: { email, code }, headers })

describe('signing in by e-mail code', () => {
  it('answers alike for a known and an unknown address, makes the account once', async () => {
    const first = await ask('New.Person@Example.org')
    expect(first.status).toBe(202)
    const code = codeIn((await lastMail(app, 'new.person@example.org'))?.text)
    expect(code).toMatch(/^\d{6}$/)
    const entered = await enter('new.person@example.org', code)
    expect([entered.status, entered.body.isNew, entered.body.person.emails]).toEqual([200, true, ['new.person@example.org']])
    expect(entered.headers.get('set-cookie')).toMatch(/^laurel_session=[0-9a-z]{50}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
    const second = await ask('New.Person@Example.org')
    expect({ ...second.body }).toEqual({ ...first.body })
    const again = await enter('NEW.PERSON@example.org', codeIn((await lastMail(app, 'new.person@example.org'))?.text))
    expect([again.body.isNew, again.body.person.id]).toEqual([false, entered.body.person.id])
  })

  it('gives a code 5 tries, and counts them under a race', async () => {
    await ask('tries@example.org')
    const code = codeIn((await lastMail(app, 'tries@example.org'))?.text)
    const wrong = code === '000000' ? '000001' : '000000'
    const answers = await Promise.all(Array.from({ length: 12 }, () => enter('tries@example.org', wrong)))
    expect(answers.filter(({ body }) => body.code === 'code_wrong')).toHaveLength(5)
    expect(answers.filter(({ body }) => body.code === 'code_expired')).toHaveLength(7)
    expect((await enter('tries@example.org', code)).body.code).toBe('code_expired')
  })

  it('takes a code once', async () => {
    await ask('once@example.org')
    const code = codeIn((await lastMail(app, 'once@example.org'))?.text)
    const answers = await Promise.all(Array.from({ length: 5 }, () => enter('once@example.org', code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400])
  })

  it('ends a code after 10 minutes, and when a new one is asked for', async () => {
    await ask('late@example.org')
    const old = codeIn((await lastMail(app, 'late@example.org'))?.text)
    await ask('late@example.org')
    const code = codeIn((await lastMail(app, 'late@example.org'))?.text)
    if (old !== code) expect((await enter('late@example.org', old)).body.code).toBe('code_wrong')
    app.travel(10 * 60_000 + 1)
    expect((await enter('late@example.org', code)).body.code).toBe('code_expired')
  })

  it.each(['a', 'a@b@c', 'a b@example.org', 'a@example.org\r\nBcc: x@example.org', 'a@example.org,b@example.org', 'x@example..org'])(
    'refuses %j as an address',
    async (email) => {
      const { status, body } = await ask(email)
      expect(status).toBe(400)
      expect(['email_invalid', 'request_invalid']).toContain(body.code)
    },
  )
})

describe('a session', () => {
  it('opens the person’s own data and ends on sign-out', async () => {
    const person = await signIn(app, 'me@example.org')
    expect((await call(app, 'GET', '/api/me', { headers: person })).body.emails).toEqual(['me@example.org'])
    const changed = await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: 'Ada', locale: 'es' } })
    expect(changed.body).toMatchObject({ givenName: 'Ada', familyName: '', locale: 'es' })
    expect((await call(app, 'POST', '/api/sign-out', { headers: person })).status).toBe(204)
    const after = await call(app, 'GET', '/api/me', { headers: person })
    expect([after.status, after.body.code, after.headers.get('content-type')]).toEqual([
      401,
      'not_signed_in',
      'application/problem+json; charset=utf-8',
    ])
  })

  it('changes nothing for another site', async () => {
    const person = await signIn(app, 'csrf@example.org')
    for (const [name, value] of [
      ['origin', 'https://evil.example'],
      ['sec-fetch-site', 'cross-site'],
    ] as const) {
      const headers = { [name]: value }
      const { status, body } = await call(app, 'PATCH', '/api/me', { headers: { ...person, ...headers }, body: { givenName: 'Evil' } })
      expect([status, body.code]).toEqual([403, 'cross_site'])
    }
    expect((await call(app, 'PATCH', '/api/me', { headers: { ...person, origin: app.base }, body: { givenName: 'Own' } })).status).toBe(200)
  })
})

describe('limits', () => {
  it('let 5 codes an hour go to a mailbox', async () => {
    const limited = await startTestApp({ env: { RATE_LIMIT_SCALE: '1' } })
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push((await call(limited, 'POST', '/api/sign-in', { body: { email: 'many@example.org' } })).status)
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429])
    const refused = await call(limited, 'POST', '/api/sign-in', { body: { email: 'many@example.org' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('ratelimit-remaining')).toBe('0')
    expect((await call(limited, 'POST', '/api/sign-in', { body: { email: 'other@example.org' } })).status).toBe(202)
    await limited.stop()
  })
})
