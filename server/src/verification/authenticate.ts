import type { PlatformCaller, ReaderCaller } from '../core/caller.ts'
import type { Clock } from '../core/time.ts'
import { findActiveKey } from '../partners/index.ts'
import type { Db } from '../platform/db/client.ts'
import { sha256 } from '../platform/secrets.ts'
import { problems } from './problems.ts'
import { findSessionCaller } from './store/verifications.ts'

/** What a request carries: `x-api-key` (an API key or a session token), `Authorization: Bearer` (an API key). */
export interface SkillKeys {
  apiKey: string | undefined
  bearer: string | undefined
}

const SESSION_TOKEN = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

export const isSessionToken = (text: string): boolean => SESSION_TOKEN.test(text)

/**
 * The platform a key belongs to, or the verification a session token belongs to. The key selects the mode.
 *
 * @throws Problem INVALID_API_KEY
 * @see skill verification spec, "Keys and sessions"
 */
export async function authenticatePlatform(deps: { db: Db; now: Clock }, { apiKey, bearer }: SkillKeys): Promise<PlatformCaller> {
  const key = apiKey?.trim() || bearer
  if (!key) throw problems.INVALID_API_KEY()
  if (apiKey?.trim() && isSessionToken(key)) {
    const session = await findSessionCaller(deps.db, sha256(key.toLowerCase()), deps.now())
    if (!session) throw problems.INVALID_API_KEY()
    return session
  }
  const found = await findActiveKey(deps.db, sha256(key))
  if (!found) throw problems.INVALID_API_KEY()
  return { platformId: found.platformId, keyId: found.keyId, mode: found.mode }
}

/** Reads that are documented without a key. A key that comes along must be right. @throws Problem INVALID_API_KEY */
export async function authenticateReader(deps: { db: Db; now: Clock }, keys: SkillKeys): Promise<ReaderCaller> {
  if (!keys.apiKey?.trim() && !keys.bearer) return {}
  return { platform: await authenticatePlatform(deps, keys) }
}
