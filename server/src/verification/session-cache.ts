import type { Redis } from 'ioredis'
import { SESSION_LIFETIME_MS } from './words.ts'

/**
 * `verification:{recordVerificationId}` -> session token in Redis, as published. Only a copy: every question is answered from
 * PostgreSQL, so that a lost or unreachable Redis loses nothing.
 *
 * @see facts 1.4; skill verification spec, "Keys and sessions"
 */
export interface SessionCache {
  put(verificationId: string, token: string): Promise<void>
  forget(verificationIds: readonly string[]): Promise<void>
}

export const createSessionCache = (redis: Redis | undefined): SessionCache => ({
  put: async (verificationId, token) => {
    await redis?.set(`verification:${verificationId}`, token, 'PX', SESSION_LIFETIME_MS).catch(() => undefined)
  },
  forget: async (verificationIds) => {
    if (verificationIds.length > 0) await redis?.del(verificationIds.map((id) => `verification:${id}`))
  },
})
