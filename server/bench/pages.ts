/**
 * `npm run bench:pages`: Lighthouse (mobile, simulated slow 4G) on the pages that must be quick and reachable for everybody, and what the
 * public page weighs. Ends with 1 when a score is under 95 or the public page over 60 kB before images.
 *
 * @see resume spec, "Quality bars"
 */
import { writeFile } from 'node:fs/promises'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { freePort } from '../src/platform/net/free-port.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import { CHROMIUM } from '../test/browser/browser.ts'
import { startIssuer } from '../test/issuer-site.ts'
import { badge, call, type HeaderLines, makePartner, push, signIn } from '../test/people.ts'

const LEAST_SCORE = 95
const MOST_BYTES = 60_000
const CATEGORIES = ['performance', 'accessibility'] as const

interface Measured {
  performance: number
  accessibility: number
  bytes: number
}

async function measure(url: string, port: number, extraHeaders: HeaderLines = {}): Promise<Measured> {
  const result = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: [...CATEGORIES], extraHeaders })
  if (!result) throw new Error(`${url}: Lighthouse said nothing`)
  if (process.env.BENCH_REPORT) await writeFile(process.env.BENCH_REPORT, JSON.stringify(result.lhr))
  const score = (name: string): number => Math.round((result.lhr.categories[name]?.score ?? 0) * 100)
  const bytes = result.lhr.audits['total-byte-weight']?.numericValue ?? Number.NaN
  return { performance: score('performance'), accessibility: score('accessibility'), bytes }
}

/** A person with nine claims, seven of them signed. */
async function furnish(app: TestApp): Promise<{ claim: string; resume: HeaderLines; shared: string }> {
  const issuer = await startIssuer()
  const partner = await makePartner(app, { claimEmailCheck: false })
  const person = await signIn(app, 'bench@example.org')
  await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: 'Bench', familyName: 'Reyes' } })
  const signed = await Promise.all(Array.from({ length: 7 }, (_, i) => issuer.issue({}, { name: `Course ${i + 1}` })))
  const waiting = (await push(app, partner, { recipient: {}, credentials: [badge()] })).body.identifier_token
  const { body } = await push(app, partner, {
    recipient: {},
    credentials: [...signed, badge({}, { name: 'Club' }), badge({}, { name: 'Choir' })],
  })
  await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
  const { slug } = (await call(app, 'POST', '/api/me/shares', { headers: person, body: {} })).body
  issuer.stop()
  return { claim: `/createmyresume/${waiting}`, resume: person, shared: `/r/${slug}` }
}

const app = await startTestApp({ env: { FETCH_ALLOW_PRIVATE: '1' } })
const port = await freePort('127.0.0.1')
const browser = await chromium.launch({
  executablePath: CHROMIUM.startsWith('/') ? CHROMIUM : `/usr/bin/${CHROMIUM}`,
  args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
})
const { claim, resume, shared } = await furnish(app)
let isFine = true
for (const [title, path, headers] of [
  ['public page', shared, {}],
  ['claim', claim, {}],
  ['builder', '/resume', resume],
] as const) {
  const { performance, accessibility, bytes } = await measure(app.base + path, port, headers)
  const isLight = title !== 'public page' || bytes <= MOST_BYTES
  isFine &&= performance >= LEAST_SCORE && accessibility >= LEAST_SCORE && isLight
  console.log(`${title.padEnd(12)} performance ${performance}  accessibility ${accessibility}  ${Math.round(bytes / 1_000)} kB transferred`)
}
await browser.close()
await app.stop()
process.exit(isFine ? 0 : 1)
