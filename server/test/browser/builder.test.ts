import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { badge, call, type HeaderLines, makePartner, push, signIn, type TestPartner } from '../people.ts'
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

const course = (name: string) => badge({}, { name })
const skills = (...targets: object[]) => badge({}, { achievementType: 'SkillsAndAbilities', alignment: targets })
const teaching = () =>
  skills(
    { targetName: 'Teaching', category: 'durable', level: 'beginner', targetDescription: 'Described.' },
    { targetName: 'SQL', category: 'technical' },
  )

/** A person whose resume holds this. */
async function holder(email: string, ...credentials: object[]): Promise<HeaderLines> {
  const headers = await signIn(app, email)
  const { body } = await push(app, partner, { credentials })
  await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers, body: {} })
  return headers
}

async function open(headers: HeaderLines, settings: { width: number; scheme: 'light' | 'dark' }): Promise<Walk> {
  const walk = await openPage(browser, app.base, settings)
  const [name = '', value = ''] = (headers.cookie ?? '').split('=')
  await walk.context.addCookies([{ name, value, url: app.base }])
  await walk.page.goto(`${app.base}/resume`)
  await walk.page.locator('article h3').first().waitFor()
  return walk
}

const titles = (page: Page) => page.locator('article li h3').allInnerTexts()
const sections = (page: Page) => page.locator('article h2').allInnerTexts()
const saved = (page: Page) =>
  expect
    .poll(() =>
      page
        .getByText(/^(Saved|Saving…|Not saved)$/)
        .first()
        .innerText(),
    )
    .toBe('Saved')
const preview = (page: Page): FrameLocator => page.frameLocator('iframe[src^="/api/me/resume/preview"]:not([aria-hidden=true])')
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).first().press('Control+z')

