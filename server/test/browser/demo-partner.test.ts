import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoPartner } from '../../demo/partner/start.ts'
import { freePort } from '../../src/platform/net/free-port.ts'
import { ADMIN_TOKEN, startTestApp, type TestApp } from '../app.ts'
import { codeIn, lastMail } from '../people.ts'
import { expectSound, openBrowser, openPage, type Walk } from './browser.ts'

const EMAIL = 'ada.okafor@example.org'

let app: TestApp
let browser: Browser
let walk: Walk
let demo: Awaited<ReturnType<typeof startDemoPartner>>
let dataDir: string
let laurel: string
beforeAll(async () => {
  // addresses in links are real here: the browser goes back and forth between two servers
  app = await startTestApp({ env: { PORT: String(await freePort('127.0.0.1')) } })
  laurel = app.config.baseUrl
  dataDir = await mkdtemp(join(tmpdir(), 'laurel-demo-'))
  demo = await startDemoPartner({ base: laurel, adminToken: ADMIN_TOKEN, dataDir }, 0)
  browser = await openBrowser()
  walk = await openPage(browser, laurel, { width: 1280, scheme: 'light' })
})
afterAll(async () => {
  await walk.close()
  await browser.close()
  await demo.stop()
  await app.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const titles = async (): Promise<string[]> => (await walk.page.locator('article h3').allInnerTexts()).map((text) => text.trim())

describe('all four directions, between this server and a partner of its own making', () => {
  it('push: a button there, a code here, and what was signed is verified', async () => {
    const { page } = walk
    await page.goto(demo.address)
    await expectSound(page, 'demo partner')
    await page.getByRole('button', { name: 'Send to my resume' }).click()
    await page.getByLabel('E-mail address').fill(EMAIL)
    await page.keyboard.press('Enter')
    await page.getByLabel('6-digit code').waitFor()
    await page.getByLabel('6-digit code').fill(codeIn((await lastMail(app, EMAIL))?.text))
    await page.keyboard.press('Enter')
    await page.getByText('Select all').waitFor()
    await page.getByRole('button', { name: /^Add \d/ }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/resume')
    await expect.poll(titles).toEqual(expect.arrayContaining(['Statistics for Decisions', 'Technical Writing']))
    await expect
      .poll(() =>
        page
          .getByText(/\d of \d claims verified/)
          .first()
          .innerText(),
      )
      .toMatch(/^4 of 4/)
  })

  it('event push: what is issued later waits for the person, who was told by mail', async () => {
    const { page } = walk
    await page.goto(demo.address)
    await page.getByRole('button', { name: 'Issue a badge' }).click()
    await page.getByText('The badge was held; its checks say: verified.').waitFor()
    await expect.poll(async () => (await lastMail(app, EMAIL))?.subject ?? '').toMatch(/Northwind Academy/)
    await page.goto(`${laurel}/resume`)
    await page
      .getByRole('heading', { name: /1 new credential/ })
      .first()
      .waitFor()
  })

  it('pull: from the import page, over their question, and back', async () => {
    const { page } = walk
    await page.goto(`${laurel}/import`)
    await page.getByRole('button', { name: 'Import from Northwind Academy' }).click()
    await page.getByText('Send 3 credentials there?').waitFor()
    await expectSound(page, 'consent')
    await page.getByRole('button', { name: 'Send 3 credentials' }).click()
    await page.getByText('Select all').waitFor()
    expect(new URL(page.url()).origin).toBe(laurel)
    await page.getByRole('button', { name: /^Add \d/ }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/resume')
    await expect.poll(async () => (await titles()).filter((title) => title === 'Technical Writing').length).toBe(2)
  })

  it('a way back that leads elsewhere is refused by the partner', async () => {
    const answer = await fetch(`${demo.address}/import?recipientToken=x&redirectURL=https%3A%2F%2Fevil.example`)
    expect(answer.status).toBe(400)
  })

  it('to the wallet: the resume, by OpenID4VCI', async () => {
    const { page } = walk
    await page.goto(`${laurel}/wallet`)
    await page.getByRole('radio', { name: /My whole resume/ }).waitFor()
    await page.getByRole('button', { name: 'Make the code' }).click()
    const offer = await page.getByRole('textbox', { name: 'Address for a wallet elsewhere' }).inputValue()
    const code = await page.locator('section[aria-labelledby=code] .sr-only').innerText()
    await page.goto(demo.address)
    await page.getByLabel('Offer', { exact: true }).fill(offer)
    await page.getByLabel('Code', { exact: true }).fill(code)
    await page.getByRole('button', { name: 'Receive' }).click()
    await page.getByText(/Received: .*LaurelResumeCredential/).waitFor()
    expect(await page.locator('details summary').allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/openid4vci\/credential · 200/),
        expect.stringMatching(/\/api\/v1\/credentials · 200/),
      ]),
    )
  })

  it('starts again with the key it keeps, and the server is asked for nothing new', async () => {
    const again = await startDemoPartner({ base: laurel, adminToken: ADMIN_TOKEN, dataDir }, 0)
    expect(again.partner).toMatchObject({ id: demo.partner.id, accessKey: demo.partner.accessKey })
    await again.stop()
  })
})
