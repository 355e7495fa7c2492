import { sql } from 'kysely'
import type { Section, SkillCategory } from '../../core/words.ts'
import type { Db, Tx } from '../../platform/db/client.ts'

/** An entry or a skill in the person's own words; empty texts are not told. */
export interface OwnRow {
  id: string
  kind: 'entry' | 'skill'
  section: Section
  /** for a skill: its full name */
  title: string
  organization: string
  startDate: string
  endDate: string
  url: string
  description: string
  skillKey: string | null
  category: SkillCategory | null
}

export async function listOwnRows(db: Db, personId: string): Promise<OwnRow[]> {
  const rows = await db
    .selectFrom('own_entries')
    .select(['id', 'kind', 'section', 'title', 'organization', 'start_date as startDate', 'end_date as endDate', 'url', 'description'])
    .select(['skill_key as skillKey', 'category'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('position')
    .execute()
  return rows as OwnRow[]
}

/** @throws the database's error on constraint own_skill_is_there_once */
export async function insertOwnRows(tx: Tx, personId: string, rows: readonly OwnRow[], now: Date): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into own_entries (id, person_id, kind, section, title, organization, start_date, end_date, url, description, skill_key, category,
      position, created_at)
    select r.id, ${personId}, r.kind, r.section, r.title, r.organization, r."startDate", r."endDate", r.url, r.description, r."skillKey", r.category,
      r.place, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows.map((row, place) => ({ ...row, place })))}::jsonb)
      as r(id text, kind text, section text, title text, organization text, "startDate" text, "endDate" text, url text, description text,
        "skillKey" text, category text, place integer)`.execute(tx)
}

/** @throws the database's error on constraint own_skill_is_there_once */
export async function putOwnRow(tx: Tx, personId: string, row: OwnRow): Promise<void> {
  await tx
    .updateTable('own_entries')
    .set({
      section: row.section,
      title: row.title,
      organization: row.organization,
      start_date: row.startDate,
      end_date: row.endDate,
      url: row.url,
      description: row.description,
      skill_key: row.skillKey,
      category: row.category,
    })
    .where('person_id', '=', personId)
    .where('id', '=', row.id)
    .execute()
}
