import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { sentReview, startSession, step1, step2, step3, storeReviewer } from '../test/platforms.ts'
import { checkHistory, type Verdict } from './check-history.ts'
import { type History, openHistory } from './history.ts'
import { emptiedRedis, flushedBeforeAnswered, frozenDatabase, frozenRedis, fullDisk, stoppedInFlight } from './outages.ts'
import { eventually, type Killable, postgresProcess, redisProcess, type ServerProcess, serverProcess } from './processes.ts'
import { barrierRaces } from './race.ts'
import { killSenders, type SenderRun, startReceiver, webhookViolations } from './sender.ts'
import { work } from './workload.ts'
import { makeWorld, renewToken, SERVER_ENV, type World } from './world.ts'

/**
 * Kills the server, PostgreSQL, Redis and a worker at random instants under a mixed workload, freezes and fills up what it stands on,
 * and compares what clients were told with what is there afterwards. `KILLS=200 STORE_KILLS=20 SENDER_KILLS=100 npm run test:crash`;
 * the seedless instants are uniform over 20 to 600 ms. 0 leaves a part out.
 *
 * @see reliability, section 3: D1 to D12
 */
const option = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)
const KILLS = option('KILLS', 30)
const STORE_KILLS = option('STORE_KILLS', 5)
const REDIS_KILLS = option('REDIS_KILLS', STORE_KILLS)
const EMBEDDED_KILLS = option('EMBEDDED_KILLS', 5)
const SENDER_KILLS = option('SENDER_KILLS', 10)
const RACES = option('RACES', 10)
const OUTAGE_SECONDS = option('OUTAGE_SECONDS', 15)
const CLIENTS = option('CLIENTS', 8)
const FIRST_KILL_MS = 20
const LAST_KILL_MS = 600
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

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

type Victims = readonly (readonly [title: string, victim: Killable, kills: number])[]

async function killAll(world: World, history: History, server: ServerProcess, victims: Victims): Promise<number> {
  let slowestMs = 0
  for (const [title, victim, kills] of victims) {
    for (let kill = 1; kill <= kills; kill++) {
      slowestMs = Math.max(slowestMs, await round(world, history, `${title}-${kill}`, server, victim))
      if (kill % 10 === 0 || kill === kills) console.log(`${title}: ${kill} of ${kills} kills`)
    }
  }
  return slowestMs
}

/** The steps of a verification with something done between each two. @returns the status of the last */
async function walk({ app, platform }: World, between: () => void): Promise<number> {
  const session = await startSession(app, platform)
  const steps = [
    () => step1(app, platform, session, ['skill_javascript']),
    () => step2(app, platform, session, 'human'),
    () => step3(app, platform, session),
    () => storeReviewer(app, platform, session),
  ]
  let status = 0
  for (const step of steps) {
    between()
    status = (await step()).status
    if (status !== 200) return status
  }
  await sentReview(app, platform)
  return status
}

/** D9: the embedded engine, killed again and again on one folder; no lock is taken away by hand. */
async function embedded(folder: string): Promise<{ verdict: Verdict; slowestMs: number } | undefined> {
  if (EMBEDDED_KILLS === 0) return undefined
  const server = await serverProcess(SERVER_ENV, join(folder, 'embedded'))
  const history = openHistory(join(folder, 'embedded.jsonl'))
  try {
    await server.start()
    const world = await makeWorld(server.base, 'http://127.0.0.1:9/hooks')
    const slowestMs = await killAll(world, history, server, [['embedded server', server, EMBEDDED_KILLS]])
    return { verdict: await checkHistory(world, history), slowestMs }
  } finally {
    history.close()
    await server.kill()
  }
}

const bound = (kills: number): string => `${((3 / Math.max(1, kills)) * 100).toFixed(1)} %`

const postgres = await postgresProcess()
if (!postgres) throw new Error('PostgreSQL is not installed here (Debian: apt-get install postgresql)')
const redis = await redisProcess()
const folder = await mkdtemp(join(tmpdir(), 'laurel-crash-'))
await postgres.start()
await redis.start()
const server = await serverProcess({ ...SERVER_ENV, DATABASE_URL: postgres.url, REDIS_URL: redis.url }, join(folder, 'data'))
await server.start()
const hooks = await startReceiver()
const history = openHistory(join(folder, 'history.jsonl'))

