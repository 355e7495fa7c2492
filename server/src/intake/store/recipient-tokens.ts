import { sql } from 'kysely'
import type { Tx } from '../../platform/db/client.ts'

/** Uses a recipient token, once. @returns whom it binds to, or undefined when unknown, used, expired or another partner's */
export async function useRecipientToken(
  tx: Tx,
  tokenHash: string,
  partnerId: string,
  now: Date,
): Promise<{ personId: string } | undefined> {
  const { rows } = await sql<{ personId: string }>`update recipient_tokens set used_at = ${now}
    where token_hash = ${tokenHash} and partner_id = ${partnerId} and used_at is null and expires_at > ${now} returning person_id as "personId"`.execute(
    tx,
  )
  return rows[0]
}

/** Records which envelope the token brought. */
export async function nameEnvelope(tx: Tx, tokenHash: string, envelopeId: string): Promise<void> {
  await tx.updateTable('recipient_tokens').set({ envelope_id: envelopeId }).where('token_hash', '=', tokenHash).execute()
}
