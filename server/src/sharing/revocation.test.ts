import type { JsonObject } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type IssuerSite, startIssuer } from '../../test/issuer-site.ts'
import { call, type HeaderLines, makePartner, operator, push, signIn } from '../../test/people.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/time.ts'

let app: TestApp
let site: IssuerSite
let person: HeaderLines
let credential: JsonObject
let slug: string

const page = async (): Promise<string> => (await call(app, 'GET', `/r/${slug}`)).text
const notices = async (headers = person) => (await call(app, 'GET', '/api/me/notices', { headers })).body.notices
const mails = async (): Promise<{ subject: string; purpose: string }[]> =>
  (await call(app, 'GET', '/api/admin/mail?to=holder@example.org', { headers: operator })).body.mails.filter(
    ({ subject }: { subject: string }) => subject.includes('Forklift'),
  )

beforeAll(async () => {
  app = await startTestApp({ env: { FETCH_ALLOW_PRIVATE: '1' } })
  site = await startIssuer()
  const partner = await makePartner(app, { claimEmailCheck: false })
  person = await signIn(app, 'holder@example.org')
  credential = await site.issue({}, { name: 'Forklift' })
  const { body } = await push(app, partner, { recipient: {}, credentials: [credential] })
  expect(body.results[0].verdict).toBe('verified')
  await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
  slug = (await call(app, 'POST', '/api/me/shares', { headers: person, body: {} })).body.slug
})
afterAll(async () => {
  await app.stop()
  site.stop()
})

describe('a credential its issuer takes back', () => {
  it('is looked at again by a view when its checks are older than an hour, not before', async () => {
    expect(await page()).toContain('1 of 1 claim verified')
    site.revoke(credential)
    app.travel(50 * MINUTE_MS)
    const asked = site.asked()
    await page()
    expect((await app.database.executeSql('select * from credential_rechecks')).rows).toEqual([])
    app.travel(11 * MINUTE_MS)
    // the view does not wait: it shows what is known
    expect(await page()).toContain('1 of 1 claim verified')
    await expect.poll(page, { timeout: 10_000 }).toContain('0 of 1 claim verified')
    expect(site.asked()).toBeGreaterThan(asked)
    const now = await page()
    expect(now).toMatch(/<summary class="red">.*?Revoked/s)
    expect(now).toContain('The issuer has taken it back or put it on hold')
  })

  it('is told to the person once: a notice and a mail', async () => {
    expect(await notices()).toMatchObject([{ verdict: 'revoked', title: 'Forklift', issuer: 'Riverside College' }])
    expect((await mails()).map(({ subject }) => subject)).toEqual(['"Forklift" was revoked'])
    app.travel(DAY_MS + 11 * MINUTE_MS)
    const before = await page()
    await expect.poll(async () => (await page()) !== before, { timeout: 10_000 }).toBe(true)
    expect([(await notices()).length, (await mails()).length]).toEqual([1, 1])
  })

  it('the notice is the person’s own, and can be put away', async () => {
    const [{ id }] = await notices()
    const other = await signIn(app, 'nosy@example.org')
    expect(await notices(other)).toEqual([])
    expect((await call(app, 'DELETE', `/api/me/notices/${id}`, { headers: other })).body.code).toBe('notice_not_found')
    expect((await call(app, 'DELETE', `/api/me/notices/${id}`, { headers: person })).status).toBe(204)
    expect(await notices()).toEqual([])
    expect((await call(app, 'GET', '/api/me/notices')).status).toBe(401)
  })

  it('and gives back is verified again, and would be news once more', async () => {
    site.revoke(credential, false)
    app.travel(HOUR_MS + 1)
    await page()
    await expect.poll(page, { timeout: 10_000 }).toContain('1 of 1 claim verified')
    site.revoke(credential)
    app.travel(HOUR_MS + 1)
    await page()
    await expect.poll(async () => (await notices()).length, { timeout: 10_000 }).toBe(1)
    expect((await mails()).length).toBe(2)
  })
})
