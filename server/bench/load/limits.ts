import type { World } from '../../harness/world.ts'
import { badge, call, type HeaderLines, push } from '../../test/people.ts'
import { report } from './report.ts'

const UPLOADS_A_MINUTE = 600
const OPEN_READS_A_MINUTE = 120
const AT_ONCE = 20

/** Sends until somebody is told to wait. @returns how many were let in, and how the refusal reads */
async function untilRefused(most: number, send: (i: number) => Promise<Awaited<ReturnType<typeof call>>>) {
  let admitted = 0
  for (let i = 0; i < most; i += AT_ONCE) {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, j) => send(i + j)))
    const refused = answers.find(({ status }) => status === 429)
    admitted += answers.filter(({ status }) => status !== 429).length
    if (refused) return { admitted, retryAfter: Number(refused.headers.get('retry-after') ?? 0) }
  }
  return { admitted, retryAfter: 0 }
}

/** L10: by credential first, then by address; what a header says about the address changes nothing. The server counts as in production. */
export async function rateLimits(world: World, other: { headers: HeaderLines }): Promise<void> {
  const { app, partner } = world
  const upload = await untilRefused(UPLOADS_A_MINUTE * 2, () => push(app, partner, { credentials: [badge()] }))
  const neighbour = await push(app, other as typeof partner, { credentials: [badge()] })
  report(
    'L10',
    `${UPLOADS_A_MINUTE} uploads a minute by credential: 429 with Retry-After, another’s go on`,
    upload.retryAfter > 0 && upload.admitted <= UPLOADS_A_MINUTE && neighbour.status === 200,
    `429 after ${upload.admitted}, Retry-After ${upload.retryAfter}; another’s ${neighbour.status}`,
  )
  const open = await untilRefused(OPEN_READS_A_MINUTE * 2, (i) =>
    call(app, 'GET', '/api/claims/none', { headers: { 'x-forwarded-for': `203.0.113.${i % 250}`, forwarded: `for=203.0.113.${i % 250}` } }),
  )
  report(
    'L10',
    `${OPEN_READS_A_MINUTE} open reads a minute by address, whatever X-Forwarded-For says`,
    open.retryAfter > 0 && open.admitted <= OPEN_READS_A_MINUTE,
    `429 after ${open.admitted}, Retry-After ${open.retryAfter}`,
  )
}
