import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bakePng, generateKey, issueCredential, issueJwt, type JsonObject, type KeyAlgorithm, verifyCredential } from '@laurel/credentials'
import { nodeLoaders } from '@laurel/credentials/node'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'

/** The library as browsers get it, in a real one, under the strict policy of our pages; Node's answers are the ones to match. */
const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const standards = process.env.LAUREL_STANDARDS_DIR ?? at('../shared/standards')
const hasStandards = existsSync(join(standards, 'examples'))
const loaders = nodeLoaders(hasStandards ? { contextsDir: join(standards, 'contexts') } : {})
const NOW = '2026-01-01T00:00:00.000Z'
const EXAMPLES = [
  '1edtech-ob30/simple.json',
  '1edtech-ob30/simple_v1.json',
  '1edtech-ob30/simple-did-key-method.json',
  '1edtech-ob30/simple-err-expired.json',
  '1edtech-ob30/simple-err-proof-value.json',
  '1edtech-ob30/simple-json.png',
  '1edtech-ob30/simple-jwt.svg',
  '1edtech-ob30/simple-multiple-proofs.json',
  '1edtech-clr20/simple.json',
  '1edtech-clr20/simple.jwt',
  'dcc/eddsa__v2__safeModeBreaker.json',
  'dcc/v2__v2NoStatus.json',
  'ob3-spec/fullOpenBadge-unsigned.json',
]

const TYPES: Record<string, string> = { '.js': 'text/javascript' }
let server: Server
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  const dist = at('credentials/dist')
  expect(existsSync(join(dist, 'browser.js')), 'the library is built (npm run build)').toBe(true)
  const made: Record<string, string> = {
    '/': '<!doctype html><title>x</title><script type="module" src="/page.js"></script>',
    '/page.js': PAGE,
  }
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    const file = join(dist, pathname)
    const content = made[pathname] ?? (existsSync(file) ? readFileSync(file) : undefined)
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'text/html')
    response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'; connect-src 'self'")
    response.writeHead(content === undefined ? 404 : 200).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await openBrowser()
  page = await browser.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.exposeFunction('contextFromNode', (url: string) => loaders.context(url))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'check' in globalThis)
})
afterAll(async () => {
  await browser?.close()
  await new Promise((resolve) => server.close(resolve))
})

type Answer = Pick<Awaited<ReturnType<typeof verifyCredential>>, 'verdict' | 'nestedVerdict' | 'checks'>
const slim = ({ verdict, nestedVerdict, checks }: Answer): Answer => ({ verdict, nestedVerdict, checks })

const inNode = async (bytes: Uint8Array): Promise<Answer> => slim(await verifyCredential(bytes, loaders, { now: new Date(NOW) }))

const inBrowser = (bytes: Uint8Array): Promise<Answer> =>
  page.evaluate(([numbers, now]) => (globalThis as unknown as { check: Check }).check(numbers, now), [[...bytes], NOW] as const)
type Check = (bytes: readonly number[], now: string) => Promise<Answer>

/** What a page of ours does with the library; contexts come from Node, nothing else is to be had. */
const PAGE = `
  import { verifyCredential } from '/browser.js'
  const outside = {
    context: window.contextFromNode,
    fetch: async () => { throw new Error('offline: not fetched') },
  }
  window.check = async (bytes, now) => {
    const { verdict, nestedVerdict, checks } = await verifyCredential(Uint8Array.from(bytes), outside, { now: new Date(now) })
    return { verdict, nestedVerdict, checks }
  }`

const WITHOUT_ED25519 = `
  const { importKey } = SubtleCrypto.prototype
  SubtleCrypto.prototype.importKey = function (...given) {
    if (JSON.stringify(given).includes('Ed25519')) throw new DOMException('unknown algorithm', 'NotSupportedError')
    return importKey.apply(this, given)
  }`

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const badge = (more: object = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'urn:uuid:1b4d2f30-6f0c-4f40-9f4f-333333333333',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  validFrom: '2024-05-01T10:00:00Z',
  credentialSubject: { type: ['AchievementSubject'], achievement: achievement('Welding, level 2') },
  ...more,
})
const achievement = (name: string): JsonObject => ({
  id: 'urn:x:a',
  type: ['Achievement'],
  name,
  description: 'Joins plate.',
  criteria: { narrative: 'Joints.' },
})

describe('the library in Chromium', () => {
  it.each<[string, KeyAlgorithm]>([
    ['eddsa-rdfc-2022', 'Ed25519'],
    ['eddsa-jcs-2022', 'Ed25519'],
    ['Ed25519Signature2020', 'Ed25519'],
    ['ecdsa-rdfc-2019', 'P-256'],
    ['ecdsa-rdfc-2019', 'P-384'],
    ['ecdsa-jcs-2019', 'P-256'],
  ])('verifies %s made with %s, and refuses it once a word is changed', async (cryptosuite, algorithm) => {
    const signed = await issueCredential(badge(), { key: generateKey(algorithm), cryptosuite: cryptosuite as never })
    expect((await inBrowser(bytesOf(signed))).verdict).toBe('verified-issuer-unknown')
    const forged = { ...signed, credentialSubject: { type: ['AchievementSubject'], achievement: achievement('Welding, level 9') } }
    expect((await inBrowser(bytesOf(forged))).verdict).toBe('invalid')
  })

  it.each(['Ed25519', 'P-256', 'P-384'] as const)('verifies a JWT made with %s, and refuses another signature', async (algorithm) => {
    const jwt = issueJwt(badge(), { key: generateKey(algorithm) })
    expect((await inBrowser(bytesOf(jwt))).verdict).toBe('verified-issuer-unknown')
    const other = issueJwt(badge(), { key: generateKey(algorithm) }).split('.')[2]
    expect((await inBrowser(bytesOf([...jwt.split('.').slice(0, 2), other].join('.')))).verdict).toBe('invalid')
  })

  it('needs no Ed25519 of the browser', async () => {
    const signed = await issueCredential(badge(), { key: generateKey() })
    await page.evaluate(WITHOUT_ED25519)
    expect(await inBrowser(bytesOf(signed))).toEqual(await inNode(bytesOf(signed)))
    expect((await inBrowser(bytesOf(signed))).verdict).toBe('verified-issuer-unknown')
  })

  it('reads what was baked into a picture', async () => {
    const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const baked = bakePng(pixel, JSON.stringify(await issueCredential(badge(), { key: generateKey() })))
    expect((await inBrowser(baked)).verdict).toBe('verified-issuer-unknown')
  })

  it.skipIf(!hasStandards).each(EXAMPLES)('says of %s what it says in Node, check by check', async (path) => {
    const bytes = readFileSync(join(standards, 'examples', path))
    const node = await inNode(bytes)
    expect(without(await inBrowser(bytes))).toEqual(without(node))
  })

  it('breaks nothing on the page', () => expect(complaints).toEqual([]))
})

/** How each was not reached is worded by whoever did not reach it. */
const without = ({ checks, ...rest }: Answer) => ({
  ...rest,
  checks: checks.map((check) => ({ ...check, because: check.because.replace(/ \((?:offline|unreachable)[^)]*\)/, '') })),
})
