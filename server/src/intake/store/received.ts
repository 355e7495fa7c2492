import { sql } from 'kysely'
import type { Db } from '../../platform/db/client.ts'

export interface Received {
  id: string
  title: string
  form: 'json' | 'jwt'
  document: string
}

/** What partners said of whom they sent to, for whoever took it. */
export async function listRecipientsNamed(db: Db, personId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select p.name as partner, e.mode, e.recipient, e.created_at as "sentAt", e.claimed_at as "takenAt"
    from envelopes e join partners p on p.id = e.partner_id where e.claimed_by = ${personId} or e.bound_person_id = ${personId}
    order by e.created_at`.execute(db)
  return rows
}

/** Credentials of which a person holds anything, a page at a time. @param after the id the last page ended with */
export async function listReceived(db: Db, personId: string, after: string, atMost: number): Promise<Received[]> {
  const { rows } = await sql<Received>`select c.id, c.format as form, c.document,
      coalesce((select a.title from assertions a where a.credential_id = c.id and a.title <> '' order by a.position limit 1), '') as title
    from credentials c where c.id > ${after}
      and exists (select from assertions a join holdings h on h.assertion_row = a.id where a.credential_id = c.id and h.person_id = ${personId})
    order by c.id limit ${atMost}`.execute(db)
  return rows
}
