import type { JsonObject } from '@laurel/credentials'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { type IssuerSite, startIssuer } from '../issuer-site.ts'
import { badge, call, codeIn, type HeaderLines, lastMail, makePartner, push, signIn, type TestPartner, tokenFor } from '../people.ts'
import { expectSound, openBrowser, openPage, type Walk } from './browser.ts'

let app: TestApp
let browser: Browser
let site: IssuerSite
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp({ env: { FETCH_ALLOW_PRIVATE: '1' } })
  browser = await openBrowser()
  site = await startIssuer()
  partner = await makePartner(app, { claimEmailCheck: false })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  site.stop()
})

/** Signs in by the form on the page. */
async function signInOn({ page }: Walk, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.keyboard.press('Enter')
  await page.getByLabel('6-digit code').waitFor()
  await page.getByLabel('6-digit code').fill(codeIn((await lastMail(app, email))?.text))
  await page.keyboard.press('Enter')
}

async function personWith(email: string, credentials: object[]): Promise<HeaderLines> {
  const person = await signIn(app, email)
  const { body } = await push(app, { headers: await tokenFor(app, partner) }, { recipient: {}, credentials })
  await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
  return person
}

const inTwoDays = (): string => new Date(Date.now() + app.config.clockOffsetMs + 48 * HOUR_MS).toISOString().slice(0, 10)

describe('from the claim to a link that its issuer changes', () => {
  const email = 'walker@example.org'
  let forklift: JsonObject
  let address: string
  let person: HeaderLines
  let owner: Walk
  beforeAll(async () => {
    forklift = await site.issue({ name: 'Forklift' }, { name: 'Forklift', achievementType: 'Certification' })
    const evidence = [{ id: 'https://institutionx.example/evidence/7', type: ['Evidence'], name: 'Final exam' }]
    const calculus = await site.issue({ name: 'Calculus', evidence }, { name: 'Calculus' })
    person = await personWith(email, [forklift, calculus, badge({}, { name: 'Not for everybody' })])
    const { sections } = (await call(app, 'GET', '/api/me/resume', { headers: person })).body
    const hidden = sections
      .flatMap(({ entries }: { entries: { title: string }[] }) => entries)
      .find(({ title }: { title: string }) => title === 'Not for everybody')
    await call(app, 'PATCH', `/api/me/resume/entries/${hidden.id}`, { headers: person, body: { hidden: true } })
    await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: 'Walker', familyName: 'Reyes' } })
    owner = await openPage(browser, app.base, { width: 1280, scheme: 'light' })
  })
  afterAll(() => owner.close())

  it('the person makes a link with a passcode and an end', async () => {
    const { page } = owner
    await page.goto(`${app.base}/shares`)
    await signInOn(owner, email)
    await page.getByText('No link yet').waitFor()
    await expectSound(page, 'no shares')
    await page.getByRole('button', { name: 'New link' }).click()
    await page.getByLabel('Name, for you alone').fill('For Acme')
    // an audience left empty is no open link
    const said = () => page.getByRole('alert').allInnerTexts()
    await page.getByLabel('Certain e-mail addresses').check()
    await page.getByRole('button', { name: 'Make the link' }).click()
    await expect.poll(said).toEqual(['One of these is not an e-mail address. It looks like name@example.org.'])
    await page.getByLabel('Those who know a passcode').check()
    await page.getByRole('button', { name: 'Make the link' }).click()
    await expect.poll(said).toEqual(['A passcode has at least 6 characters.'])
    await page.getByLabel('Passcode', { exact: true }).fill('12345')
    await page.getByLabel('Ends after').fill(inTwoDays())
    await expectSound(page, 'share form')
    await page.getByRole('button', { name: 'Make the link' }).click()
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['A passcode has at least 6 characters.'])
    await page.getByLabel('Passcode', { exact: true }).fill('acme 2026')
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByRole('heading', { name: 'For Acme' }).waitFor()
    await expect.poll(() => page.getByText(/With a passcode · everything you show · until/).count()).toBe(1)
    await page.getByRole('button', { name: 'QR code of For Acme' }).click()
    await expect.poll(() => page.evaluate(`document.querySelector('img[src$="/qr"]')?.naturalWidth > 0`)).toBe(true)
    address = (await page.getByRole('textbox', { name: 'Address of For Acme' }).inputValue()).replace(app.config.baseUrl, app.base)
    await expectSound(page, 'shares')
  })

  it.each([
    { width: 320, scheme: 'dark' },
    { width: 1280, scheme: 'light' },
  ] as const)('a viewer reads it without JavaScript at $width px, $scheme', async (settings) => {
    const walk = await openPage(browser, app.base, { ...settings, javaScript: false })
    const { page } = walk
    await page.goto(address)
    expect(await page.locator('h1').innerText()).toBe('This resume is behind a passcode')
    expect(await page.content()).not.toMatch(/Walker|Calculus/)
    await page.getByLabel('Passcode').fill('wrong word')
    await page.keyboard.press('Enter')
    await page.getByText('That is not the passcode').waitFor()
    await page.getByLabel('Passcode').fill('acme 2026')
    await page.getByRole('button', { name: 'Open the resume' }).click()
    await page.getByRole('heading', { name: 'Walker Reyes' }).waitFor()
    expect(await page.getByText(/^2 of 2 claims verified, checked (just now|\d+ minutes? ago)$/).count()).toBe(1)
    expect(await page.getByText('Not for everybody').count()).toBe(0)
    await page.getByText('Verified: Calculus. See the checks').click()
    const panel = page.locator('details[open] .panel')
    const said = await panel.innerText()
    for (const words of [
      'Signed by the issuer',
      'Issued by',
      'Riverside College',
      'May 1, 2024',
      'Last checked',
      'Final exam',
      'The signature holds: nothing was changed',
      'The issuer has not taken it back',
    ])
      expect(said).toContain(words)
    expect(await panel.getByRole('link', { name: 'Final exam' }).getAttribute('href')).toBe('https://institutionx.example/evidence/7')
    expect(walk.complaints).toEqual([])
    await walk.close()
  })

  it.each([
    { width: 320, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
  ] as const)('the checks run again in the viewer’s browser and agree at $width px, $scheme', async (settings) => {
    const walk = await openPage(browser, app.base, settings)
    const { page } = walk
    await page.goto(address)
    await expectSound(page, 'passcode')
    await page.getByLabel('Passcode').fill('acme 2026')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Walker Reyes' }).waitFor()
    await page.getByText('Verified: Calculus. See the checks').click()
    const panel = page.locator('details[open] .panel')
    await panel.getByRole('button', { name: 'Check again here' }).click()
    await expect.poll(() => panel.locator('.result').getAttribute('data-agrees'), { timeout: 15_000 }).toBe('true')
    const report = await panel.locator('.result').innerText()
    expect(report).toContain('Your browser came to the same result: Verified.')
    expect(report).toContain('2 documents read through this server')
    expect(report).toContain('The signature holds: nothing was changed')
    await expectSound(page, 'checked here')
    expect(walk.complaints).toEqual([])
    await walk.close()
  })

  it('what the issuer takes back changes the page and tells the person', async () => {
    site.revoke(forklift)
    app.travel(HOUR_MS + 1)
    const walk = await openPage(browser, app.base, { width: 1280, scheme: 'light' })
    const { page } = walk
    await page.goto(address)
    await page.getByLabel('Passcode').fill('acme 2026')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Walker Reyes' }).waitFor()
    // the browser finds out by itself, before the server did
    await page.getByText('Verified: Forklift. See the checks').click()
    const panel = page.locator('details[open] .panel')
    await panel.getByRole('button', { name: 'Check again here' }).click()
    await expect
      .poll(() => panel.locator('.result').innerText(), { timeout: 15_000 })
      .toMatch(/The issuer has taken it back or put it on hold/)
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.getByText('Revoked: Forklift. See the checks').count()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(1)
    expect(await page.getByText(/^1 of 2 claims verified/).count()).toBe(1)
    await expectSound(page, 'revoked')
    await walk.close()
    await owner.page.reload()
    await owner.page.getByText('Riverside College has revoked “Forklift”.').waitFor()
    await expectSound(owner.page, 'notice')
    expect((await lastMail(app, email))?.subject).toBe('"Forklift" was revoked')
    await owner.page.goto(`${app.base}/resume`)
    await owner.page.getByText('Something on your resume no longer stands.').waitFor()
    await expectSound(owner.page, 'notice in the builder')
    await owner.page.getByRole('link', { name: 'See what and why' }).click()
    await owner.page.getByRole('button', { name: 'Understood: Forklift' }).click()
    await expect.poll(() => owner.page.getByText('Something on your resume').count()).toBe(0)
  })

  it('the person sees the visits, ends the link at once, and takes that back', async () => {
    const { page } = owner
    await page.reload()
    await page.getByText(/Opened \d+ times, last on/).waitFor()
    await page.getByRole('button', { name: 'End this link: For Acme' }).click()
    await page.getByText('“For Acme” is ended.').waitFor()
    await expect.poll(async () => (await call(app, 'GET', new URL(address).pathname)).status).toBe(410)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('heading', { name: 'For Acme' }).waitFor()
    await expect.poll(async () => (await call(app, 'GET', new URL(address).pathname)).status).toBe(200)
    await page.getByRole('button', { name: 'Edit: For Acme' }).click()
    await page.getByLabel('Only this').check()
    await page.getByRole('checkbox', { name: 'Certification' }).uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.getByText(/· only Education/).count()).toBe(1)
    expect(owner.complaints).toEqual([])
  })
})

