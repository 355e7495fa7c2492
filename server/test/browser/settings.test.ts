import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { badge, call, codeIn, type HeaderLines, lastMail, makePartner, push, signIn } from '../people.ts'
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

/** A person with a second session and a connected institution. */
async function settled(email: string): Promise<HeaderLines> {
  const person = await signIn(app, email)
  await signIn(app, email)
  const partner = await makePartner(app, { name: 'Hill College', claimEmailCheck: false })
  const { body } = await push(app, partner, { recipient: { id: `s-${email}` }, credentials: [badge()] })
  await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
  return person
}

async function enter({ page, context }: Walk, person: HeaderLines): Promise<void> {
  const [name = '', value = ''] = person.cookie!.split('=')
  await context.addCookies([{ name, value, url: app.base }])
  await page.goto(`${app.base}/settings`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

describe.each([
  { width: 320, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
] as const)('settings at $width px, $scheme', ({ width, scheme }) => {
  let walk: Walk
  const email = `settled${width}@example.org`
  const second = `second${width}@example.org`
  beforeAll(async () => {
    walk = await openPage(browser, app.base, { width, scheme })
    walk.page.setDefaultTimeout(10_000)
    await enter(walk, await settled(email))
  })
  afterAll(() => walk.close())
  const press = (name: string | RegExp) => walk.page.getByRole('button', { name }).first().press('Enter')
  const says = (text: string | RegExp) => walk.page.getByText(text).first().waitFor()

  it('add, choose and remove addresses by keyboard', async () => {
    const { page } = walk
    await says(email)
    await says(/knows you as/)
    await expectSound(page, 'settings')
    await press('Add an address')
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(second)
    await page.keyboard.press('Enter')
    await page.getByLabel('6-digit code').waitFor()
    await expectSound(page, 'code')
    await page.getByLabel('6-digit code').fill(codeIn((await lastMail(app, second))?.text))
    await page.keyboard.press('Enter')
    await says(`${second} was added.`)
    await press(`Write to ${second}`)
    await page.getByRole('button', { name: `Write to ${email}` }).waitFor()
    await press(`Remove ${second}`)
    await press(/^Remove$/)
    await says(`${second} was removed.`)
  })

  it('end other sessions and a connection', async () => {
    const { page } = walk
    await press('Sign out everywhere else')
    await says('You are signed out everywhere else.')
    await expect.poll(() => page.getByRole('button', { name: 'Sign out everywhere else' }).count()).toBe(0)
    await press('Disconnect Hill College')
    await says('Disconnect Hill College?')
    await press(/^Disconnect$/)
    await says('Hill College is disconnected.')
    await says(/^None\. An institution/)
  })

  it('hand over everything', async () => {
    const { page } = walk
    const link = page.getByRole('link', { name: 'Download everything' })
    const waiting = page.waitForEvent('download')
    await link.click()
    expect((await waiting).suggestedFilename()).toBe('laurel-export.zip')
  })

  it('erase only after the address is typed, and undo', async () => {
    const { page, complaints } = walk
    await press('Erase my account')
    await page.getByRole('dialog').getByRole('textbox').fill('somebody@example.org')
    await press('Erase everything in 72 hours')
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await expectSound(page, 'erase')
    await page.getByRole('dialog').getByRole('textbox').fill(email)
    await press('Erase everything in 72 hours')
    await says(/will be erased on/)
    await expectSound(page, 'leaving')
    await page.goto(`${app.base}/wallet`)
    await page.getByRole('link', { name: 'Undo in the settings' }).press('Enter')
    await press(/^Undo$/)
    await says('Nothing will be erased.')
    await expect.poll(() => page.getByRole('link', { name: 'Undo in the settings' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
