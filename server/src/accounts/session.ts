import type { PersonCaller } from '../core/caller.ts'
import { after, HOUR_MS } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { sha256 } from '../platform/secrets.ts'
import { problems } from './problems.ts'
import { findSession, markSessionUsed } from './store/sessions.ts'

export const SESSION_COOKIE = 'laurel_session'

/** The person a session cookie belongs to, if it lives. */
export async function findSignedIn(db: Db, cookie: string | undefined, now: Date): Promise<PersonCaller | undefined> {
  if (!cookie) return undefined
  const session = await findSession(db, sha256(cookie), now)
  if (!session) return undefined
  // to the hour: not every request is a write
  if (session.lastUsedAt <= after(now, -HOUR_MS)) await markSessionUsed(db, session.id, now)
  return { personId: session.personId, sessionId: session.id }
}

/** @throws Problem not_signed_in */
export async function getSignedIn(db: Db, cookie: string | undefined, now: Date): Promise<PersonCaller> {
  const caller = await findSignedIn(db, cookie, now)
  if (!caller) throw problems.not_signed_in()
  return caller
}
