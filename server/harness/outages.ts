import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, statfs, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { badge, call, push } from '../test/people.ts'
import { eventually, type Freezable, family, postgresProcess, type ServerProcess, serverProcess } from './processes.ts'
import { makeWorld, renewToken, SERVER_ENV, type World } from './world.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const ANSWERED_WITHIN_MS = 15_000
const AT_ONCE = 40

interface Timed {
  status: number
  retryAfter: number
  tookMs: number
  id: string
}

async function timedPush({ app, partner }: World): Promise<Timed> {
  const credential = badge({ id: `urn:outage:${Math.random()}` })
  const began = performance.now()
  const answer = await push(app, partner, { credentials: [credential] }).catch(() => undefined)
  return {
    status: answer?.status ?? 0,
    retryAfter: Number(answer?.headers.get('retry-after')),
    tookMs: performance.now() - began,
    id: String(credential.id),
  }
}

const many = (world: World): Promise<Timed[]> => Promise.all(Array.from({ length: AT_ONCE }, () => timedPush(world)))

async function isThere({ app, partner }: World, id: string): Promise<boolean> {
  return (await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(id)}`, { headers: partner.headers })).status === 200
}

const readiness = async (base: string): Promise<{ status: number; body: { status: string; cache: string } }> => {
  const answer = await fetch(`${base}/health/ready`)
  return { status: answer.status, body: (await answer.json()) as { status: string; cache: string } }
}

const worksAgain = (world: World): Promise<void> =>
  eventually(async () => {
    const { status } = await timedPush(world)
    if (status !== 200) throw new Error(`still ${status}`)
  }, 30_000)

/** Every answer is a refusal with a time to come back, none is slow, and nothing acknowledged is missing afterwards. */
function refusedInTime(answers: readonly Timed[], limitMs: number, what: string): string[] {
  return answers
    .filter(({ status, retryAfter, tookMs }) => !((status === 200 || (status === 503 && retryAfter > 0)) && tookMs < limitMs))
    .map(({ status, tookMs }) => `D10 ${what}: answered ${status} after ${Math.round(tookMs)} ms`)
}

/** D10: PostgreSQL frozen: requests that were under way are refused within seconds, later ones at once. */
export async function frozenDatabase(world: World, base: string, postgres: Freezable, seconds: number): Promise<string[]> {
  const before = await many(world)
  postgres.freeze()
  const began = performance.now()
  const first = await many(world)
  const later: Timed[] = []
  while (performance.now() - began < seconds * 1_000) later.push(...(await many(world)))
  const ready = await readiness(base)
  postgres.thaw()
  await worksAgain(world)
  const acknowledged = [...before, ...first, ...later].filter(({ status }) => status === 200)
  const lost = (await Promise.all(acknowledged.map(({ id }) => isThere(world, id)))).filter((there) => !there).length
  const slowest = Math.max(0, ...later.map(({ tookMs }) => tookMs))
  console.log(`PostgreSQL frozen for ${seconds} s: ${later.length} requests refused, the slowest after ${Math.round(slowest)} ms`)
  return [
    ...refusedInTime(first, ANSWERED_WITHIN_MS, 'database frozen'),
    ...refusedInTime(later, ANSWERED_WITHIN_MS / 3, 'database frozen for a while'),
    ...(ready.status === 503 ? [] : [`D10 ready said ${ready.status} while the database was frozen`]),
    ...(lost > 0 ? [`D10 ${lost} acknowledged uploads are gone after the freeze`] : []),
  ]
}

/** D10: Redis frozen: everything goes on from PostgreSQL. */
export async function frozenRedis(world: World, base: string, redis: Freezable): Promise<string[]> {
  redis.freeze()
  const first = await many(world)
  const later = await many(world)
  const during = await readiness(base)
  redis.thaw()
  const back = await eventually(async () => {
    const { body } = await readiness(base)
    if (body.cache !== 'connected') throw new Error(body.cache)
  }, 30_000).then(
    () => [],
    () => ['D10 Redis is not used again after it was frozen'],
  )
  return [
    ...[...first, ...later]
      .filter(({ status, tookMs }) => status !== 200 || tookMs > ANSWERED_WITHIN_MS)
      .map(({ status, tookMs }) => `D10 Redis frozen: ${status} after ${Math.round(tookMs)} ms`),
    ...(during.body.status === 'degraded' ? [] : [`D10 ready said ${during.body.status} while Redis was frozen`]),
    ...back,
  ]
}

/** D8: Redis emptied between the steps of a verification is not noticed. */
export async function emptiedRedis(walk: (between: () => void) => Promise<number>, empty: () => void): Promise<string[]> {
  const status = await walk(empty)
  return status === 200 ? [] : [`D8 a step after FLUSHALL answered ${status}`]
}

/** D10: a PostgreSQL on a small disk that fills up: 503, nothing lost, and it recovers by itself once there is room. */
export async function fullDisk(): Promise<string[] | undefined> {
  const disk = await mkdtemp(join(tmpdir(), 'laurel-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk]).status !== 0) return undefined
  execFileSync('chmod', ['755', disk])
  const postgres = await postgresProcess(disk)
  if (!postgres) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'laurel-full-'))
  const server = await serverProcess({ ...SERVER_ENV, DATABASE_URL: postgres.url, LOG_LEVEL: 'fatal' }, folder)
  try {
    await postgres.start()
    await server.start()
    const world = await makeWorld(server.base, 'http://127.0.0.1:9/hooks')
    const told: Timed[] = await many(world)
    const { bavail, bsize } = await statfs(disk)
    const filler = join(disk, 'filler')
    await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - 256 * 1024)))
    const during: Timed[] = []
    for (let i = 0; i < 200 && during.filter(({ status }) => status === 503).length < 5; i++) {
      const credential = badge({ id: `urn:full:${i}`, description: randomBytes(100_000).toString('hex') })
      const began = performance.now()
      const answer = await push(world.app, world.partner, { credentials: [credential] }).catch(() => undefined)
      const retryAfter = Number(answer?.headers.get('retry-after'))
      during.push({ status: answer?.status ?? 0, retryAfter, tookMs: performance.now() - began, id: String(credential.id) })
    }
    await truncate(filler, 0)
    // where its log had no room either, PostgreSQL ends, and whoever watches over it starts it again
    if (!postgres.isRunning) await postgres.start()
    await worksAgain(world)
    const kept = [...told, ...during].filter(({ status }) => status === 200)
    const lost = (await Promise.all(kept.map(({ id }) => isThere(world, id)))).filter((there) => !there).length
    console.log(
      `disk full: ${during.filter(({ status }) => status === 503).length} requests refused, ${kept.length} acknowledged, ${lost} lost`,
    )
    return [
      ...refusedInTime(during, 30_000, 'disk full'),
      ...(during.some(({ status }) => status === 503) ? [] : ['D10 the disk was never full: the run says nothing']),
      ...(lost > 0 ? [`D10 ${lost} acknowledged uploads are gone after the disk was full`] : []),
    ]
  } finally {
    await server.kill()
    await postgres.remove().catch(() => {})
    spawnSync('umount', [disk])
    await rm(disk, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
}

/** D11: between reading a request and its 200, PostgreSQL flushes its log to the disk: seen from outside, by strace. */
export async function flushedBeforeAnswered(world: World, postgresPid: number): Promise<string[] | undefined> {
  if (spawnSync('strace', ['-V']).status !== 0) return undefined
  const trace = join(await mkdtemp(join(tmpdir(), 'laurel-strace-')), 'trace')
  // following forks begins with the next one: those that serve already are named
  const everyOne = family(postgresPid).flatMap((pid) => ['-p', String(pid)])
  const strace = spawn('strace', ['-f', '-ttt', '-e', 'trace=fdatasync,fsync', '-o', trace, ...everyOne], { stdio: 'ignore' })
  await pause(1_500)
  const uploads: { from: number; to: number }[] = []
  for (let i = 0; i < 20; i++) {
    const from = Date.now() / 1_000
    const { status } = await timedPush(world)
    if (status === 200) uploads.push({ from, to: Date.now() / 1_000 })
    await pause(300)
  }
  strace.kill('SIGINT')
  await once(strace, 'exit')
  const flushes = (await readFile(trace, 'utf8'))
    .split('\n')
    .filter((line) => /f(?:data)?sync/.test(line) && !line.includes('= -1'))
    .map((line) => Number(/\s(\d+\.\d+)\s/.exec(line)?.[1]))
  const without = uploads.filter(({ from, to }) => !flushes.some((at) => at >= from && at <= to)).length
  console.log(
    `strace: ${uploads.length} uploads acknowledged, ${flushes.length} flushes seen, ${without} uploads without one before their answer`,
  )
  if (uploads.length === 0) return ['D11 nothing was acknowledged under strace']
  return without > 0 ? [`D11 ${without} of ${uploads.length} uploads were acknowledged before their log was flushed`] : []
}

/** D12: 200 uploads under way and SIGTERM: each is done or cleanly refused, and the process ends with 0 within 10 s. */
export async function stoppedInFlight(world: World, server: ServerProcess): Promise<string[]> {
  const flying = Array.from({ length: 200 }, () => timedPush(world))
  await pause(50)
  const { code, tookMs } = await server.stop()
  const answers = await Promise.all(flying)
  await server.start()
  await renewToken(world)
  const kept = answers.filter(({ status }) => status === 200)
  const lost = (await Promise.all(kept.map(({ id }) => isThere(world, id)))).filter((there) => !there).length
  console.log(`SIGTERM with 200 in flight: ${kept.length} done, ${answers.length - kept.length} refused, exit ${code} after ${tookMs} ms`)
  return [
    ...answers.filter(({ status }) => ![200, 503, 0].includes(status)).map(({ status }) => `D12 answered ${status}`),
    ...(code === 0 && tookMs <= 10_000 ? [] : [`D12 ended with ${code} after ${tookMs} ms`]),
    ...(lost > 0 ? [`D12 ${lost} acknowledged uploads are gone`] : []),
  ]
}
