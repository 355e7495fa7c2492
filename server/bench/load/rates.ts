import autocannon from 'autocannon'
import type { World } from '../../harness/world.ts'
import { badge, basic } from '../../test/people.ts'
import { initBody, startSession } from '../../test/platforms.ts'
import { ms, report } from './report.ts'

export const seconds = Number(process.env.BENCH_SECONDS ?? 5)

interface Load {
  rate: number
  p99: number
  refused: number
  failed: number
}

/** A constant rate of requests, or with `rate` 0 as many as get through. */
export async function fireAt(
  rate: number,
  connections: number,
  shot: { url: string; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: () => string },
  durationSeconds = seconds,
): Promise<Load> {
  const { url, method = 'POST', headers = {}, body } = shot
  const result = await autocannon({
    url,
    connections,
    duration: durationSeconds,
    ...(rate > 0 && { overallRate: rate }),
    requests: [
      {
        method,
        headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
        setupRequest: (request) => ({ ...request, ...(body && { body: body() }) }),
      },
    ],
  })
  const statuses = result.statusCodeStats as Record<string, { count: number }>
  const refused = (statuses['503']?.count ?? 0) + (statuses['429']?.count ?? 0)
  return { rate: result['2xx'] / result.duration, p99: result.latency.p99, refused, failed: result.non2xx - refused + result.errors }
}

/** L2: each at the promised rate, its p99 beside the promise. */
export async function promisedRates(world: World, base: string, shareUrl: string | undefined): Promise<void> {
  const check = async (what: string, rate: number, p99Ms: number, shot: Parameters<typeof fireAt>[2]): Promise<void> => {
    const load = await fireAt(rate, 16, shot)
    const kept = load.rate >= rate * 0.95 && load.p99 <= p99Ms && load.failed === 0
    report('L2', `${what}: ${rate}/s, p99 ${p99Ms} ms`, kept, `${load.rate.toFixed(0)}/s, p99 ${ms(load.p99)}, failed ${load.failed}`)
  }
  const { partner, platform } = world
  await check('token', 300, 150, {
    url: `${base}/api/v1/token`,
    headers: { ...basic(partner.clientId, partner.accessKey), 'content-type': 'application/x-www-form-urlencoded' },
    body: () => 'grant_type=client_credentials',
  })
  await check('upload of one credential of 3 KB', 150, 300, {
    url: `${base}/api/v1/credentials`,
    headers: partner.headers,
    body: () => JSON.stringify({ credentials: [badge({}, { description: 'x'.repeat(2_000) })] }),
  })
  await check('init of a verification', 150, 250, {
    url: `${base}/api/v1/verify`,
    headers: platform.headers,
    body: () => JSON.stringify(initBody()),
  })
  const session = await startSession(world.app, platform)
  await check('skills of a verification', 150, 250, {
    url: `${base}/api/v1/step1/storeskills/store`,
    headers: platform.headers,
    body: () =>
      JSON.stringify({
        recordVerificationId: session.recordVerificationId,
        recordUserId: session.recordUserId,
        skills: [{ skillId: 'skill_javascript', proofUrls: ['https://example.org/a'] }],
      }),
  })
  if (shareUrl) await check('public resume', 500, 100, { url: shareUrl, method: 'GET' })
}
