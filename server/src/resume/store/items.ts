import { sql } from 'kysely'
import type { SkillLevel } from '../../core/words.ts'
import type { Db, Tx } from '../../platform/db/client.ts'

export interface ItemSettings {
  itemId: string
  position: number | null
  hidden: boolean
  deletedAt: Date | null
  level: SkillLevel | null
  ownWording: string
}

export async function listItemSettings(db: Db, personId: string): Promise<Map<string, ItemSettings>> {
  const rows = await db
    .selectFrom('resume_items')
    .select(['item_id as itemId', 'position', 'hidden', 'deleted_at as deletedAt', 'level', 'own_wording as ownWording'])
    .where('person_id', '=', personId)
    .execute()
  return new Map(rows.map((row) => [row.itemId, row as ItemSettings]))
}

export async function putItemSettings(
  tx: Tx,
  personId: string,
  itemId: string,
  change: {
    hidden?: boolean | undefined
    deletedAt?: Date | null | undefined
    level?: SkillLevel | null | undefined
    ownWording?: string | undefined
  },
): Promise<void> {
  const set = {
    ...(change.hidden !== undefined && { hidden: change.hidden }),
    ...(change.deletedAt !== undefined && { deleted_at: change.deletedAt }),
    ...(change.level !== undefined && { level: change.level }),
    ...(change.ownWording !== undefined && { own_wording: change.ownWording }),
  }
  await tx
    .insertInto('resume_items')
    .values({ person_id: personId, item_id: itemId, ...set })
    .onConflict((conflict) =>
      Object.keys(set).length > 0 ? conflict.columns(['person_id', 'item_id']).doUpdateSet(set) : conflict.doNothing(),
    )
    .execute()
}

export async function putPositions(tx: Tx, personId: string, itemIds: readonly string[]): Promise<void> {
  const rows = itemIds.map((id, position) => ({ id, position }))
  await sql`insert into resume_items (person_id, item_id, position)
    select ${personId}, r.id, r.position from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, position integer) order by r.id
    on conflict (person_id, item_id) do update set position = excluded.position`.execute(tx)
}
