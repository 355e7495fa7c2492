import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { startProbe } from '../bench/load/probe.ts'
import { createContract, type OpenApi } from '../test/api-contract.ts'
import type { TestApp } from '../test/app.ts'
import type { Sent } from '../test/good-path/send.ts'
import { makeCast, walkWholePath } from '../test/good-path/whole-path.ts'
import { badge, call, makePartner, push, signIn } from '../test/people.ts'
import { makePlatform, sentReview, skillCall } from '../test/platforms.ts'
import { type HostileRequest, hostileRequests } from './hostile-requests.ts'
import { serverProcess } from './processes.ts'
import { SERVER_ENV } from './world.ts'

/**
 * Sends hostile requests made from good ones: the whole good path is walked and recorded, then its requests are changed in places, or
 * made anew from the description. `REQUESTS=20000 SEED=1 npm run test:fuzz`; with DATABASE_URL (an empty database) and REDIS_URL those
 * are under it. It begins and ends with the whole good path, and each batch ends with an upload, a claim and an endorsement: a server
 * that refuses everything fails too. Every answer is held to the API's own description.
 *
 * @see reliability, section 5: generated hostile bodies
 */
const REQUESTS = Number(process.env.REQUESTS ?? 5_000)
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const BATCH = 500
const KEPT_BATCH = 100
const AT_ONCE = 8
const MAX_DELAY_MS = 250
const MAX_SHOWN = 30
const keptSeeds = fileURLToPath(new URL('./fuzz-seeds.json', import.meta.url))

const folder = await mkdtemp(join(tmpdir(), 'laurel-fuzz-'))
const { DATABASE_URL, REDIS_URL } = process.env
const server = await serverProcess(
  { ...SERVER_ENV, LOG_LEVEL: 'error', ...(DATABASE_URL && { DATABASE_URL }), ...(REDIS_URL && { REDIS_URL }) },
  folder,
  120_000,
)
await server.start()
const pid = server.pid
// the helpers of the tests look at nothing but the address
const app = { base: server.base } as TestApp
const api = (await (await fetch(`${server.base}/api/openapi.json`)).json()) as OpenApi
const judge = createContract(api)

const counts = new Map<number, number>()
const reached = { good: new Set<string>(), refused: new Set<string>() }
const failures = new Map<string, HostileRequest | Sent>()
let failed = 0

function note(method: string, path: string, request: HostileRequest | Sent, answer: { status: number; type: string; text: string }): void {
  const { operation, broken } = judge(method, path, answer)
  if (operation && answer.status < 400) reached.good.add(operation.operationId)
  if (operation && answer.status >= 400 && answer.status < 500) reached.refused.add(operation.operationId)
  const found = answer.status >= 500 && answer.status !== 503 && !broken.length ? ownFailures(answer) : broken
  for (const one of found) {
    failed++
    const name = `${operation?.operationId ?? method}: ${one}`
    if (!failures.has(name)) failures.set(name, request)
  }
}

/** A documented 500 (no questions could be made) is an answer; a bug is not. */
const ownFailures = ({ status, text }: { status: number; text: string }): string[] =>
  /GENERATION_FAILED|"didResolutionMetadata"/.test(text) ? [] : [`${status} ${text.slice(0, 200)}`]

async function send(request: HostileRequest): Promise<void> {
  const { method, path, headers, body } = request
  const answer = await fetch(server.base + path, {
    method,
    redirect: 'manual',
    headers,
    ...(body !== undefined && method !== 'HEAD' && method !== 'GET' && { body }),
  })
  const text = await answer.text()
  counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
  note(method, path, request, { status: answer.status, type: answer.headers.get('content-type') ?? '', text })
}

async function walk(name: string): Promise<Sent[]> {
  const recorded: Sent[] = []
  await walkWholePath(app, await makeCast(app, name), {
    after: (sent, answer) => {
      recorded.push(sent)
      note(sent.method, sent.path, sent, { status: answer.status, type: answer.headers.get('content-type') ?? '', text: answer.text })
    },
  })
  return recorded
}

