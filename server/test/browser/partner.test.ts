import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { badge, makePartner, push, type TestPartner } from '../people.ts'
import { expectSound, openBrowser, openPage, type Walk } from './browser.ts'

let app: TestApp
let browser: Browser
beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

/** One pixel, so that a picture is a picture. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

async function enter({ page }: Walk, { clientId }: TestPartner, accessKey: string): Promise<void> {
  await page.getByLabel('Client id').fill(clientId)
  await page.getByLabel('Access key').fill(accessKey)
  await page.keyboard.press('Enter')
}

describe.each([
  { width: 320, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
] as const)('a partner’s pages at $width px, $scheme', ({ width, scheme }) => {
  let walk: Walk
  let partner: TestPartner
  beforeAll(async () => {
    partner = await makePartner(app, { name: `College ${width}` })
    await push(app, partner, {
      recipient: { id: 's-1', givenName: 'Ada', familyName: 'Okafor' },
      credentials: [badge({}, { name: 'Calculus' }), 17, badge({}, { name: 'Juggling', achievementType: 'ext:CoolCat' })],
    })
    walk = await openPage(browser, app.base, { width, scheme })
  })
  afterAll(() => walk.close())

  it('opens with client id and access key', async () => {
    const { page } = walk
    await page.goto(`${app.base}/partner`)
    await page.getByLabel('Access key').waitFor()
    await expectSound(page, 'sign-in')
    await enter(walk, partner, 'not the key')
    await expect.poll(() => page.getByRole('alert').first().innerText()).toMatch(/do not belong together/)
    await enter(walk, partner, partner.accessKey)
    await expect.poll(() => page.locator('h1').innerText()).toBe(`College ${width}`)
  })

  it('shows uploads with their results, finds them, and what waits for the operator', async () => {
    const { page } = walk
    await page.getByText('ext:CoolCat').first().waitFor()
    await page.getByRole('button', { name: /^Results of Calculus · J/ }).click()
    await page.getByText('not taken', { exact: true }).waitFor()
    await expectSound(page, 'uploads')
    await page.getByLabel('Search recipients, titles and ids').fill('nobody of that name')
    await page.keyboard.press('Enter')
    await page.getByText('No upload matches “nobody of that name”.').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('heading', { name: /^Calculus · J/ }).waitFor()
  })

  it('sends a test credential and shows its link', async () => {
    const { page } = walk
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('Introduction to Psychology').first().waitFor()
    await expectSound(page, 'test credential')
    const link = await page.getByLabel('Link for the person', { exact: true }).inputValue()
    await expect.poll(() => page.getByRole('heading', { name: /Test$/ }).count()).toBe(1)
    expect((await page.request.get(app.base + new URL(link).pathname)).status()).toBe(200)
  })

  it('dresses the page people see, with a live preview and a contrast check', async () => {
    const { page } = walk
    await page.getByRole('link', { name: 'Your page' }).click()
    await page.getByLabel('Title', { exact: true }).fill('Mountain College')
    await page.getByLabel('Text', { exact: true }).fill('Your record, yours to keep.')
    await page.getByLabel('Background colour', { exact: true }).fill('#203040')
    await page.getByLabel('Line colour', { exact: true }).fill('#223344')
    await page.getByText(/Below 3 to 1/).waitFor()
    await page.getByLabel('Line colour', { exact: true }).fill('#ffcc00')
    await page.getByText(/It can be seen/).waitFor()
    await page.getByLabel('Choose a picture').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PIXEL })
    await page.getByAltText('Your logo').waitFor()
    const preview = page.getByRole('region', { name: 'Preview' })
    await expect.poll(() => preview.innerText()).toMatch(/Mountain College[\s\S]*Your record, yours to keep/)
    await expectSound(page, 'landing')
    await page.getByLabel('Import address').fill('ftp://nowhere')
    await page.getByText(/Write a whole address/).waitFor()
    await page.getByLabel('Import address').fill('https://college.example/import')
    await page.getByLabel('Offer “find my resume” on your page').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. Your page shows it now.').waitFor()
    await page.goto(`${app.base}/createmyresume/${partner.slug}`)
    await page.getByText('Your record, yours to keep.').first().waitFor()
    await page.locator('img[src^="/logos/"]').waitFor()
    await page.getByText(partner.name, { exact: true }).waitFor()
    await expectSound(page, 'the page people see')
  })

  it('changes its key after the name was typed; this browser goes on', async () => {
    const { page } = walk
    await page.goto(`${app.base}/partner/key`)
    await page.getByText(partner.clientId).first().waitFor()
    await expectSound(page, 'key')
    await page.getByRole('button', { name: 'New access key' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('textbox').fill(partner.name)
    await sheet.getByRole('button', { name: 'Make a new key' }).click()
    await page.getByText('It is shown this once', { exact: false }).waitFor()
    await expectSound(page, 'new key')
    const made = await page.getByRole('dialog').getByLabel('Access key', { exact: true }).inputValue()
    expect(made).not.toBe(partner.accessKey)
    await page.getByRole('button', { name: 'I have copied it' }).click()
    await page.reload()
    await page.getByText(partner.clientId).first().waitFor()
    expect((await push(app, partner, { credentials: [] })).status).toBe(401)
  })

  it('has a guide, and ends the session', async () => {
    const { page } = walk
    await page.getByRole('link', { name: 'Guide' }).click()
    await page.getByRole('heading', { name: 'Fields of a skill' }).waitFor()
    await expectSound(page, 'guide')
    await page.getByRole('button', { name: 'End session' }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/')
    await page.goto(`${app.base}/partner`)
    await page.getByLabel('Access key').waitFor()
    expect(walk.complaints).toEqual([])
  })
})
