import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'

/** New ones belong to the person who sent them. */
export async function markSelfSent(tx: Tx, personId: string, credentialIds: readonly string[]): Promise<void> {
  await sql`update credentials set sent_by_person = ${personId} where id = any(${credentialIds}::text[])`.execute(tx)
}

/** What was read but not chosen leaves nothing behind. */
export async function deleteSelfSent(tx: Tx, personId: string, credentialIds: readonly string[]): Promise<void> {
  await sql`delete from credentials where id = any(${credentialIds}::text[]) and sent_by_person = ${personId}`.execute(tx)
}

/** Which of these holdings came by the person's own import. */
export async function listSelfSentHoldings(db: Db, personId: string, holdingIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select h.id from holdings h join assertions a on a.id = h.assertion_row join credentials c on c.id = a.credential_id
    where h.person_id = ${personId} and c.sent_by_person = ${personId} and h.id = any(${holdingIds}::text[])`.execute(db)
  return rows.map(({ id }) => id)
}