const [keeper, board] = [await makePartner(app, { name: 'Keeper' }), await makePlatform(app)]
let turns = 0

/** One ordinary push, claim and endorsement. */
async function goodPath(): Promise<void> {
  const person = await signIn(app, `keeper${turns++}@people.example`)
  const pushed = await push(app, keeper, { credentials: [badge()] })
  const claimed = await call(app, 'POST', `/api/claims/${pushed.body?.identifier_token}`, { headers: person, body: {} })
  const { recordVerificationId } = await sentReview(app, board, { skills: ['skill_javascript'] })
  const endorsed = await skillCall(app, board, 'POST', '/humanverification/simulate', { recordVerificationId, decision: 'endorse' })
  if (pushed.status !== 200 || claimed.status !== 200 || claimed.body.added !== 1 || endorsed.status !== 200)
    throw new Error(`the good path is broken: upload ${pushed.status}, claim ${claimed.text}, endorsement ${endorsed.text}`)
}

async function batch(seed: number, size: number, recorded: readonly Sent[]): Promise<void> {
  const queue = fc.sample(hostileRequests(api, recorded), { seed, numRuns: size })
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const request = next
        await send(request).catch((error) => {
          failed++
          failures.set(String(error.cause ?? error), request)
        })
      }
    }),
  )
  await goodPath()
}

const kept = JSON.parse(await readFile(keptSeeds, 'utf8')) as number[]
console.log(`${REQUESTS} hostile requests, seed ${SEED}; before them ${KEPT_BATCH} of each of ${kept.length} kept seeds`)
const probe = startProbe(server.base)
const recorded = await walk('first')
for (const seed of kept) await batch(seed, KEPT_BATCH, recorded)
const failing: number[] = []
let sent = 0
for (let turn = 0; sent < REQUESTS; turn++) {
  const before = failed
  const size = Math.min(BATCH, REQUESTS - sent)
  await batch(SEED + turn, size, recorded)
  sent += size
  if (failed > before) failing.push(SEED + turn)
}
await walk('last')
const delays = await probe.take()
await probe.stop()
const stillAlive = server.pid === pid && (await fetch(`${server.base}/health/live`)).status === 200

for (const [name, request] of [...failures].slice(0, MAX_SHOWN)) {
  const { method, path, headers, body } = request
  const shown = typeof body === 'string' ? body : JSON.stringify(body)
  console.log(`\nFAILED ${name}\n  ${method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 200)}\n  ${shown?.slice(0, 500)}`)
}
const operations = Object.values(api.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))
const missed = (set: ReadonlySet<string>): string => operations.filter((id) => !set.has(id)).join(', ')
const told = (set: ReadonlySet<string>): string =>
  `${set.size} of ${operations.length}${set.size < operations.length ? ` (not: ${missed(set)})` : ''}`
console.log(
  `\nanswers: ${[...counts]
    .sort(([a], [b]) => a - b)
    .map(([status, n]) => `${status} x ${n}`)
    .join(', ')}`,
)
console.log(`operations answered with success: ${told(reached.good)}`)
console.log(`operations that refused something: ${told(reached.refused)}`)
console.log(
  `5xx other than 503, dropped, or against the description: ${failed} (${failures.size} kinds) of ${sent}; again with SEED=${SEED}`,
)
console.log(`the process: ${stillAlive ? 'the same one, alive' : 'GONE'}`)
console.log(
  `event-loop delay by an outside probe: p99 ${delays.p99.toFixed(0)} ms, longest ${delays.longest.toFixed(0)} ms (promise: ${MAX_DELAY_MS})`,
)
if (failing.length > 0 && process.env.KEEP_SEEDS !== '0')
  await writeFile(keptSeeds, `${JSON.stringify([...new Set([...kept, ...failing])], null, 2)}\n`)
await server.kill()
await rm(folder, { recursive: true, force: true })
const isWhole = reached.good.size === operations.length
process.exit(failed > 0 || !stillAlive || !isWhole ? 1 : 0)