describe.each([
  { width: 320, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
] as const)('the builder at $width px, $scheme', ({ width, scheme }) => {
  let walk: Walk
  let page: Page
  beforeAll(async () => {
    const headers = await holder(
      `builder${width}@example.org`,
      course('Algebra'),
      course('Botany'),
      badge({}, { name: 'School', achievementType: 'Diploma' }),
      teaching(),
    )
    walk = await open(headers, { width, scheme })
    ;({ page } = walk)
  })
  afterAll(() => walk.close())

  it('is sound, closed and with everything opened', async () => {
    await expectSound(page, 'builder')
    for (const summary of await page.locator('article details > summary').all()) await summary.press('Enter')
    await page.getByRole('button', { name: 'Own words beside: Algebra' }).press('Enter')
    await expectSound(page, 'builder, opened')
  })

  it('moves entries by keyboard alone, and back', async () => {
    expect(await titles(page)).toEqual(['School', 'Algebra', 'Botany'])
    await page.getByRole('button', { name: 'Drag: Algebra' }).focus()
    await page.keyboard.press('Space')
    await page.getByText('Algebra would be 1 of 2.').waitFor({ state: 'attached' })
    // the sensor listens a moment after it says so; a key before that is nobody's
    await expect
      .poll(
        async () => {
          await page.keyboard.press('ArrowDown')
          await page.waitForTimeout(200)
          return page.getByText('Algebra would be 2 of 2.').count()
        },
        { timeout: 20_000 },
      )
      .toBe(1)
    await page.keyboard.press('Space')
    await expect.poll(() => titles(page)).toEqual(['School', 'Botany', 'Algebra'])
    await page.getByRole('button', { name: 'Hide: Algebra' }).press('Alt+ArrowUp')
    await expect.poll(() => titles(page)).toEqual(['School', 'Algebra', 'Botany'])
    await undo(page)
    await expect.poll(() => titles(page)).toEqual(['School', 'Botany', 'Algebra'])
    await undo(page)
    await expect.poll(() => titles(page)).toEqual(['School', 'Algebra', 'Botany'])
    await saved(page)
  })

  it('moves entries by drag, and back', async () => {
    const middle = async (title: string) => {
      const handle = page.getByRole('button', { name: `Drag: ${title}` })
      await handle.scrollIntoViewIfNeeded()
      const { x, y, width: wide, height } = (await handle.boundingBox())!
      return [x + wide / 2, y + height / 2] as const
    }
    const [x, from] = await middle('Algebra')
    await page.mouse.move(x, from)
    await page.mouse.down()
    await page.mouse.move(x, from + 20, { steps: 5 })
    const [, to] = await middle('Botany')
    await page.mouse.move(x, to + 20, { steps: 15 })
    await page.getByText('Algebra would be 2 of 2.').waitFor({ state: 'attached' })
    await page.mouse.up()
    await expect.poll(() => titles(page)).toEqual(['School', 'Botany', 'Algebra'])
    await undo(page)
    await expect.poll(() => titles(page)).toEqual(['School', 'Algebra', 'Botany'])
    await saved(page)
  })

  it('moves sections by keyboard, and back', async () => {
    await page.getByRole('button', { name: 'Drag: Education' }).press('Alt+ArrowDown')
    const moved = ['Relevant Coursework', 'Education', 'Skills and Abilities']
    await expect.poll(() => sections(page)).toEqual(moved)
    await saved(page)
    await page.reload()
    await expect.poll(() => sections(page)).toEqual(moved)
    await page.locator('summary', { hasText: 'Order of sections' }).press('Enter')
    await page.getByRole('button', { name: 'Move up: Education' }).first().press('Enter')
    await expect.poll(() => sections(page)).toEqual(['Education', 'Relevant Coursework', 'Skills and Abilities'])
  })

  it('hides, deletes, sets a level, and takes each back', async () => {
    await page.getByRole('button', { name: 'Hide: Botany' }).press('Enter')
    await page.getByRole('button', { name: 'Show: Botany' }).waitFor()
    await undo(page)
    await page.getByRole('button', { name: 'Hide: Botany' }).waitFor()
    await page.getByRole('button', { name: 'Delete: Botany' }).press('Enter')
    await page.locator('summary', { hasText: 'Deleted (1)' }).waitFor()
    await undo(page)
    await expect.poll(() => titles(page)).toContain('Botany')
    const level = page.getByLabel('Level: Teaching')
    await level.selectOption('expert')
    await expect.poll(() => level.inputValue()).toBe('expert')
    await undo(page)
    await expect.poll(() => level.inputValue()).toBe('beginner')
    await saved(page)
  })

  it('takes an entry in own words, by keyboard; a link that is none is not taken', async () => {
    await page.getByRole('button', { name: 'Add an entry', exact: true }).press('Enter')
    const dialog = page.getByRole('dialog', { name: /entry/ })
    await dialog.getByLabel('Section').selectOption('Experience')
    await dialog.getByLabel('Title').fill('Gardener')
    await dialog.getByLabel('From').fill('2019-04')
    await dialog.getByLabel('Web address').fill('javascript:alert(1)')
    await expectSound(page, 'own entry')
    await page.keyboard.press('Enter')
    await dialog.getByText('A whole address is needed').waitFor()
    await dialog.getByLabel('Web address').fill('https://parks.example')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => titles(page)).toContain('Gardener')
    await page.getByText('April 2019 – present').first().waitFor()
    await page.getByRole('button', { name: 'Edit: Gardener' }).press('Enter')
    await dialog.getByLabel('Title').fill('Head gardener')
    await page.keyboard.press('Enter')
    await expect.poll(() => titles(page)).toContain('Head gardener')
    await undo(page)
    await expect.poll(() => titles(page)).toContain('Gardener')
    await undo(page)
    await expect.poll(() => titles(page)).not.toContain('Gardener')
    await saved(page)
  })

  it('puts own words beside a credential, with a quiet word where they say more', async () => {
    await page.getByRole('button', { name: 'Own words beside: Algebra' }).press('Enter')
    const words = page.getByRole('textbox', { name: 'Own words beside: Algebra' })
    await words.fill('Senior tutor since 2019.')
    await page.getByText('You name “2019”. The credential does not.').waitFor()
    await page.getByText('You say “Senior”. The credential does not go that far.').waitFor()
    await saved(page)
    await expectSound(page, 'own words')
    await page.getByRole('button', { name: 'Own words beside: Algebra' }).press('Enter')
    await page.locator('article').getByText('Senior tutor since 2019.').waitFor()
  })

  it('shows the page as others see it, and what changes on it', async () => {
    if (width < 1024) {
      await page.getByRole('tab', { name: 'Edit' }).press('ArrowRight')
      expect(await page.locator('article').isVisible()).toBe(false)
    }
    await preview(page).getByRole('heading', { name: 'Algebra' }).waitFor()
    await preview(page).getByText('Senior tutor since 2019.').waitFor()
    await expectSound(page, 'preview')
    if (width < 1024) await page.getByRole('tab', { name: 'Preview' }).press('ArrowLeft')
    await page.getByRole('button', { name: 'Hide: Algebra' }).press('Enter')
    await saved(page)
    if (width < 1024) await page.getByRole('tab', { name: 'Preview' }).click()
    await preview(page).getByRole('heading', { name: 'Botany' }).waitFor()
    await expect.poll(() => preview(page).getByRole('heading', { name: 'Algebra' }).count()).toBe(0)
    if (width < 1024) await page.getByRole('tab', { name: 'Edit' }).click()
  })

  it('did all of it without a complaint and without asking anybody else', () => {
    expect(walk.complaints).toEqual([])
  })
})

