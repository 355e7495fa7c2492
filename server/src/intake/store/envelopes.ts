import { sql } from 'kysely'
import type { Mode } from '../../core/caller.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { Recipient } from '../facts.ts'
import type { KeptResult } from '../results.ts'

export interface Envelope {
  id: string
  partnerId: string
  mode: Mode
  recipient: Recipient
  recipientId: string
  boundPersonId: string | null
  createdAt: Date
  expiresAt: Date
  claimedBy: string | null
  claimedAt: Date | null
}

export async function insertEnvelope(
  tx: Tx,
  envelope: Omit<Envelope, 'claimedBy' | 'claimedAt'> & { tokenHash: string; results?: readonly KeptResult[] },
  credentialIds: readonly string[],
): Promise<void> {
  await sql`with made as (
      insert into envelopes (id, partner_id, mode, token_hash, recipient, recipient_id, bound_person_id, created_at, expires_at, results)
      values (${envelope.id}, ${envelope.partnerId}, ${envelope.mode}, ${envelope.tokenHash}, ${JSON.stringify(envelope.recipient)}::jsonb,
        ${envelope.recipientId}, ${envelope.boundPersonId}, ${envelope.createdAt}, ${envelope.expiresAt}, ${envelope.results ? JSON.stringify(envelope.results) : null}::jsonb))
    insert into envelope_items (envelope_id, credential_id, position)
    select ${envelope.id}, id, position - 1 from unnest(${credentialIds}::text[]) with ordinality as item (id, position)`.execute(tx)
}

const envelopes = (db: Db) =>
  db
    .selectFrom('envelopes')
    .select([
      'id',
      'partner_id as partnerId',
      'mode',
      'recipient',
      'recipient_id as recipientId',
      'bound_person_id as boundPersonId',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'claimed_by as claimedBy',
      'claimed_at as claimedAt',
    ])

export const findEnvelope = async (db: Db, tokenHash: string): Promise<Envelope | undefined> =>
  (await envelopes(db).where('token_hash', '=', tokenHash).executeTakeFirst()) as Envelope | undefined

export const findEnvelopeById = async (db: Db, id: string): Promise<Envelope | undefined> =>
  (await envelopes(db).where('id', '=', id).executeTakeFirst()) as Envelope | undefined

/** The issuers of what an envelope brought, in the order sent. */
export async function listIssuerIds(db: Db, envelopeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('envelope_items as i')
    .innerJoin('assertions as a', 'a.credential_id', 'i.credential_id')
    .select('a.issuer_id as id')
    .where('i.envelope_id', '=', envelopeId)
    .where('a.issuer_id', '<>', '')
    .groupBy('a.issuer_id')
    .orderBy((eb) => eb.fn.min('i.position'))
    .orderBy('a.issuer_id')
    .limit(MOST_ISSUERS)
    .execute()
  return rows.map(({ id }) => id)
}

const MOST_ISSUERS = 20

/** @returns false when it was taken in between: of two at once, one wins */
export async function takeEnvelope(tx: Tx, id: string, personId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('envelopes')
    .set({ claimed_by: personId, claimed_at: now })
    .where('id', '=', id)
    .where('claimed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function markRecipientProved(tx: Tx, envelopeId: string, personId: string, now: Date): Promise<void> {
  await tx
    .insertInto('recipient_proofs')
    .values({ envelope_id: envelopeId, person_id: personId, proved_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function isRecipientProved(db: Db, envelopeId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('recipient_proofs')
    .select('person_id')
    .where('envelope_id', '=', envelopeId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** A partner's recipient is linked to the person who claimed first. */
export async function insertRecipientLink(
  tx: Tx,
  envelope: Pick<Envelope, 'partnerId' | 'mode' | 'recipientId'>,
  personId: string,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('recipient_links')
    .values({ partner_id: envelope.partnerId, mode: envelope.mode, recipient_id: envelope.recipientId, person_id: personId, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function findLinkedPerson(db: Db, partnerId: string, mode: Mode, recipientId: string): Promise<string | undefined> {
  if (recipientId === '') return undefined
  const row = await db
    .selectFrom('recipient_links')
    .select('person_id')
    .where('partner_id', '=', partnerId)
    .where('mode', '=', mode)
    .where('recipient_id', '=', recipientId)
    .executeTakeFirst()
  return row?.person_id
}
