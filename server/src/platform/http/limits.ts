import type { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/time.ts'
import type { ShortCodes } from '../short-codes.ts'
import { httpProblems } from './faults.ts'

/** Requests per window and key. @see operations spec, "Limits" */
const LIMITS = {
  token: [1_200, MINUTE_MS],
  upload: [600, MINUTE_MS],
  partnerRead: [1_200, MINUTE_MS],
  skillApi: [1_200, MINUTE_MS],
  openRead: [120, MINUTE_MS],
  codeByMailbox: [5, HOUR_MS],
  codeByAddress: [30, HOUR_MS],
  codeTriesByAddress: [120, HOUR_MS],
  findMyResume: [10, HOUR_MS],
  ownVerification: [20, DAY_MS],
  import: [60, MINUTE_MS],
  publicResume: [300, MINUTE_MS],
  shareTries: [10, 10 * MINUTE_MS],
  shareTriesInAll: [300, HOUR_MS],
  checkHere: [30, MINUTE_MS],
  personApi: [1_200, MINUTE_MS],
  badKey: [300, MINUTE_MS],
} as const

export type LimitName = keyof typeof LIMITS

/** Counts one request of `key`. @throws Problem rate_limited with `retryAfterSeconds` */
export type Limit = (name: LimitName, key: string, headers?: (name: string, value: string) => void) => Promise<void>

/**
 * @param scale multiplies every limit; 0 turns them off
 * @param marks hide whom a count is about: keys hold addresses and tokens, and whoever reads the cache could try them all
 */
export function createLimits(scale: number, redis: Redis | undefined, marks: ShortCodes): Limit {
  const limiters = new Map<LimitName, RateLimiterAbstract>()
  const limiterOf = (name: LimitName): RateLimiterAbstract => {
    const known = limiters.get(name)
    if (known) return known
    const [requests, windowMs] = LIMITS[name]
    const options = { keyPrefix: `limit:${name}`, points: Math.max(1, Math.ceil(requests * scale)), duration: windowMs / 1_000 }
    const insurance = new RateLimiterMemory(options)
    const made = redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: insurance }) : insurance
    limiters.set(name, made)
    return made
  }
  return async (name, key, headers) => {
    if (scale === 0) return
    const limiter = limiterOf(name)
    const tell = (state: RateLimiterRes): void => {
      headers?.('RateLimit-Limit', String(limiter.points))
      headers?.('RateLimit-Remaining', String(Math.max(0, state.remainingPoints)))
      headers?.('RateLimit-Reset', String(Math.ceil(state.msBeforeNext / 1_000)))
    }
    try {
      tell(await limiter.consume(marks.digest(key, 'limit')))
    } catch (state) {
      if (!(state instanceof RateLimiterRes)) throw state
      tell(state)
      throw httpProblems.rate_limited({ retryAfterSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1_000)) })
    }
  }
}
