/**
 * `npm run screens`: the demo in a server of its own, and a picture of every page in `docs/screens`: 1280 px light and 320 px dark,
 * the first screen of each. To be looked at, not compared.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { loadDemo } from '../demo/data/load.ts'
import { serverProcess } from '../harness/processes.ts'
import { SERVER_ENV } from '../harness/world.ts'
import type { TestApp } from '../test/app.ts'
import { badge, makePartner, operator, push, signIn } from '../test/people.ts'
import { makePlatform, sentReview, startSession } from '../test/platforms.ts'

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url))
const VIEWS = [
  { name: '1280-light', width: 1280, height: 860, scheme: 'light' },
  { name: '320-dark', width: 320, height: 640, scheme: 'dark' },
] as const
const SETTLED_MS = 700

const dataDir = await mkdtemp(join(tmpdir(), 'laurel-screens-'))
const server = await serverProcess(SERVER_ENV, dataDir)
await server.start()
const { base } = server
const app = { base } as TestApp
const { people, partners, links } = await loadDemo({ base, adminToken: SERVER_ENV.LAUREL_ADMIN_TOKEN, dataDir })
const [ada] = people
const findable = await Promise.all(partners.map(({ slug }) => fetch(`${base}/findmyresume/${slug}`)))
const college = partners.find((_, i) => findable[i]?.ok)
if (!ada || !college) throw new Error('the demo is empty')
const waiting = await push(app, await makePartner(app), { credentials: [badge(), badge({ name: 'Diploma of Arts' })] })
const platform = await makePlatform(app)
const review = await sentReview(app, platform)
const session = await startSession(app, platform)

const pages: Readonly<Record<string, string>> = {
  home: '/',
  claim: `/createmyresume/${waiting.body.identifier_token}`,
  'find-my-resume': `/findmyresume/${college.slug}`,
  resume: '/resume',
  shares: '/shares',
  import: '/import',
  inbox: '/inbox',
  wallet: '/wallet',
  settings: '/settings',
  vault: '/vault',
  developers: '/developers',
  verify: `/verify#session=${session.sessionToken}`,
  review: `/review?recordVerificationId=${review.recordVerificationId}&reviewerToken=${review.reviewerToken}`,
  partner: '/partner',
  ...Object.fromEntries(
    ['', '/partners', '/platforms', '/issuers', '/credentials', '/mail', '/deliveries', '/usage', '/audit'].map((path) => [
      `operator${path.replace('/', '-')}`,
      `/operator${path}`,
    ]),
  ),
}
const shared = links.map(([, address]) => address).find((address) => address.includes('/r/'))

async function signInOperator(page: Page): Promise<void> {
  const made = await fetch(`${base}/api/admin/sign-in-links`, { method: 'POST', headers: operator })
  const { link } = (await made.json()) as { link?: string }
  if (link) await page.goto(link)
  await page.waitForTimeout(SETTLED_MS)
  const enter = page.getByRole('button').filter({ hasText: /sign in/i })
  if (await enter.count()) await enter.first().click()
  await page.waitForTimeout(SETTLED_MS)
}

async function take(page: Page, title: string, path: string, view: string): Promise<void> {
  await page.goto(base + path, { waitUntil: 'load' })
  await page.waitForTimeout(SETTLED_MS)
  await page.screenshot({ path: join(folder, `${title}-${view}.png`) })
}

await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const { cookie = '' } = await signIn(app, ada.email)
  const [cookieName = '', value = ''] = cookie.split('=')
  for (const { name, width, height, scheme } of VIEWS) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce', locale: 'en-US' })
    const page = await context.newPage()
    await take(page, 'sign-in', '/sign-in', name)
    await context.addCookies([{ name: cookieName, value, url: base }])
    await signInOperator(page)
    for (const [title, path] of [...Object.entries(pages), ...(shared ? [['public', shared.replace(base, '')] as const] : [])]) {
      await take(page, title, path, name)
    }
    await context.close()
  }
  console.log(`${(Object.keys(pages).length + 1 + (shared ? 1 : 0)) * VIEWS.length} pictures in docs/screens`)
} finally {
  await browser.close()
  await server.kill()
  await rm(dataDir, { recursive: true, force: true })
}
process.exit(0)
