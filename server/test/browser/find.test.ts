import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { badge, call, lastMail, makePartner, operator, push } from '../people.ts'
import { expectSound, openBrowser, openPage } from './browser.ts'

let app: TestApp
let browser: Browser
beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  const partner = await makePartner(app, { name: 'College', slug: 'college', findMyResume: true })
  await push(app, partner, {
    recipient: { id: '1', givenName: 'Ada', familyName: 'Held', email: 'ada@held.example', studentId: '77' },
    credentials: [badge({}, { name: 'Calculus' })],
  })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

describe.each([
  { width: 320, scheme: 'dark', studentId: '77' },
  { width: 1280, scheme: 'light', studentId: 'unknown' },
] as const)('finding a resume at $width px, $scheme', ({ width, scheme, studentId }) => {
  it('asks who it is, says the same whether or not anything is held', async () => {
    const walk = await openPage(browser, app.base, { width, scheme })
    const { page } = walk
    await page.goto(`${app.base}/findmyresume/college`)
    await expect.poll(() => page.locator('h1').innerText()).toBe('Find what College has for you')
    await page.getByRole('button', { name: 'Look for it' }).click()
    await expect.poll(() => page.getByRole('alert').first().innerText()).toBe('Enter your first and last name.')
    await expectSound(page, 'find, not complete')
    await page.getByLabel('First name').fill('ada')
    await page.getByLabel('Last name').fill('held')
    await page.getByLabel('Student id').fill(studentId)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('h1').innerText()).toBe('Look in your mailbox')
    await page.getByText('If College has sent something for you, we wrote to the address they know.').waitFor()
    await expectSound(page, 'asked')
    expect(walk.complaints).toEqual([])
    await walk.close()
  })
})

describe('afterwards', () => {
  it('the mail at the held address leads to the claim', async () => {
    await expect.poll(async () => (await lastMail(app, 'ada@held.example'))?.subject, { timeout: 15_000 }).toBe('What College has for you')
    const { body } = await call(app, 'GET', '/api/admin/mail?to=ada@held.example', { headers: operator })
    expect(body.mails).toHaveLength(1)
    const token = /\/createmyresume\/[0-9a-z]{50}/.exec(body.mails[0].text)?.[0] ?? ''
    const walk = await openPage(browser, app.base, { width: 320, scheme: 'light' })
    await walk.page.goto(app.base + token)
    await expect.poll(() => walk.page.locator('h1').innerText()).toBe('College has 1 credential for you')
    await walk.close()
  })

  it('there is no such page where the partner has none', async () => {
    await makePartner(app, { name: 'Without', slug: 'without' })
    const walk = await openPage(browser, app.base, { width: 1280, scheme: 'light' })
    const answer = await walk.page.goto(`${app.base}/findmyresume/without`)
    expect(answer?.status()).toBe(404)
    await walk.page.getByRole('heading', { level: 1 }).waitFor()
    await walk.close()
  })
})
