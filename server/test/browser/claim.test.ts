import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { badge, codeIn, lastMail, makePartner, push, type TestPartner } from '../people.ts'
import { expectSound, openBrowser, openPage, type Walk } from './browser.ts'

let app: TestApp
let browser: Browser
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  partner = await makePartner(app, { claimEmailCheck: false })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

const link = async (credentials: object[], recipient: object = {}): Promise<string> =>
  `${app.base}/createmyresume/${(await push(app, partner, { recipient, credentials })).body.identifier_token}`
const course = (name: string) => badge({}, { name })
const skills = (...names: string[]) =>
  badge(
    {},
    {
      achievementType: 'SkillsAndAbilities',
      alignment: names.map((targetName) => ({ targetName, targetDescription: `${targetName} described.` })),
    },
  )

/** Titles of entries; skills are told apart by coming last. */
const coursesOn = async (page: Walk['page']): Promise<string[]> =>
  (await page.locator('article h3').allInnerTexts()).filter((title) => !['Teaching', 'Sales'].includes(title))

async function signInOn({ page }: Walk, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.keyboard.press('Enter')
  await page.getByLabel('6-digit code').waitFor()
  await page.getByLabel('6-digit code').fill(codeIn((await lastMail(app, email))?.text))
  await page.keyboard.press('Enter')
}

describe.each([
  { width: 320, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
] as const)('from the link to the resume at $width px, $scheme', ({ width, scheme }) => {
  let walk: Walk
  beforeAll(async () => {
    walk = await openPage(browser, app.base, { width, scheme })
  })
  afterAll(() => walk.close())
  const email = `walker${width}@example.org`

  it('shows who sent how much, and nothing personal', async () => {
    const { page } = walk
    await page.goto(
      await link([course('Calculus'), course('Psychology'), course('Composition'), skills('Teaching', 'Sales')], {
        givenName: 'Hidden',
        familyName: 'Name',
      }),
    )
    await expect.poll(() => page.locator('h1').innerText()).toBe('Institution X has 3 credentials and 2 skills for you')
    expect(await page.content()).not.toContain('Hidden')
    await expectSound(page, 'claim')
  })

  it('signs in by the mailed code, wrong ones get a clear answer', async () => {
    const { page } = walk
    await page.getByLabel('E-mail address').fill(email)
    await page.keyboard.press('Enter')
    await page.getByLabel('6-digit code').waitFor()
    await expectSound(page, 'code')
    const code = codeIn((await lastMail(app, email))?.text)
    await page.getByLabel('6-digit code').fill(code === '000000' ? '000001' : '000000')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('alert').first().innerText()).toMatch(/4 more tries/)
    await page.getByLabel('6-digit code').fill(code)
    await page.keyboard.press('Enter')
    await page.getByText('Select all').waitFor()
    await expectSound(page, 'choose')
  })

  it('adds what was chosen, each in its section with its label, none called verified', async () => {
    const { page } = walk
    await page.getByRole('button', { name: /^Add 5/ }).click()
    await page.waitForURL('**/resume')
    await page.getByRole('heading', { name: 'Relevant Coursework' }).waitFor()
    await expect.poll(() => coursesOn(page)).toEqual(['Calculus', 'Psychology', 'Composition'])
    for (const skill of ['Teaching', 'Sales']) await page.getByText(skill, { exact: true }).first().waitFor()
    await expect
      .poll(() =>
        page
          .getByText(/\d of \d claims verified/)
          .first()
          .innerText(),
      )
      .toMatch(/^0 of 5/)
    await expectSound(page, 'resume')
  })

  it('hides, deletes and takes back', async () => {
    const { page } = walk
    await page.getByRole('button', { name: 'Hide: Calculus' }).click()
    await page.getByRole('button', { name: 'Show: Calculus' }).waitFor()
    await page.getByRole('button', { name: 'Delete: Psychology' }).click()
    await expect.poll(() => coursesOn(page)).toEqual(['Calculus', 'Composition'])
    // the note at the foot of the page, to its last button
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).waitFor()
    await expectSound(page, 'deleted')
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await expect.poll(() => coursesOn(page)).toEqual(['Calculus', 'Psychology', 'Composition'])
    await page.reload()
    await page.getByRole('button', { name: 'Show: Calculus' }).waitFor()
    await expect.poll(() => coursesOn(page)).toEqual(['Calculus', 'Psychology', 'Composition'])
  })

  it('arranges by keyboard, and keeps it', async () => {
    const { page } = walk
    await page.getByRole('button', { name: 'Move down: Calculus' }).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => coursesOn(page)).toEqual(['Psychology', 'Calculus', 'Composition'])
    await expect
      .poll(() =>
        page
          .getByText(/^(Saved|Saving…|Not saved)$/)
          .first()
          .innerText(),
      )
      .toBe('Saved')
    await page.reload()
    await page.getByRole('heading', { name: 'Relevant Coursework' }).waitFor()
    await expect.poll(() => coursesOn(page)).toEqual(['Psychology', 'Calculus', 'Composition'])
  })

  it('opens the checks of a claim', async () => {
    const { page } = walk
    await page.locator('button[aria-haspopup=dialog]').first().click()
    await page.getByRole('dialog').waitFor()
    await expectSound(page, 'checks')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('did all of it without a complaint and without asking anybody else', () => {
    expect(walk.complaints).toEqual([])
  })
})

