import autocannon from 'autocannon'
import type { World } from '../../harness/world.ts'
import { badge, basic, call, push, signIn } from '../../test/people.ts'
import { initBody, startSession } from '../../test/platforms.ts'
import { quantile } from './probe.ts'
import { ms, report } from './report.ts'

export const seconds = Number(process.env.BENCH_SECONDS ?? 5)

export interface Load {
  rate: number
  p99: number
  /** how long a refusal took to come, in milliseconds */
  refusedP99: number
  refused: number
  failed: number
}

export interface Differing {
  body?: string
  path?: string
  headers?: Record<string, string>
}

export interface Shot {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** what differs from request to request */
  each?: () => Differing
}

/** A constant rate of requests, or with `rate` 0 as many as get through. */
export async function fireAt(rate: number, connections: number, shot: Shot, durationSeconds = seconds): Promise<Load> {
  const { url, method = 'POST', headers = {}, each = (): Differing => ({}) } = shot
  const refusals: number[] = []
  const result = await autocannon({
    url,
    setupClient: (client) =>
      void client.on('response', (status, _bytes, tookMs) => {
        if (status === 503 || status === 429) refusals.push(tookMs)
      }),
    connections,
    duration: durationSeconds,
    ...(rate > 0 && { overallRate: rate }),
    requests: [
      {
        method,
        setupRequest: (request) => {
          const { headers: own, ...rest } = each()
          return {
            ...request,
            ...rest,
            headers: { ...(rest.body !== undefined && { 'content-type': 'application/json' }), ...headers, ...own },
          }
        },
      },
    ],
  })
  const statuses = result.statusCodeStats as Record<string, { count: number }>
  const refused = (statuses['503']?.count ?? 0) + (statuses['429']?.count ?? 0)
  const refusedP99 = quantile(
    refusals.sort((a, b) => a - b),
    0.99,
  )
  const failed = result.non2xx - refused + result.errors
  return { rate: result['2xx'] / result.duration, p99: result.latency.p99, refusedP99, refused, failed }
}

/** The requests of every day, by name. */
export interface Shots {
  token: Shot
  upload: Shot
  init: Shot
  skills: Shot
  /** GET of what a session has come to */
  status: Shot
}

export async function usualShots(world: World, base: string): Promise<Shots> {
  const { partner, platform } = world
  const session = await startSession(world.app, platform)
  const { recordVerificationId, recordUserId } = session
  const skills = { recordVerificationId, recordUserId, skills: [{ skillId: 'skill_javascript', proofUrls: ['https://example.org/a'] }] }
  await call(world.app, 'POST', '/api/v1/step1/storeskills/store', { headers: platform.headers, body: skills })
  return {
    token: {
      url: `${base}/api/v1/token`,
      headers: { ...basic(partner.clientId, partner.accessKey), 'content-type': 'application/x-www-form-urlencoded' },
      each: () => ({ body: 'grant_type=client_credentials' }),
    },
    upload: {
      url: `${base}/api/v1/credentials`,
      headers: partner.headers,
      each: () => ({ body: JSON.stringify({ credentials: [badge({}, { description: 'x'.repeat(2_000) })] }) }),
    },
    init: { url: `${base}/api/v1/verify`, headers: platform.headers, each: () => ({ body: JSON.stringify(initBody()) }) },
    skills: {
      url: `${base}/api/v1/step1/storeskills/store`,
      headers: platform.headers,
      each: () => ({ body: JSON.stringify(skills) }),
    },
    status: { url: `${base}/api/v1/step1/storeskills/${recordVerificationId}`, method: 'GET', headers: platform.headers },
  }
}

const CLAIMS_PER_SECOND = 100
const CLAIMING = 20

/** Claims, each of an envelope of its own, by people who take turns. */
async function claims(world: World, base: string): Promise<Shot> {
  const people = await Promise.all(Array.from({ length: CLAIMING }, (_, i) => signIn(world.app, `claims${i}@bench.example`)))
  const paths: string[] = []
  const upload = async (): Promise<void> => {
    const { body } = await push(world.app, world.partner, { credentials: [badge()] })
    paths.push(`/api/claims/${body.identifier_token}`)
  }
  const needed = CLAIMS_PER_SECOND * (seconds + 1)
  while (paths.length < needed) await Promise.all(Array.from({ length: 10 }, upload))
  let next = 0
  return {
    url: base,
    each: () => {
      const i = next++
      return { body: '{}', path: paths[i % paths.length] ?? '', headers: people[i % people.length] ?? {} }
    },
  }
}

/** L2: each at the promised rate, its p99 beside the promise. */
export async function promisedRates(world: World, base: string, shots: Shots, shareUrl: string): Promise<void> {
  const check = async (what: string, rate: number, p99Ms: number, shot: Shot): Promise<void> => {
    const load = await fireAt(rate, 16, shot)
    const kept = load.rate >= rate * 0.95 && load.p99 <= p99Ms && load.failed === 0
    report('L2', `${what}: ${rate}/s, p99 ${p99Ms} ms`, kept, `${load.rate.toFixed(0)}/s, p99 ${ms(load.p99)}, failed ${load.failed}`)
  }
  await check('token', 300, 150, shots.token)
  await check('upload of one credential of 3 KB', 150, 300, shots.upload)
  await check('claim', CLAIMS_PER_SECOND, 300, await claims(world, base))
  await check('init of a verification', 150, 250, shots.init)
  await check('skills of a verification', 150, 250, shots.skills)
  await check('public resume', 500, 100, { url: shareUrl, method: 'GET' })
}

/** What everybody of this world may see: a share of a claimed resume. */
export async function sharedResume(world: World, base: string): Promise<string> {
  const headers = world.people[0] ?? {}
  const { body } = await push(world.app, world.partner, { credentials: [badge(), badge(), badge()] })
  await call(world.app, 'POST', `/api/claims/${body.identifier_token}`, { headers, body: {} })
  const share = await call(world.app, 'POST', '/api/me/shares', { headers, body: { label: 'bench' } })
  if (share.status !== 201) throw new Error(`no link to a resume: ${share.text}`)
  return `${base}/r/${share.body.slug}`
}
