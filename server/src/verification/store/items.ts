import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { OfferedItem, SourceKey } from '../words.ts'

/** A source item of a verification, with what init said of it. */
export interface StoredItem extends SourceKey {
  id: string
  verificationId: string
  fields: OfferedItem
}

const items = (db: Db) =>
  db
    .selectFrom('verification_items')
    .select(['id', 'verification_id as verificationId', 'type', 'external_id as externalId', 'fields'])
    .orderBy('position')

export const listItems = async (db: Db, verificationId: string): Promise<StoredItem[]> =>
  (await items(db).where('verification_id', '=', verificationId).execute()) as StoredItem[]

export const listItemsOf = async (db: Db, verificationIds: readonly string[]): Promise<StoredItem[]> =>
  verificationIds.length === 0 ? [] : ((await items(db).where('verification_id', 'in', verificationIds).execute()) as StoredItem[])

/** Makes the stored items these: known ones keep their ids, absent ones go. */
export async function syncItems(
  tx: Tx,
  verificationId: string,
  wanted: readonly (SourceKey & { fields: OfferedItem })[],
): Promise<StoredItem[]> {
  const rows = wanted.map((item, position) => ({ ...item, id: crypto.randomUUID(), position }))
  const record = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, type text, "externalId" text, fields jsonb, position integer)`
  await sql`delete from verification_items i where i.verification_id = ${verificationId}
    and not exists (select 1 from ${record} where r.type = i.type and r."externalId" = i.external_id)`.execute(tx)
  await sql`insert into verification_items (id, verification_id, type, external_id, position, fields)
    select r.id, ${verificationId}, r.type, r."externalId", r.position, r.fields from ${record}
    on conflict on constraint item_is_once_in_verification do update set position = excluded.position, fields = excluded.fields`.execute(tx)
  return listItems(tx, verificationId)
}