describe('other ways in', () => {
  it('a used link says so and leads to the resume', async () => {
    const walk = await openPage(browser, app.base, { width: 1280, scheme: 'light' })
    const address = await link([course('Once')])
    await walk.page.goto(address)
    await signInOn(walk, 'once@example.org')
    await walk.page.getByRole('button', { name: /^Add 1/ }).click()
    await walk.page.waitForURL('**/resume')
    const again = await walk.page.goto(address)
    expect(again?.status()).toBe(410)
    await walk.page
      .getByRole('link', { name: /resume/i })
      .first()
      .waitFor()
    await expectSound(walk.page, 'used')
    await walk.close()
  })

  it('an unknown link is a 404 that says what to do', async () => {
    const walk = await openPage(browser, app.base, { width: 320, scheme: 'light' })
    expect((await walk.page.goto(`${app.base}/createmyresume/nothing`))?.status()).toBe(404)
    await walk.page.locator('#content h1').waitFor()
    await expectSound(walk.page, 'unknown')
    await walk.close()
  })

  it('the recipient’s mailbox is proved before anything is shown', async () => {
    const strict = await makePartner(app, { name: 'Strict College' })
    const { body } = await push(app, strict, { recipient: { email: 'named@example.org' }, credentials: [course('Behind the code')] })
    const walk = await openPage(browser, app.base, { width: 1280, scheme: 'dark' })
    await walk.page.goto(`${app.base}/createmyresume/${body.identifier_token}`)
    await signInOn(walk, 'another@example.org')
    await walk.page.getByText('n***@example.org').first().waitFor()
    expect(await walk.page.getByText('Behind the code').count()).toBe(0)
    await expectSound(walk.page, 'other mailbox')
    await walk.close()
  })

  it('says who sent what without JavaScript', async () => {
    const walk = await openPage(browser, app.base, { width: 320, scheme: 'light', javaScript: false })
    await walk.page.goto(await link([course('Plain')]))
    expect(await walk.page.locator('h1').innerText()).toBe('Institution X has 1 credential for you')
    await walk.close()
  })

  it('hostile names are text', async () => {
    const walk = await openPage(browser, app.base, { width: 320, scheme: 'light' })
    const names = [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(2)</script>',
      'مهندس برمجيات '.repeat(20),
      '😀'.repeat(60),
      'word '.repeat(40),
      '日本語の長い題名'.repeat(10),
      'unbroken'.repeat(40),
    ]
    await walk.page.goto(await link([...names.map(course), skills(...names)]))
    await signInOn(walk, 'hostile@example.org')
    await walk.page.getByText('Select all').waitFor()
    await expectSound(walk.page, 'hostile choose')
    await walk.page.getByRole('button', { name: /^Add \d+/ }).click()
    await walk.page.waitForURL('**/resume')
    await walk.page.locator('article h3').first().waitFor()
    expect((await coursesOn(walk.page)).slice(0, 2)).toEqual(names.slice(0, 2))
    await expectSound(walk.page, 'hostile resume')
    expect(walk.complaints).toEqual([])
    await walk.close()
  })

  it.each(['/', '/sign-in', '/resume', '/nowhere'])('%s is sound, in both schemes and at both widths', async (path) => {
    for (const [width, scheme] of [
      [320, 'light'],
      [1280, 'dark'],
    ] as const) {
      const walk = await openPage(browser, app.base, { width, scheme })
      await walk.page.goto(app.base + path, { waitUntil: 'networkidle' })
      await expectSound(walk.page, path)
      expect(walk.complaints).toEqual([])
      await walk.close()
    }
  })
})
