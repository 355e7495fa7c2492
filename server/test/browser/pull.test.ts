import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { type FakePartner, startFakePartner } from '../fake-partner.ts'
import { badge, call, makePartner, operator, signIn, type TestPartner } from '../people.ts'
import { expectSound, openBrowser, openPage, type Walk } from './browser.ts'

const LOGO = `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='}`

let app: TestApp
let browser: Browser
let partner: TestPartner
let site: FakePartner
beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  partner = await makePartner(app, { name: 'Wallet of Städte', slug: 'wallet', logo: LOGO })
  let made = 0
  site = await startFakePartner(
    app,
    () => partner,
    () => [badge({}, { name: `Course ${++made}` }), badge({}, { name: `Course ${++made}` })],
  )
  await call(app, 'PATCH', `/api/admin/partners/${partner.id}`, { headers: operator, body: { importUrl: site.importUrl } })
})
afterAll(async () => {
  await browser.close()
  await site.stop()
  await app.stop()
})

/** A browser in which somebody is signed in. */
async function enter(context: BrowserContext, email: string): Promise<void> {
  const [name = '', value = ''] = ((await signIn(app, email)).cookie ?? '').split('=')
  await context.addCookies([{ name, value, url: app.base, httpOnly: true, sameSite: 'Lax' }])
}

const heading = (page: Page) => page.locator('h1').innerText()
/** Leaving for the partner is meant; anything else is not. */
const strangers = ({ complaints }: Walk) =>
  complaints.filter((line) => !line.startsWith(`left our origin: ${new URL(site.importUrl).origin}`))

describe.each([
  { width: 320, scheme: 'dark', by: 'redirectURL' },
  { width: 1280, scheme: 'light', by: 'redirect_url' },
] as const)('from the partner’s logo to the resume at $width px, $scheme, back by $by', ({ width, scheme, by }) => {
  let walk: Walk
  beforeAll(async () => {
    walk = await openPage(browser, app.base, { width, scheme })
    site.leadsBack(by)
  })
  afterAll(() => walk.close())

  it('shows the partner, leaves, comes back to what was chosen there', async () => {
    const { page, context } = walk
    await enter(context, `pull${width}@example.org`)
    await page.goto(`${app.base}/import`)
    await page.getByRole('button', { name: 'Import from Wallet of Städte' }).waitFor()
    await expectSound(page, 'import')
    await page.getByRole('button', { name: 'Import from Wallet of Städte' }).click()
    await page.getByText('Select all').waitFor()
    expect(new URL(page.url()).pathname).toMatch(by === 'redirectURL' ? /^\/import\/return\// : /^\/createmyresume\//)
    await expect.poll(() => heading(page)).toBe('Wallet of Städte has 2 credentials for you')
    await expectSound(page, 'back')
    await page.getByRole('button', { name: 'Add 2 to my resume' }).click()
    await page.waitForURL('**/resume')
    await page.getByRole('heading', { name: 'Relevant Coursework' }).first().waitFor()
    expect(strangers(walk)).toEqual([])
  })
})

describe('back in the wrong browser', () => {
  it('shows a clear page and ends the import for whoever started it', async () => {
    site.leadsBack('nowhere')
    const [started, lured] = await Promise.all([
      openPage(browser, app.base, { width: 1280, scheme: 'light' }),
      openPage(browser, app.base, { width: 320, scheme: 'light' }),
    ])
    await enter(started.context, 'attacker@example.org')
    await enter(lured.context, 'victim@example.org')
    await started.page.goto(`${app.base}/import`)
    await started.page.getByRole('button', { name: /^Import from/ }).click()
    await started.page.getByText('Done.').waitFor()
    const refused = lured.page.waitForResponse((response) => response.url().endsWith('/elsewhere'))
    await lured.page.goto(site.lastBack())
    await expect.poll(() => heading(lured.page)).toBe('This import was started somewhere else')
    expect(await lured.page.content()).not.toMatch(/Course \d|Wallet of/)
    await expectSound(lured.page, 'elsewhere')
    expect((await refused).status()).toBe(204)
    await started.page.goto(site.lastBack())
    await expect.poll(() => heading(started.page)).toBe('This import was started somewhere else')
    expect([...strangers(started), ...strangers(lured)]).toEqual([])
    await Promise.all([started.close(), lured.close()])
  })

  it('says when nothing has come yet', async () => {
    const walk = await openPage(browser, app.base, { width: 320, scheme: 'dark' })
    const headers = await signIn(app, 'early@example.org')
    const [name = '', value = ''] = (headers.cookie ?? '').split('=')
    await walk.context.addCookies([{ name, value, url: app.base }])
    const { body } = await call(app, 'POST', '/api/me/pulls', { headers, body: { partner: 'wallet' } })
    const back = new URL(new URL(body.url).searchParams.get('redirectURL') ?? '').pathname
    await walk.page.goto(app.base + back)
    await expect.poll(() => heading(walk.page)).toBe('Nothing has arrived from Wallet of Städte yet')
    await expectSound(walk.page, 'nothing yet')
    await walk.page.getByRole('link', { name: 'To the import page' }).click()
    await expect.poll(() => heading(walk.page)).toBe('Add what you have earned')
    await walk.close()
  })
})
