import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { badge, call, type HeaderLines, operator, push } from '../test/people.ts'
import { initBody, startSession } from '../test/platforms.ts'
import { type HostileRequest, hostileRequests, type OpenApi } from './hostile-requests.ts'
import { serverProcess } from './processes.ts'
import { makeWorld, SERVER_ENV } from './world.ts'

/**
 * Sends generated hostile requests to every documented endpoint. `REQUESTS=20000 SEED=1 npm run test:fuzz`; with DATABASE_URL
 * (an empty database) PostgreSQL is under it. Every batch ends with the good path: a server that refuses everything fails too.
 *
 * @see reliability, section 5: generated hostile bodies
 */
const REQUESTS = Number(process.env.REQUESTS ?? 5_000)
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const BATCH = 500
const AT_ONCE = 8
const MAX_DELAY_MS = 250

const folder = await mkdtemp(join(tmpdir(), 'laurel-fuzz-'))
const server = await serverProcess(
  { ...SERVER_ENV, LOG_LEVEL: 'error', ...(process.env.DATABASE_URL && { DATABASE_URL: process.env.DATABASE_URL }) },
  folder,
)
await server.start()
const world = await makeWorld(server.base, 'http://127.0.0.1:9/hooks')
const callers: Record<string, HeaderLines> = {
  nobody: {},
  partner: world.partner.headers,
  person: world.people[0] ?? {},
  platform: world.platform.headers,
  operator,
}
const sample = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../samples/${name}.json`, import.meta.url), 'utf8'))
const uploads = [await sample('courses'), await sample('skills'), { recipient: { id: '1' }, credentials: [badge(), badge()] }, badge()]
const session = await startSession(world.app, world.platform)
const good = {
  '/api/v1/credentials': uploads,
  '/api/v1/clr': uploads,
  '/ims/ob/v3p0/credentials': [badge()],
  '/api/v1/verify': [initBody()],
  '/api/v1/step1/storeskills/store': [{ ...session, skills: [{ skillId: 'skill_react', proofUrls: ['https://example.org'] }] }],
  '/api/v1/step3/store-verification-items/store': [{ ...session, projectIds: ['proj_001'] }],
  '/credentials/verify': [{ verifiableCredential: badge() }],
  '/credentials/issue': [{ credential: badge() }],
}

const api = (await (await fetch(`${server.base}/api/openapi.json`)).json()) as OpenApi
// what would lock the harness out of its own world is left alone
for (const path of ['/api/sign-out', '/api/me', '/api/admin/partners/{id}', '/api/admin/partners/{id}/rotate-key']) {
  for (const method of ['post', 'delete', 'patch']) delete api.paths[path]?.[method]
}

const counts = new Map<number, number>()
const failures: { request: HostileRequest; found: string }[] = []

async function send(request: HostileRequest): Promise<void> {
  const { method, path, caller, contentType, body } = request
  const answer = await fetch(server.base + path, {
    method,
    redirect: 'manual',
    headers: { ...(contentType && body !== undefined && { 'content-type': contentType }), ...callers[caller] },
    ...(body !== undefined && method !== 'HEAD' && method !== 'GET' && { body }),
  })
  const text = await answer.text()
  counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
  const fail = (found: string): void => void failures.push({ request, found })
  if (answer.status >= 500 && answer.status !== 503) fail(`${answer.status} ${text.slice(0, 300)}`)
  const isJson = /json/.test(answer.headers.get('content-type') ?? '')
  if (answer.status >= 400 && method !== 'HEAD' && path.startsWith('/api/') && !isJson)
    fail(`${answer.status}, and no JSON: ${text.slice(0, 100)}`)
  if (answer.status >= 400 && isJson && method !== 'HEAD') JSON.parse(text)
}

async function goodPath(): Promise<void> {
  const { status } = await push(world.app, world.partner, { credentials: [badge()] })
  const page = await call(world.app, 'GET', '/api/me/resume', { headers: world.people[1] ?? {} })
  if (status !== 200 || page.status !== 200) throw new Error(`the good path is broken: upload ${status}, resume ${page.status}`)
}

const longestDelayMs = async (): Promise<number> => {
  const metrics = await (await fetch(`${server.base}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_max_seconds ([\d.e-]+)/m.exec(metrics)?.[1] ?? 0) * 1_000
}

console.log(`${REQUESTS} hostile requests, seed ${SEED}`)
await goodPath()
await longestDelayMs()
let slowestMs = 0
let sent = 0
for (let batch = 0; sent < REQUESTS; batch++) {
  const size = Math.min(BATCH, REQUESTS - sent)
  const requests = fc.sample(hostileRequests(api, Object.keys(callers), good), { seed: SEED + batch, numRuns: size })
  const queue = [...requests]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const request = next
        await send(request).catch((error) => failures.push({ request, found: String(error.cause ?? error) }))
      }
    }),
  )
  sent += size
  await goodPath()
  slowestMs = Math.max(slowestMs, await longestDelayMs())
}
for (const { request, found } of failures.slice(0, 20)) {
  const { method, path, caller, contentType, body } = request
  console.log(`\nFAILED ${found}\n  ${method} ${path} as ${caller}, ${contentType}\n  ${body?.slice(0, 500)}`)
}
console.log(
  `\nanswers: ${[...counts]
    .sort(([a], [b]) => a - b)
    .map(([status, n]) => `${status} x ${n}`)
    .join(', ')}`,
)
console.log(`5xx other than 503, dropped or unreadable: ${failures.length} of ${sent}; again with SEED=${SEED}`)
console.log(`event-loop delay, longest: ${slowestMs.toFixed(0)} ms (promise: ${MAX_DELAY_MS})`)
await server.kill()
await rm(folder, { recursive: true, force: true })
process.exit(failures.length > 0 ? 1 : 0)