async function senders(): Promise<SenderRun | undefined> {
  if (SENDER_KILLS === 0 || !postgres) return undefined
  const admin = new pg.Client({ connectionString: postgres.url })
  await admin.connect()
  await admin.query('create database senders')
  await admin.end()
  return killSenders(postgres.url.replace(/\/postgres$/, '/senders'), folder, SENDER_KILLS)
}

try {
  const world = await makeWorld(server.base, hooks.url)
  const flusher: Killable = { kill: async () => redis.empty(), start: async () => {} }
  const slowestMs = await killAll(world, history, server, [
    ['server', server, KILLS],
    ['PostgreSQL', postgres, STORE_KILLS],
    ['Redis', redis, REDIS_KILLS],
    ['emptied Redis', flusher, REDIS_KILLS],
  ])
  const { violations, acknowledged, unacknowledged } = await checkHistory(world, history)
  const webhooks = await webhookViolations(world, hooks)
  const others: string[] = []
  const skipped: string[] = []
  const note = (what: string, found: string[] | undefined): void => {
    if (found) others.push(...found)
    else skipped.push(what)
  }
  note('races', RACES > 0 ? await barrierRaces(world, RACES) : undefined)
  note('FLUSHALL between the steps', await emptiedRedis((between) => walk(world, between), redis.empty))
  note('strace', await flushedBeforeAnswered(world, postgres.pid))
  note('SIGTERM in flight', await stoppedInFlight(world, server))
  if (OUTAGE_SECONDS > 0) {
    note('Redis frozen', await frozenRedis(world, server.base, redis))
    note('PostgreSQL frozen', await frozenDatabase(world, server.base, postgres, OUTAGE_SECONDS))
    note('a full disk (needs the right to mount)', await fullDisk())
  }
  await server.kill()
  const onEmbedded = await embedded(folder)
  const sent = await senders()
  const all = [...violations, ...webhooks, ...others, ...(onEmbedded?.verdict.violations ?? []), ...(sent?.violations ?? [])]
  for (const line of all) console.log(`VIOLATED ${line}`)
  console.log(`
${KILLS} kills of the server, ${STORE_KILLS} of PostgreSQL, ${REDIS_KILLS} of Redis, which was emptied ${REDIS_KILLS} times; ${CLIENTS} clients, three rivals for every claim
acknowledged facts        ${acknowledged}, lost or wrong: ${violations.length}
refused or unanswered     ${unacknowledged}, half done: ${violations.filter((line) => line.startsWith('D2')).length}
webhooks received         ${hooks.bodies.size}, missing or invented: ${webhooks.length}
ready again after a kill  ${Math.max(slowestMs, onEmbedded?.slowestMs ?? 0)} ms at the longest (promise: 30,000)
${EMBEDDED_KILLS} kills of an embedded server: ${onEmbedded?.verdict.acknowledged ?? 0} acknowledged, lost or wrong: ${onEmbedded?.verdict.violations.length ?? 0}
${SENDER_KILLS} kills of a sender: ${sent?.webhooks ?? 0} webhooks and ${sent?.mails ?? 0} mails (at most ${sent?.copies ?? 0} copies), missing, invented or too many: ${sent?.violations.length ?? 0}
${RACES} races of 64 for one link; races, outages and stops gone wrong: ${others.length}${skipped.length > 0 ? `; left out: ${skipped.join(', ')}` : ''}
Zero losses bound the loss rate at 95 %: below ${bound(KILLS)} a kill of the server, ${bound(STORE_KILLS)} of a store, ${bound(SENDER_KILLS)} of a sender, ${bound(EMBEDDED_KILLS)} of an embedded server.`)
  if (KILLS > 0 && acknowledged === 0) throw new Error('nothing was acknowledged: the run says nothing')
  if (sent && (sent.webhooks === 0 || sent.mails === 0)) throw new Error('nothing was sent: the run says nothing')
  process.exitCode = all.length > 0 ? 1 : 0
} catch (error) {
  console.error(error)
  process.exitCode = 1
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
