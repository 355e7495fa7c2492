import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { badge, call, makePartner, push, type TestPartner } from './people.ts'

let failure: { code: string } | undefined
let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp({
    around: (_query, run) => (failure ? Promise.reject(Object.assign(new Error('away'), failure)) : run()),
  })
  partner = await makePartner(app)
})
afterAll(() => app.stop())

/** @see reliability D10 */
it.each(['ECONNREFUSED', 'ETIMEDOUT', '53100', '53200', '53300', '57P01', '57P03', '58030', '25006', 'ENOSPC'])(
  'a database that fails with %s: 503 with a time to come back, and the same request works once it is over',
  async (code) => {
    const credentials = [badge()]
    failure = { code }
    const refused = await push(app, partner, { credentials })
    failure = undefined
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0, refused.body.imsx_codeMajor]).toEqual([503, true, 'failure'])
    expect((await push(app, partner, { credentials })).status).toBe(200)
    expect((await call(app, 'GET', '/health/ready')).status).toBe(200)
  },
)

it('people who open a link meanwhile get a page that says so, and when to come back', async () => {
  failure = { code: 'ECONNREFUSED' }
  const answers = [await call(app, 'GET', '/createmyresume/some-key'), await call(app, 'GET', '/findmyresume/some-partner')]
  failure = undefined
  for (const { status, headers, text } of answers) {
    expect([status, headers.get('content-type'), headers.get('retry-after')]).toEqual([503, 'text/html; charset=utf-8', '5'])
    expect(/<h1[^>]*>(.*)<.h1>/.exec(text)?.[1]).toBe('The server cannot reach its database.')
    expect(text).toContain('in a few seconds')
  }
})
