import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, codeIn, type HeaderLines, lastMail } from '../../test/people.ts'

let app: TestApp
let person: HeaderLines
beforeAll(async () => {
  app = await startTestApp({ env: { RATE_LIMIT_SCALE: '0.1' } })
  await call(app, 'POST', '/api/sign-in', { body: { email: 'slow@example.org' } })
  const code = codeIn((await lastMail(app, 'slow@example.org'))?.text)
  const { headers } = await call(app, 'POST', '/api/sign-in/verify', { body: { email: 'slow@example.org', code } })
  person = { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }
})
afterAll(() => app.stop())

it('a passcode cannot be guessed by trying, and the limit says when to come back', async () => {
  const { body } = await call(app, 'POST', '/api/me/shares', { headers: person, body: { passcode: 'not to guess' } })
  const guess = () => call(app, 'POST', `/r/${body.slug}`, { body: new URLSearchParams({ passcode: 'not to gues' }) })
  expect((await guess()).status).toBe(403)
  const refused = await guess()
  expect([refused.status, refused.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
  expect(refused.text).toContain('Too many requests')
})

it('an address reads at most 300 pages a minute, here a tenth of it', async () => {
  const { body } = await call(app, 'POST', '/api/me/shares', { headers: person, body: {} })
  const statuses: number[] = []
  for (let i = 0; i < 31; i++) statuses.push((await call(app, 'GET', `/r/${body.slug}`)).status)
  expect([statuses[0], statuses.at(-1)]).toEqual([200, 429])
})
