import type { PartnerCaller } from '../core/caller.ts'
import { type Clock, MINUTE_MS } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { sha256 } from '../platform/secrets.ts'
import { problems } from './problems.ts'
import { carriesScope, tokenLives } from './rules.ts'
import { findToken, touchToken } from './store.ts'

/** Use counts by the minute: a write for each request would buy nothing. */
const TOUCH_AFTER_MS = MINUTE_MS

/**
 * The partner a living access token belongs to.
 *
 * @throws Problem token_missing | token_invalid | scope_missing
 */
export async function authenticatePartner(
  deps: { db: Db; now: Clock },
  token: string | undefined,
  scope: string | undefined,
): Promise<PartnerCaller> {
  if (!token) throw problems.token_missing()
  const now = deps.now()
  const tokenHash = sha256(token)
  const row = await findToken(deps.db, tokenHash, now)
  if (!row || !tokenLives(row, now)) throw problems.token_invalid()
  if (now.getTime() - row.lastUsedAt.getTime() > TOUCH_AFTER_MS) await touchToken(deps.db, tokenHash, now)
  if (scope !== undefined && !carriesScope(row.scopes, scope)) throw problems.scope_missing({ scope })
  return { partnerId: row.partnerId, mode: row.mode, scopes: row.scopes }
}
