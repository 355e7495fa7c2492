import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, makePartner, push, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

describe('what a partner has sent', () => {
  it('is listed in pages with totals and links', async () => {
    const own = await makePartner(app)
    await push(app, own, { credentials: Array.from({ length: 5 }, () => badge()) })
    const page = await call(app, 'GET', '/api/v1/credentials?limit=2&offset=2', own)
    expect([page.status, page.body.credential.length, page.body.compactJwsString, page.headers.get('x-total-count')]).toEqual([
      200,
      2,
      [],
      '5',
    ])
    expect(page.headers.get('link')).toMatch(/limit=2&offset=4>; rel="next".*offset=4>; rel="last"/)
    expect((await call(app, 'GET', '/api/v1/credentials?limit=1000', own)).body.credential).toHaveLength(5)
    const none = await call(app, 'GET', '/api/v1/credentials?since=2999-01-01T00:00:00Z', own)
    expect([none.body.credential, none.headers.get('x-total-count')]).toEqual([[], '0'])
    expect((await call(app, 'GET', '/api/v1/credentials', await makePartner(app))).body.credential).toEqual([])
  })

  it('a limit past all numbers counts as 200; before a page behind the end comes the last', async () => {
    await push(app, partner, { credentials: [badge(), badge(), badge()] })
    expect((await call(app, 'GET', '/api/v1/credentials?limit=99999999999999999999', partner)).status).toBe(200)
    const page = await call(app, 'GET', '/api/v1/credentials?limit=2&offset=99999999999999999999', partner)
    const total = Number(page.headers.get('x-total-count'))
    expect([page.status, page.body.credential, total > 0]).toEqual([200, [], true])
    const last = Math.floor((total - 1) / 2) * 2
    expect(page.headers.get('link')).toContain(`limit=2&offset=${last}>; rel="prev"`)
  })

  it.each(['limit=0', 'limit=x', 'limit=-1', 'offset=-1', 'offset=1.5', 'since=yesterday', 'limit=1&limit=2'])('%s: 400', async (query) => {
    expect((await call(app, 'GET', `/api/v1/credentials?${query}`, partner)).status).toBe(400)
  })

  it('is read and withdrawn by its sender only; another’s id and an unknown one look the same', async () => {
    const credential = badge({ id: 'https://institutionx.example/a/1?x=ä ö' })
    await push(app, partner, { credentials: [credential] })
    const path = `/api/v1/credentials/${encodeURIComponent(String(credential.id))}`
    const own = await call(app, 'GET', path, partner)
    expect(own.body).toMatchObject({ credential, status: 'held', verdict: 'unsigned' })
    const other = await makePartner(app)
    const [foreign, unknown] = [await call(app, 'GET', path, other), await call(app, 'GET', '/api/v1/credentials/nothing', other)]
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
    expect((await call(app, 'DELETE', path, other)).text).toBe(unknown.text)
    expect((await call(app, 'DELETE', path, partner)).status).toBe(204)
    expect((await call(app, 'DELETE', path, partner)).status).toBe(204)
    expect((await call(app, 'GET', path, partner)).body).toMatchObject({ status: 'withdrawn', verdict: 'withdrawn' })
    expect((await push(app, partner, { credentials: [credential] })).body.results[0].status).toBe('updated')
    expect((await call(app, 'GET', path, partner)).body.status).toBe('held')
  })

  it.each(['since=2020-02-30', 'since=0000-01-01T00:00:00Z'])('%s: 400', async (query) => {
    expect((await call(app, 'GET', `/api/v1/credentials?${query}`, partner)).status).toBe(400)
  })
})
