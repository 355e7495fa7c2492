import type { PartnerSessionCaller } from '../../core/caller.ts'
import { newSecret } from '../../core/id.ts'
import { after, type Clock, HOUR_MS } from '../../core/time.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { sha256 } from '../../platform/secrets.ts'
import { findClientByKey } from '../client-key.ts'
import { problems } from './problems.ts'
import { findPartnerSession, insertPartnerSession } from './store.ts'

export const PARTNER_COOKIE = 'laurel_partner'
export const PARTNER_SESSION_MS = 4 * HOUR_MS

/**
 * Opens a session of 4 hours for whoever holds a partner's client id and access key.
 *
 * @returns the session's secret; only its hash is kept
 * @throws Problem partner_key_wrong, the same for an unknown id and a wrong key
 */
export async function signInPartner(deps: { db: Db; now: Clock }, sent: { clientId: string; accessKey: string }): Promise<string> {
  const client = await findClientByKey(deps.db, { id: sent.clientId, secret: sent.accessKey }, deps.now())
  if (!client) throw problems.partner_key_wrong()
  return deps.db.transaction().execute((tx) => openSession(tx, client, deps.now()))
}

/** A session that ends with the key it hangs on. */
export async function openSession(tx: Tx, { partnerId, keyHash }: { partnerId: string; keyHash: string }, now: Date): Promise<string> {
  const secret = newSecret()
  await insertPartnerSession(tx, { partnerId, keyHash, tokenHash: sha256(secret) }, now, after(now, PARTNER_SESSION_MS))
  return secret
}

/** @throws Problem partner_not_signed_in */
export async function authenticatePartnerSession(deps: { db: Db; now: Clock }, cookie: string | undefined): Promise<PartnerSessionCaller> {
  const session = cookie ? await findPartnerSession(deps.db, sha256(cookie), deps.now()) : undefined
  if (!session) throw problems.partner_not_signed_in()
  return session
}
