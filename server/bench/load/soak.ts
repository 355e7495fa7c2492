/**
 * `npm run bench:soak`: L9. Half of what the server can do, mixed, for MINUTES (2) or HOURS; then the slope of its memory after the warm-up,
 * open files, how long anything waited to be sent, and its event loop. With DATABASE_URL and REDIS_URL they are under it. Ends with 1 on
 * a breach.
 *
 * @see reliability L9
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverProcess } from '../../harness/processes.ts'
import { makeWorld, SERVER_ENV } from '../../harness/world.ts'
import { call, operator } from '../../test/people.ts'
import { quantile, rssMb } from './probe.ts'
import { fireAt, type Shot, sharedResume, usualShots } from './rates.ts'
import { missed, ms, note, report, reportMissed } from './report.ts'
import { slopeOf } from './slope.ts'

const MINUTES = process.env.HOURS ? Number(process.env.HOURS) * 60 : Number(process.env.MINUTES ?? 2)
const WARM_UP = MINUTES >= 120 ? 60 : MINUTES / 4
const SAMPLE_MS = 2_000
const LAG_MS = 5_000
const MB_PER_HOUR = 1
/** What a heap swings by between two collections: a short run cannot tell less from a leak. */
const SWING_MB = 24
const FILES = 20

interface Sample {
  hours: number
  rss: number
  files: number
  lagMs: number
  loopP99Ms: number
}

const { DATABASE_URL = '', REDIS_URL = '' } = process.env
const folder = await mkdtemp(join(tmpdir(), 'laurel-soak-'))
const server = await serverProcess({ ...SERVER_ENV, ...(DATABASE_URL && { DATABASE_URL }), ...(REDIS_URL && { REDIS_URL }) }, folder)
await server.start()
const world = await makeWorld(server.base, 'http://127.0.0.1:9/hooks')
const shots = await usualShots(world, server.base)
const resume: Shot = { url: await sharedResume(world, server.base), method: 'GET' }
const mix: readonly Shot[] = [shots.token, shots.upload, shots.init, shots.skills, shots.status, resume]

/** How long the oldest thing that is due has waited to be sent for the first time. */
async function lagMs(): Promise<number> {
  const { body } = await call(world.app, 'GET', '/api/admin/deliveries?state=pending&limit=200', { headers: operator })
  const due = (body.deliveries as { nextTryAt: string; tries: number }[]).map(({ nextTryAt }) => Date.now() - Date.parse(nextTryAt))
  return Math.max(0, ...due)
}

async function sample(began: number): Promise<Sample> {
  const metrics = await (await fetch(`${server.base}/metrics`)).text()
  return {
    hours: (Date.now() - began) / 3_600_000,
    rss: await rssMb(server.pid),
    files: (await readdir(`/proc/${server.pid}/fd`)).length,
    lagMs: await lagMs(),
    loopP99Ms: Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(metrics)?.[1] ?? 0) * 1_000,
  }
}

try {
  // each alone for a moment: what the mix can do is the harmonic mean
  const alone = []
  for (const shot of mix) alone.push((await fireAt(0, 8, shot, 3)).rate)
  const capacity = 1 / alone.reduce((total, rate) => total + 1 / rate, 0)
  const each = Math.max(1, Math.floor(capacity / 2))
  note('L9', `${MINUTES} minutes at half capacity`, `${each}/s of each of ${mix.length} kinds of request`)
  const began = Date.now()
  const samples: Sample[] = []
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      samples.push(await sample(began))
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS))
    }
  })()
  const loads = await Promise.all(mix.map((shot) => fireAt(each, 2, shot, MINUTES * 60)))
  isOver = true
  await watching
  const later = samples.filter(({ hours }) => hours * 60 >= WARM_UP)
  const span = (later.at(-1)?.hours ?? 0) - (later[0]?.hours ?? 0)
  const memory = slopeOf(later.map(({ hours, rss }) => [hours, rss]))
  const files = slopeOf(later.map(({ hours, files: open }) => [hours, open]))
  const allowed = Math.max(MB_PER_HOUR, SWING_MB / span)
  const failed = loads.reduce((total, load) => total + load.failed + load.refused, 0)
  report(
    'L9',
    `memory after ${WARM_UP.toFixed(1)} minutes of warm-up: ${MB_PER_HOUR} MB/h (a run this short can tell ${allowed.toFixed(0)})`,
    memory.slope - 2 * memory.error <= allowed,
    `${memory.slope.toFixed(1)} ± ${(2 * memory.error).toFixed(1)} MB/h, ${(later.at(-1)?.rss ?? 0).toFixed(0)} MB at the end`,
  )
  report(
    'L9',
    'open files are flat',
    files.slope * span <= FILES,
    `${files.slope.toFixed(1)} an hour, ${later.at(-1)?.files ?? 0} at the end`,
  )
  const lag = Math.max(...samples.map((one) => one.lagMs))
  report('L9', 'whatever is due is sent within 5 s', lag <= LAG_MS, `${ms(lag)} at most`)
  const loop = later.map(({ loopP99Ms }) => loopP99Ms).sort((a, b) => a - b)
  report('L9', 'event loop p99 50 ms', quantile(loop, 0.5) <= 50, `${ms(quantile(loop, 0.5))}, at worst ${ms(loop.at(-1) ?? 0)}`)
  report('L9', 'nothing fails at half capacity', failed === 0, `${failed} of ${loads.reduce((t, { rate }) => t + rate, 0).toFixed(0)}/s`)
} finally {
  await server.kill()
  await rm(folder, { recursive: true, force: true })
}
reportMissed()
process.exit(missed().length > 0 ? 1 : 0)