describe('head and look', () => {
  it('save while typing, are undone as one, and show in the preview', async () => {
    const headers = await holder('looks@example.org', course('One'))
    const walk = await open(headers, { width: 1280, scheme: 'dark' })
    const { page } = walk
    const settings = async () => (await call(app, 'GET', '/api/me/resume', { headers })).body
    await page.locator('summary', { hasText: 'Contact, summary and links' }).press('Enter')
    await page.getByLabel('Headline').fill('Teacher')
    await preview(page).getByText('Teacher').waitFor()
    await page.getByLabel('Headline').pressSequentially(' of all')
    await page.getByLabel('Headline').press('Tab')
    await preview(page).getByText('Teacher of all').waitFor()
    await undo(page)
    await expect.poll(() => page.getByLabel('Headline').inputValue()).toBe('')
    await page.getByLabel('E-mail address to show').fill('nobody')
    await page.getByText('This is not an e-mail address.').waitFor()
    await page.getByLabel('E-mail address to show').fill('me@example.org')
    await page.getByRole('button', { name: 'Add a link' }).press('Enter')
    await page.getByLabel('Address: Link 1').fill('https://me.example')
    await page.getByLabel('Text: Link 1').fill('My site')
    await preview(page).getByRole('link', { name: 'My site' }).waitFor()
    await page.locator('summary', { hasText: 'Look, paper and language' }).press('Enter')
    await page.getByRole('radio', { name: 'Compact' }).check()
    await page.getByRole('radio', { name: 'Plum' }).check()
    await page.getByRole('radio', { name: 'US Letter' }).check()
    await page.getByLabel('Language of the resume').selectOption('ar')
    await expect.poll(() => page.getByRole('radio', { name: 'Right to left' }).isChecked()).toBe(true)
    await expect
      .poll(async () => (await settings()).settings)
      .toEqual({
        template: 'compact',
        accent: '#9d174d',
        paper: 'Letter',
        language: 'ar',
        direction: 'rtl',
      })
    expect((await settings()).profile).toMatchObject({
      headline: '',
      email: 'me@example.org',
      links: [{ label: 'My site', url: 'https://me.example' }],
    })
    await preview(page).locator('html[dir=rtl][lang=ar]').waitFor()
    await page
      .getByRole('button', { name: 'Edit name' })
      .or(page.getByRole('button', { name: 'Your name is missing' }))
      .press('Enter')
    await page.getByLabel('First name').fill('Ana')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('h1').innerText()).toBe('Ana')
    await undo(page)
    await expect.poll(() => page.locator('h1').innerText()).toBe('Your resume')
    expect(walk.complaints).toEqual([])
    await walk.close()
  })
})

