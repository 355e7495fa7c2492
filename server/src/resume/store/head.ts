import type { Db, Tx } from '../../platform/db/client.ts'
import type { Profile, ResumeSettings } from '../shapes.ts'

/** The one row of a resume: who, how it is set, the order of its sections. */
export interface ResumeRow {
  profile: Profile
  settings: ResumeSettings
  sectionOrder: readonly string[]
}

/** A resume nobody has touched yet. */
export const UNTOUCHED: ResumeRow = {
  profile: { headline: '', email: '', phone: '', location: '', summary: '', links: [] },
  settings: { template: 'classic', accent: '#1f2937', paper: 'A4', language: 'en', direction: 'ltr' },
  sectionOrder: [],
}

export async function findResumeRow(db: Db, personId: string): Promise<ResumeRow> {
  const row = await db.selectFrom('resumes').selectAll().where('person_id', '=', personId).executeTakeFirst()
  if (!row) return UNTOUCHED
  const { headline, email, phone, location, summary, links, template, accent, paper, language, direction } = row
  return {
    profile: { headline, email, phone, location, summary, links: links as unknown as Profile['links'] },
    settings: { template, accent, paper, language, direction } as ResumeSettings,
    sectionOrder: row.section_order,
  }
}

export async function putResumeRow(
  tx: Tx,
  personId: string,
  change: { profile?: Partial<Profile> | undefined; settings?: Partial<ResumeSettings> | undefined },
  now: Date,
): Promise<void> {
  const { links, ...texts } = change.profile ?? {}
  const set = { ...texts, ...(links && { links: JSON.stringify(links) }), ...change.settings, updated_at: now }
  await tx
    .insertInto('resumes')
    .values({ person_id: personId, ...set })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(set))
    .execute()
}

export async function putSectionOrder(tx: Tx, personId: string, order: string[], now: Date): Promise<void> {
  await tx
    .insertInto('resumes')
    .values({ person_id: personId, section_order: order, updated_at: now })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ section_order: order, updated_at: now }))
    .execute()
}
