import { sql } from 'kysely'
import type { Db } from '../../platform/db/client.ts'

/** An item whose document says nothing beyond the items it was asked for with. */
export interface WholeDocument {
  id: string
  credentialId: string
  /** where the item lies in the document: '' for the whole, else a JSON Pointer into a CLR */
  pointer: string
}

/**
 * Those of these items whose documents can be shown without showing more: every credential and every skill in such a document is one
 * of the items. A transcript of five courses is not shown for the sake of one.
 */
export async function listWholeDocuments(db: Db, personId: string, holdingIds: readonly string[]): Promise<WholeDocument[]> {
  if (holdingIds.length === 0) return []
  const { rows } = await sql<WholeDocument>`with shown as (
      select h.id, a.credential_id, a.pointer from holdings h join assertions a on a.id = h.assertion_row join credentials c on c.id = a.credential_id
      where h.person_id = ${personId} and h.id = any(${holdingIds}::text[]) and h.state = 'resume' and a.gone_at is null and c.withdrawn_at is null),
    counted as (select credential_id, count(*) as n from shown group by credential_id),
    inside as (select a.credential_id, sum(case a.kind when 'credential' then 1 when 'carrier' then a.skill_count else 0 end) as n
      from assertions a join counted on counted.credential_id = a.credential_id where a.gone_at is null group by a.credential_id)
    select shown.id, shown.credential_id as "credentialId", shown.pointer from shown
    join counted on counted.credential_id = shown.credential_id join inside on inside.credential_id = shown.credential_id
    where counted.n >= inside.n`.execute(db)
  return rows
}
