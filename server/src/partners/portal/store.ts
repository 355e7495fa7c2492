import type { Mode } from '../../core/caller.ts'
import type { Db, Tx } from '../../platform/db/client.ts'

export interface PartnerSession {
  partnerId: string
  mode: Mode
  keyHash: string
}

export async function insertPartnerSession(
  tx: Tx,
  session: { tokenHash: string; partnerId: string; keyHash: string },
  now: Date,
  expiresAt: Date,
): Promise<void> {
  await tx
    .insertInto('partner_sessions')
    .values({
      token_hash: session.tokenHash,
      partner_id: session.partnerId,
      key_hash: session.keyHash,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute()
}

/** The partner of a living session: it has not ended, nor has its key, nor the partner. */
export async function findPartnerSession(db: Db, tokenHash: string, now: Date): Promise<PartnerSession | undefined> {
  const row = await db
    .selectFrom('partner_sessions as s')
    .innerJoin('partners as p', 'p.id', 's.partner_id')
    .innerJoin('partner_keys as k', 'k.key_hash', 's.key_hash')
    .select(['p.id as partnerId', 'p.mode', 'k.key_hash as keyHash'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .where('p.ended_at', 'is', null)
    .where((eb) => eb.or([eb('k.ends_at', 'is', null), eb('k.ends_at', '>', now)]))
    .executeTakeFirst()
  return row && { ...row, mode: row.mode as Mode }
}

export async function deletePartnerSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('partner_sessions').where('token_hash', '=', tokenHash).execute()
}

/** Sessions nobody can use any more. */
export async function deleteDeadPartnerSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('partner_sessions').where('expires_at', '<', now).execute()
}

/** When the key a session was opened with was made. */
export async function findKeyDate(db: Db, keyHash: string): Promise<Date | undefined> {
  const row = await db.selectFrom('partner_keys').select('created_at').where('key_hash', '=', keyHash).executeTakeFirst()
  return row?.created_at
}
