import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call, operator } from '../test/people.ts'
import { checkHistory } from './check-history.ts'
import { type History, openHistory } from './history.ts'
import { eventually, freePort, type Killable, postgresProcess, redisProcess, type ServerProcess, serverProcess } from './processes.ts'
import { work } from './workload.ts'
import { makeWorld, renewToken, SERVER_ENV, type World } from './world.ts'

/**
 * Kills the server, PostgreSQL and Redis at random instants under a mixed workload, and compares what clients were told with
 * what is there afterwards. `KILLS=200 STORE_KILLS=20 npm run test:crash`; the seedless instants are uniform over 20 to 600 ms.
 *
 * @see reliability, section 3: D1 to D4, D6, D8, D9
 */
const KILLS = Number(process.env.KILLS ?? 30)
const STORE_KILLS = Number(process.env.STORE_KILLS ?? 5)
const REDIS_KILLS = Number(process.env.REDIS_KILLS ?? STORE_KILLS)
const CLIENTS = Number(process.env.CLIENTS ?? 8)
const FIRST_KILL_MS = 20
const LAST_KILL_MS = 600
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Somebody's webhook endpoint: fails every third time, keeps the ids it took. */
async function receiver(): Promise<{ url: string; ids: Set<string>; close(): void }> {
  const ids = new Set<string>()
  let requests = 0
  const port = await freePort()
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const fails = ++requests % 3 === 0
      if (!fails) ids.add(String(request.headers['webhook-id']))
      response.writeHead(fails ? 500 : 200).end()
    })
  }).listen(port, '127.0.0.1')
  return { url: `http://127.0.0.1:${port}/hooks`, ids, close: () => server.close() }
}

/** Works, kills `victim` at a random instant, brings everything back, and says how long the server needed to be ready. */
async function round(world: World, history: History, name: string, server: ServerProcess, victim: Killable): Promise<number> {
  let isOver = false
  const working = work(world, history, name, CLIENTS, () => isOver)
  await pause(FIRST_KILL_MS + Math.random() * (LAST_KILL_MS - FIRST_KILL_MS))
  await victim.kill()
  if (victim === server) isOver = true
  const killedAt = Date.now()
  await victim.start()
  await eventually(async () => {
    if ((await fetch(`${server.base}/health/ready`)).status !== 200) throw new Error('not ready')
  }, 30_000)
  const backMs = Date.now() - killedAt
  if (victim !== server) await pause(200)
  isOver = true
  await working
  await renewToken(world)
  return backMs
}

/** D6: everything that was committed to be sent arrives, under its own id, and nothing else does. */
async function missingWebhooks(world: World, received: ReadonlySet<string>): Promise<string[]> {
  const committed = async (): Promise<{ id: string; state: string }[]> => {
    const all: { id: string; state: string }[] = []
    for (;;) {
      const path = `/api/v1/webhooks/deliveries?limit=100&offset=${all.length}`
      const { body } = await call(world.app, 'GET', path, { headers: world.platform.headers })
      all.push(...body.data.deliveries)
      if (body.data.deliveries.length === 0 || all.length >= body.data.total) return all
    }
  }
  // dead letters and long waits are sent again by hand, as an operator would
  const pending = async (): Promise<void> => {
    const waiting = (await committed()).filter(({ id }) => !received.has(id))
    for (const { id } of waiting) await call(world.app, 'POST', `/api/admin/deliveries/${id}/replay`, { headers: operator })
    if (waiting.length > 0) throw new Error(`${waiting.length} webhooks still on their way`)
  }
  await eventually(pending, 60_000).catch(() => {})
  const ids = (await committed()).map(({ id }) => id)
  return [
    ...ids.filter((id) => !received.has(id)).map((id) => `D6 ${id}: committed, never received`),
    ...[...received].filter((id) => !ids.includes(id)).map((id) => `D6 ${id}: received, never committed`),
  ]
}

const postgres = await postgresProcess()
if (!postgres) throw new Error('PostgreSQL is not installed here (Debian: apt-get install postgresql)')
const redis = await redisProcess()
const folder = await mkdtemp(join(tmpdir(), 'laurel-crash-'))
await postgres.start()
await redis.start()
const server = await serverProcess({ ...SERVER_ENV, DATABASE_URL: postgres.url, REDIS_URL: redis.url }, join(folder, 'data'))
await server.start()
const hooks = await receiver()
const history = openHistory(join(folder, 'history.jsonl'))
try {
  const world = await makeWorld(server.base, hooks.url)
  let slowestMs = 0
  for (const [title, victim, kills] of [
    ['server', server, KILLS],
    ['PostgreSQL', postgres, STORE_KILLS],
    ['Redis', redis, REDIS_KILLS],
  ] as const) {
    for (let kill = 1; kill <= kills; kill++) {
      slowestMs = Math.max(slowestMs, await round(world, history, `${title}-${kill}`, server, victim))
      if (kill % 10 === 0 || kill === kills) console.log(`${title}: ${kill} of ${kills} kills`)
    }
  }
  const { violations, acknowledged, unacknowledged } = await checkHistory(world, history)
  const webhooks = await missingWebhooks(world, hooks.ids)
  for (const line of [...violations, ...webhooks]) console.log(`VIOLATED ${line}`)
  console.log(`
${KILLS} kills of the server, ${STORE_KILLS} of PostgreSQL, ${REDIS_KILLS} of Redis; ${CLIENTS} clients, three rivals for every claim
acknowledged facts        ${acknowledged}, lost or wrong: ${violations.length}
refused or unanswered     ${unacknowledged}, half done: ${violations.filter((line) => line.startsWith('D2')).length}
webhooks received         ${hooks.ids.size}, missing or invented: ${webhooks.length}
ready again after a kill  ${slowestMs} ms at the longest (promise: 30,000)
Zero losses in ${KILLS} kills bound the loss rate below ${((3 / Math.max(1, KILLS)) * 100).toFixed(1)} % a kill, at 95 %.`)
  if (acknowledged === 0) throw new Error('nothing was acknowledged: the run says nothing')
  process.exitCode = violations.length + webhooks.length > 0 ? 1 : 0
} finally {
  history.close()
  hooks.close()
  await server.kill()
  await redis.kill()
  await postgres.remove()
  if (process.exitCode) console.log(`kept for reading: ${folder}`)
  else await rm(folder, { recursive: true, force: true })
}
process.exit()
