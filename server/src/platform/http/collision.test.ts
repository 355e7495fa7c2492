import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { call, type HeaderLines, signIn } from '../../../test/people.ts'

describe('two transactions that stand in each other’s way', () => {
  let app: TestApp
  let person: HeaderLines
  let collides = false
  beforeAll(async () => {
    app = await startTestApp({
      around: async ({ sql }, run) => {
        if (collides && /insert into "?shares/.test(sql)) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
        return run()
      },
    })
    person = await signIn(app, 'collides@example.org')
  })
  afterAll(() => app.stop())

  it('cost the one that is taken back a 503 that says when to come again, and nothing is stored', async () => {
    const share = () => call(app, 'POST', '/api/me/shares', { headers: person, body: { label: 'For a friend' } })
    collides = true
    const refused = await share()
    expect([refused.status, refused.headers.get('retry-after'), refused.body.code]).toEqual([503, '1', 'server_busy'])
    collides = false
    expect((await call(app, 'GET', '/api/me/shares', { headers: person })).text).not.toContain('For a friend')
    expect((await share()).status).toBe(201)
  })
})
