import { bakePng } from '@laurel/credentials'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { badge, call, makePartner, push, signIn } from '../people.ts'
import { expectSound, openBrowser, openPage, type Walk } from './browser.ts'

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const JSON_RESUME = {
  basics: { name: 'Ada', label: 'Engineer', summary: 'Builds engines.' },
  work: [{ name: 'Analytical', position: 'Programmer', startDate: '2020-01' }],
  skills: [{ name: 'Algebra', level: 'Expert' }],
}

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

async function walkAs(
  email: string,
  settings: { width: number; scheme: 'light' | 'dark' },
): Promise<Walk & { headers: Record<string, string> }> {
  const walk = await openPage(browser, app.base, settings)
  const headers = await signIn(app, email)
  const [name = '', value = ''] = (headers.cookie ?? '').split('=')
  await walk.context.addCookies([{ name, value, url: app.base }])
  return { ...walk, headers }
}
const heading = (page: Page) => page.locator('h1').innerText()

describe.each([
  { width: 320, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
] as const)('bringing a file at $width px, $scheme', ({ width, scheme }) => {
  let walk: Walk & { headers: Record<string, string> }
  beforeAll(async () => {
    walk = await walkAs(`import${width}@example.org`, { width, scheme })
  })
  afterAll(() => walk.close())

  it('says what is wrong with one that cannot be read', async () => {
    const { page } = walk
    await page.goto(`${app.base}/import`)
    await expect.poll(() => heading(page)).toBe('Add what you have earned')
    await page.getByLabel('Choose a file').setInputFiles({ name: 'plain.png', mimeType: 'image/png', buffer: PIXEL })
    await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/holds no credential/)
    await expectSound(page, 'refused')
  })

  it('shows what is in a badge picture, adds it, and takes it back', async () => {
    const { page } = walk
    const document = badge({}, { name: `Baked ${width}` })
    const picture = Buffer.from(bakePng(PIXEL, JSON.stringify(document)))
    await page.getByLabel('Choose a file').setInputFiles({ name: 'badge.png', mimeType: 'image/png', buffer: picture })
    await expect.poll(() => heading(page)).toBe('One thing found')
    await page.getByText(`Baked ${width}`).waitFor()
    await expectSound(page, 'preview')
    await page.getByRole('button', { name: 'Add 1 to my resume' }).click()
    await expect.poll(() => heading(page)).toBe('1 added to your resume')
    await expectSound(page, 'added')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => heading(page)).toMatch(/^Taken back/)
    await page.getByRole('button', { name: 'Add something else' }).click()
    await expect.poll(() => heading(page)).toBe('Add what you have earned')
  })

  it('reads a pasted resume, by keyboard alone, and adds only what was chosen', async () => {
    const { page, headers } = walk
    await page.getByLabel('A link to a badge, or the text of one').fill(JSON.stringify(JSON_RESUME))
    await page.getByRole('button', { name: 'See what is in it' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => heading(page)).toBe('2 things found')
    await page.getByText('Self-asserted').first().waitFor()
    await expectSound(page, 'preview of a resume')
    await page.getByRole('checkbox', { name: 'Algebra' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Add 1 to my resume' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => heading(page)).toMatch(/added to your resume$/)
    const { body } = await call(app, 'GET', '/api/me/resume', { headers })
    expect([
      body.profile.headline,
      body.skills,
      body.sections.flatMap(({ entries }: { entries: { title: string }[] }) => entries),
    ]).toMatchObject(['Engineer', [], [{ title: 'Programmer', kind: 'own' }]])
    await page.getByRole('link', { name: 'Go to my resume' }).click()
    await page.waitForURL('**/resume')
  })

  it('did all of it without a complaint and without asking anybody else', () => {
    expect(walk.complaints).toEqual([])
  })
})

describe('the import page', () => {
  it('asks who is not signed in to sign in, and comes back', async () => {
    const walk = await openPage(browser, app.base, { width: 1280, scheme: 'light' })
    await walk.page.goto(`${app.base}/import`)
    await walk.page.waitForURL('**/sign-in?next=%2Fimport')
    await walk.close()
  })
})

describe('new credentials', () => {
  it('have a page of their own: empty, then with what came, then added', async () => {
    const walk = await walkAs('inbox@example.org', { width: 320, scheme: 'dark' })
    const { page, headers } = walk
    await page.goto(`${app.base}/inbox`)
    await expect.poll(() => heading(page)).toBe('Nothing new')
    await expectSound(page, 'empty inbox')
    const partner = await makePartner(app)
    const first = await push(app, partner, { recipient: { id: 'known' }, credentials: [badge()] })
    await call(app, 'POST', `/api/claims/${first.body.identifier_token}`, { headers, body: {} })
    await push(app, partner, { recipient: { id: 'known' }, credentials: [badge({}, { name: 'Pushed later' })] })
    await page.reload()
    await expect.poll(() => heading(page)).toBe('New credentials')
    await page.getByText('Pushed later').waitFor()
    await expectSound(page, 'inbox')
    await page.getByRole('button', { name: /^Add 1/ }).click()
    await expect.poll(() => heading(page)).toBe('Nothing new')
    expect(walk.complaints).toEqual([])
    await walk.close()
  })
})
