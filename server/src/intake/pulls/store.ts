import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'

export interface NewPull {
  tokenHash: string
  returnKeyHash: string
  personId: string
  partnerId: string
  sessionId: string
  expiresAt: Date
}

export async function insertPull(db: Db, pull: NewPull, now: Date): Promise<void> {
  await db
    .insertInto('recipient_tokens')
    .values({
      token_hash: pull.tokenHash,
      return_key_hash: pull.returnKeyHash,
      person_id: pull.personId,
      partner_id: pull.partnerId,
      session_id: pull.sessionId,
      created_at: now,
      expires_at: pull.expiresAt,
    })
    .execute()
}

/** Uses a recipient token, once. @returns whom it binds to, or undefined when unknown, used, expired, refused or another partner's */
export async function useRecipientToken(
  tx: Tx,
  tokenHash: string,
  partnerId: string,
  now: Date,
): Promise<{ personId: string } | undefined> {
  const { rows } = await sql<{ personId: string }>`update recipient_tokens set used_at = ${now}
    where token_hash = ${tokenHash} and partner_id = ${partnerId} and used_at is null and refused_at is null and expires_at > ${now}
    returning person_id as "personId"`.execute(tx)
  return rows[0]
}

/** Records which envelope the token brought. */
export async function nameEnvelope(tx: Tx, tokenHash: string, envelopeId: string): Promise<void> {
  await tx.updateTable('recipient_tokens').set({ envelope_id: envelopeId }).where('token_hash', '=', tokenHash).execute()
}

export interface Pull {
  partnerId: string
  /** null once it was refused: then no browser is the right one */
  sessionId: string | null
  envelopeId: string | null
}

const pulls = (db: Db) =>
  db
    .selectFrom('recipient_tokens')
    .select((eb) => [
      'partner_id as partnerId',
      'envelope_id as envelopeId',
      eb.case().when('refused_at', 'is', null).then(eb.ref('session_id')).else(null).end().as('sessionId'),
    ])

export const findPullByReturnKey = (db: Db, returnKeyHash: string): Promise<Pull | undefined> =>
  pulls(db).where('return_key_hash', '=', returnKeyHash).executeTakeFirst()

export const findPullOfEnvelope = (db: Db, envelopeId: string): Promise<Pull | undefined> =>
  pulls(db).where('envelope_id', '=', envelopeId).executeTakeFirst()

/** Ends a pull for good, unless whoever came back is the person who started it. @param keyHash of its return key, or of its envelope's token */
export async function markPullRefused(db: Db, keyHash: string, personId: string, now: Date): Promise<void> {
  await sql`update recipient_tokens set refused_at = ${now} where refused_at is null and person_id <> ${personId}
    and (return_key_hash = ${keyHash} or envelope_id = (select id from envelopes where token_hash = ${keyHash}))`.execute(db)
}

/** Pulls nobody can use any more: never answered, or answered before `before`. */
export async function deleteDeadPulls(db: Db, now: Date, before: Date): Promise<void> {
  await sql`delete from recipient_tokens where (envelope_id is null and expires_at < ${now}) or used_at < ${before}`.execute(db)
}