describe('words from strangers', () => {
  it('are only words, in every template and both schemes, and fit a small screen', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(2)</script>',
      'مهندس برمجيات '.repeat(20),
      '日本語の長い題名'.repeat(10),
      'unbroken'.repeat(40),
    ]
    const person = await personWith(
      'hostile@example.org',
      names.map((name) => badge({ name, description: name }, { name, description: name })),
    )
    await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: names[0], familyName: names[1] } })
    const { body } = await call(app, 'POST', '/api/me/shares', { headers: person, body: {} })
    for (const [template, width, scheme, direction] of [
      ['classic', 320, 'dark', 'ltr'],
      ['modern', 1280, 'dark', 'rtl'],
      ['compact', 1280, 'light', 'ltr'],
    ] as const) {
      await call(app, 'PATCH', '/api/me/resume', { headers: person, body: { settings: { template, direction } } })
      const walk = await openPage(browser, app.base, { width, scheme })
      walk.page.on('dialog', () => walk.complaints.push('a script ran'))
      await walk.page.goto(`${app.base}/r/${body.slug}`)
      const titles = await walk.page.locator('h3 bdi').allInnerTexts()
      expect(titles.map((title) => title.trim())).toEqual(expect.arrayContaining(names.slice(0, 2)))
      await walk.page.locator('.pill > summary').first().click()
      await expectSound(walk.page, template)
      expect(walk.complaints).toEqual([])
      expect(await walk.context.cookies()).toEqual([])
      await walk.close()
    }
  })

  it('a link that ended says what to do', async () => {
    const walk = await openPage(browser, app.base, { width: 320, scheme: 'light' })
    await walk.page.goto(`${app.base}/r/there-never-was-one`)
    expect(await walk.page.locator('h1').innerText()).toBe('There is no resume at this address')
    await expectSound(walk.page, 'no resume')
    await walk.close()
  })
})
