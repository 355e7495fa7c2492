import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** Chromium as `npm test` found it. */
export const CHROMIUM = process.env.CHROMIUM ?? 'chromium'

const executable = CHROMIUM.startsWith('/') ? CHROMIUM : `/usr/bin/${CHROMIUM}`

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
  })

export interface Walk {
  page: Page
  context: BrowserContext
  /** what the page complained about, and what it asked of others */
  complaints: string[]
  close(): Promise<void>
}

/** A page that writes down every error, every blocked resource and every request that leaves our origin. */
export async function openPage(
  browser: Browser,
  base: string,
  settings: { width: number; scheme: 'light' | 'dark'; javaScript?: boolean },
): Promise<Walk> {
  const context = await browser.newContext({
    viewport: { width: settings.width, height: settings.width < 600 ? 640 : 860 },
    colorScheme: settings.scheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: settings.javaScript ?? true,
    locale: 'en-US',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) complaints.push(`left our origin: ${request.url()}`)
  })
  return { page, context, complaints, close: () => context.close() }
}

/** Nothing axe finds, nothing wider than the screen. */
export async function expectSound(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
  const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0)
}
