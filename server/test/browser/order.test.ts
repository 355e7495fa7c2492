import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { call, type HeaderLines, signIn } from '../people.ts'
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

const headings = (page: Page) => page.locator('article h2').allInnerTexts()
const saved = (page: Page) => page.getByText('Saved', { exact: true }).first().waitFor()
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).first().press('Control+z')
const preview = (page: Page): FrameLocator => page.frameLocator('iframe[src^="/api/me/resume/preview"]:not([aria-hidden=true])')

describe.each([
  { width: 320, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
] as const)('summary and skills at $width px, $scheme', ({ width, scheme }) => {
  let walk: Walk
  let page: Page
  let headers: HeaderLines
  beforeAll(async () => {
    headers = await signIn(app, `order${width}@example.org`)
    await call(app, 'PATCH', '/api/me/resume', { headers, body: { profile: { summary: 'Builds things. '.repeat(60) } } })
    for (const body of [
      { section: 'Education', title: 'Night school' },
      { section: 'Skills and Abilities', title: 'Sewing test' },
      { kind: 'skill', name: 'Knitting' },
    ])
      await call(app, 'POST', '/api/me/resume/entries', { headers, body })
    walk = await openPage(browser, app.base, { width, scheme })
    ;({ page } = walk)
    const [name = '', value = ''] = (headers.cookie ?? '').split('=')
    await walk.context.addCookies([{ name, value, url: app.base }])
    await page.goto(`${app.base}/resume`)
    await page.locator('article h3').first().waitFor()
    await page.locator('summary', { hasText: 'Order of sections' }).press('Enter')
  })
  afterAll(() => walk.close())

  it('are moved by keyboard, each apart, and taken back', async () => {
    expect(await headings(page)).toEqual(['About', 'Education', 'Skills and Abilities'])
    await expectSound(page, 'order of sections')
    const skills = page.getByRole('button', { name: 'Drag: Skills', exact: true })
    await skills.press('Alt+ArrowUp')
    await expect.poll(() => headings(page)).toEqual(['About', 'Education', 'Skills', 'Skills and Abilities'])
    await skills.press('Alt+ArrowUp')
    await expect.poll(() => headings(page)).toEqual(['About', 'Skills', 'Education', 'Skills and Abilities'])
    await page.getByRole('button', { name: 'Drag: About' }).press('Alt+ArrowDown')
    await expect.poll(() => headings(page)).toEqual(['Skills', 'About', 'Education', 'Skills and Abilities'])
    await undo(page)
    const moved = ['About', 'Skills', 'Education', 'Skills and Abilities']
    await expect.poll(() => headings(page)).toEqual(moved)
    await saved(page)
    await page.reload()
    await expect.poll(() => headings(page)).toEqual(moved)
    await expectSound(page, 'skills apart')
  })

  it('are moved by drag, and taken back', async () => {
    await page.locator('summary', { hasText: 'Order of sections' }).press('Enter')
    const middle = async (title: string) => {
      const handle = page.getByRole('button', { name: `Drag: ${title}`, exact: true })
      await handle.scrollIntoViewIfNeeded()
      const { x, y, width: wide, height } = (await handle.boundingBox())!
      return [x + wide / 2, y + height / 2] as const
    }
    const [x, from] = await middle('Skills')
    await page.mouse.move(x, from)
    await page.mouse.down()
    await page.mouse.move(x, from - 10, { steps: 5 })
    const [, to] = await middle('About')
    await page.mouse.move(x, to, { steps: 15 })
    await page.getByText('Skills would be 1 of 4.').waitFor({ state: 'attached' })
    await page.mouse.up()
    await expect.poll(() => headings(page)).toEqual(['Skills', 'About', 'Education', 'Skills and Abilities'])
    await undo(page)
    await expect.poll(() => headings(page)).toEqual(['About', 'Skills', 'Education', 'Skills and Abilities'])
    await saved(page)
  })

  it('stand there in the preview and behind a link', async () => {
    if (width < 1024) await page.getByRole('tab', { name: 'Preview' }).click()
    await expect.poll(() => preview(page).locator('h2').allInnerTexts()).toEqual(['About', 'Skills', 'Education', 'Skills and Abilities'])
    await preview(page).getByRole('heading', { name: 'Knitting' }).waitFor()
    if (width < 1024) await page.getByRole('tab', { name: 'Edit' }).click()
    const { body } = await call(app, 'POST', '/api/me/shares', { headers, body: {} })
    const reader = await openPage(browser, app.base, { width, scheme, javaScript: false })
    await reader.page.goto(`${app.base}/r/${body.slug}`)
    expect(await reader.page.locator('h2').allInnerTexts()).toEqual(['About', 'Skills', 'Education', 'Skills and Abilities'])
    expect(reader.complaints).toEqual([])
    await reader.close()
  })

  it('move as one where they are drawn as one', async () => {
    for (const _ of [1, 2]) await page.getByRole('button', { name: 'Move down: Skills', exact: true }).first().press('Enter')
    await expect.poll(() => headings(page)).toEqual(['About', 'Education', 'Skills and Abilities'])
    await page.getByRole('button', { name: 'Move up: Skills and Abilities', exact: true }).last().press('Enter')
    await expect.poll(() => headings(page)).toEqual(['About', 'Skills and Abilities', 'Education'])
    await saved(page)
    const { order } = (await call(app, 'GET', '/api/me/resume', { headers })).body
    expect(order.indexOf('Skills')).toBeLessThan(order.indexOf('Education'))
    expect(walk.complaints).toEqual([])
  })
})
