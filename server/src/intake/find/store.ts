import { sql } from 'kysely'
import type { Mode } from '../../core/caller.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { Recipient } from '../facts.ts'

export interface HeldEnvelope {
  id: string
  recipient: Recipient
  recipientId: string
  claimed: boolean
}

/** What a partner has sent for a recipient with this address or student id, newest first; names are compared by rules. */
export async function listHeldFor(
  db: Db,
  { id, mode }: { id: string; mode: Mode },
  { email, studentId }: { email: string; studentId: string },
  now: Date,
): Promise<HeldEnvelope[]> {
  const { rows } = await sql<HeldEnvelope>`select e.id, e.recipient, e.recipient_id as "recipientId", e.claimed_at is not null as claimed
    from envelopes e where e.partner_id = ${id} and e.mode = ${mode} and e.bound_person_id is null
      and (e.claimed_at is not null or e.expires_at > ${now})
      and ((${email} <> '' and lower(e.recipient ->> 'email') = ${email}) or (${studentId} <> '' and e.recipient ->> 'studentId' = ${studentId}))
    order by e.created_at desc limit 500`.execute(db)
  return rows
}

/** The credentials of several envelopes that nobody has taken, each once, in the order they came. */
export async function listFreeCredentials(db: Db, envelopeIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select i.credential_id as id from envelope_items i
    join envelopes e on e.id = i.envelope_id join credentials c on c.id = i.credential_id
    where e.id = any(${envelopeIds}::text[]) and c.withdrawn_at is null
      and not exists (select 1 from owners o join assertions a on a.id = o.assertion_row where a.credential_id = c.id)
    group by i.credential_id order by min(e.created_at), min(i.position)`.execute(db)
  return rows.map(({ id }) => id)
}

/** Answers to one recipient are counted and written one after the other, until the transaction ends. */
export async function lockAnswers(tx: Tx, partnerId: string, recipientId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`found ${partnerId} ${recipientId}`}, 0))`.execute(tx)
}

/** How often this recipient was answered since. */
export async function countFound(db: Db, partnerId: string, recipientId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from envelopes
    where partner_id = ${partnerId} and recipient_id = ${recipientId} and found and created_at > ${since}`.execute(db)
  return rows[0]?.count ?? 0
}

export async function markFound(tx: Tx, envelopeId: string): Promise<void> {
  await tx.updateTable('envelopes').set({ found: true }).where('id', '=', envelopeId).execute()
}
