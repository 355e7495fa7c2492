import type { Db, Tx } from '../../platform/db/client.ts'
import type { Owner } from './students.ts'

export interface CatalogueSkill {
  skillId: string
  name: string
  category: string
  description: string
}

const skills = (db: Db, { platformId, mode }: Owner) =>
  db
    .selectFrom('platform_skills')
    .select(['skill_id as skillId', 'name', 'category', 'description'])
    .where('platform_id', '=', platformId)
    .where('mode', '=', mode)

export const nameKey = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

export const listPlatformSkills = (db: Db, owner: Owner): Promise<CatalogueSkill[]> =>
  skills(db, owner).orderBy('name_key').orderBy('skill_id').execute()

export const findPlatformSkills = (db: Db, owner: Owner, ids: readonly string[]): Promise<CatalogueSkill[]> =>
  ids.length === 0 ? Promise.resolve([]) : skills(db, owner).where('skill_id', 'in', ids).execute()

export const findPlatformSkillByName = (db: Db, owner: Owner, name: string): Promise<CatalogueSkill | undefined> =>
  skills(db, owner).where('name_key', '=', nameKey(name)).orderBy('created_at').orderBy('skill_id').executeTakeFirst()

/** @returns false when the id is taken */
export async function insertPlatformSkill(tx: Tx, { platformId, mode }: Owner, skill: CatalogueSkill, now: Date): Promise<boolean> {
  const { skillId, name, category, description } = skill
  const row = await tx
    .insertInto('platform_skills')
    .values({
      platform_id: platformId,
      mode,
      skill_id: skillId,
      name,
      name_key: nameKey(name),
      category,
      description,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('skill_id')
    .executeTakeFirst()
  return row !== undefined
}
