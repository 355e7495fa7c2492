import { sql } from 'kysely'
import type { Tx } from '../../platform/db/client.ts'

/**
 * Forgets what came for somebody: what they hold, own or sent, and what still waits for one of their addresses. A document somebody
 * else owns something of stays theirs.
 *
 * @param addresses folded
 */
export async function forgetReceived(tx: Tx, personId: string, addresses: readonly string[]): Promise<void> {
  const isTheirs = sql`(e.claimed_by = ${personId} or e.bound_person_id = ${personId}
    or (lower(trim(e.recipient ->> 'email')) = any(${addresses}::text[]) and e.claimed_by is null and e.bound_person_id is null))`
  await sql`delete from credentials c where (
      exists (select from assertions a join holdings h on h.assertion_row = a.id where a.credential_id = c.id and h.person_id = ${personId})
      or exists (select from assertions a join owners o on o.assertion_row = a.id where a.credential_id = c.id and o.person_id = ${personId})
      or exists (select from envelope_items i join envelopes e on e.id = i.envelope_id where i.credential_id = c.id and ${isTheirs}))
    and not exists (select from assertions a join owners o on o.assertion_row = a.id where a.credential_id = c.id and o.person_id <> ${personId})`.execute(
    tx,
  )
  await sql`delete from envelopes e where ${isTheirs}`.execute(tx)
}