describe('skills', () => {
  it('of one’s own are added, moved and taken back; each says how it gets verified', async () => {
    const headers = await holder('skilled@example.org', skills({ targetName: 'Teaching', category: 'durable' }), course('Algebra'))
    const walk = await openPage(browser, app.base, { width: 1280, scheme: 'light' })
    const { page } = walk
    const [name = '', value = ''] = (headers.cookie ?? '').split('=')
    await walk.context.addCookies([{ name, value, url: app.base }])
    await page.goto(`${app.base}/resume`)
    const names = () => page.locator('#skills-and-abilities li :is(h3, h4)').allInnerTexts()
    await page.getByRole('button', { name: 'Add a skill' }).first().press('Enter')
    const dialog = page.getByRole('dialog', { name: /skill|verified/ })
    await dialog.getByLabel('Skill', { exact: true }).fill('TEACHING')
    await page.keyboard.press('Enter')
    await dialog.getByText('This skill is on your resume already.').waitFor()
    await dialog.getByLabel('Skill', { exact: true }).fill('Listening')
    await dialog.getByLabel('Category').selectOption('durable')
    await expectSound(page, 'own skill')
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await expect.poll(names).toEqual(['Teaching', 'Listening'])
    await page.getByRole('button', { name: 'Drag: Listening' }).press('Alt+ArrowUp')
    await expect.poll(names).toEqual(['Listening', 'Teaching'])
    await page.getByRole('button', { name: 'Get this verified: Listening' }).press('Enter')
    await dialog.getByText('Get “Listening” verified').waitFor()
    await expectSound(page, 'get verified')
    await page.keyboard.press('Escape')
    await undo(page)
    await undo(page)
    await expect.poll(names).toEqual(['Teaching'])
    await saved(page)
    await page.getByRole('button', { name: 'Get this verified: Teaching' }).press('Enter')
    expect(await dialog.getByLabel('Algebra').isChecked()).toBe(true)
    await dialog.getByRole('button', { name: 'Start' }).press('Enter')
    await page.getByRole('button', { name: 'Remove Teaching' }).waitFor()
    await expectSound(page, 'verify, from the resume')
    await page.getByRole('button', { name: 'Continue' }).press('Enter')
    await page.getByLabel('Somebody who saw my work confirms them').check()
    await page.getByRole('button', { name: 'Continue' }).press('Enter')
    await page.getByText('In which work did you show them?').waitFor()
    expect(await page.getByLabel('Algebra').isChecked()).toBe(true)
    await page.getByRole('link', { name: 'Back to my resume' }).click()
    await expect.poll(names).toEqual(['Teaching'])
    expect(walk.complaints).toEqual([])
    await walk.close()
  })
})

it('sixty entries in every script keep to the screen', async () => {
  const words = ['word '.repeat(40), 'مهندس برمجيات '.repeat(20), '日本語の長い題名'.repeat(10), '😀'.repeat(60), 'unbroken'.repeat(40)]
  const many = Array.from({ length: 60 }, (_, i) =>
    badge({}, { name: `${words[i % 5]}${i}`, description: i === 3 ? 'x '.repeat(5000) : 'Short.' }),
  )
  const headers = await holder('many@example.org', ...many)
  for (const width of [320, 1280]) {
    const walk = await open(headers, { width, scheme: 'light' })
    await expect.poll(async () => (await titles(walk.page)).length).toBe(60)
    expect(await walk.page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
    expect(walk.complaints).toEqual([])
    await walk.close()
  }
})
