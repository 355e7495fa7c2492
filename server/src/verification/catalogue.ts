import type { PlatformCaller } from '../core/caller.ts'
import { newId } from '../core/id.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import type { Uses } from './deps.ts'
import { bodyOf, shortText, textOf } from './fields.ts'
import { problems } from './problems.ts'
import {
  type CatalogueSkill,
  findPlatformSkillByName,
  findPlatformSkills,
  insertPlatformSkill,
  listPlatformSkills,
  nameKey,
} from './store/catalogue.ts'
import type { Owner } from './store/students.ts'
import { findVerification } from './store/verifications.ts'

/** The skills of these ids that a platform can verify: built in, or its own. */
export async function knownSkills(
  { db, bank }: Uses<'db' | 'bank'>,
  owner: Owner,
  ids: readonly string[],
): Promise<Map<string, CatalogueSkill>> {
  const own = await findPlatformSkills(
    db,
    owner,
    ids.filter((id) => !bank.skill(id)),
  )
  const found = new Map(own.map((skill) => [skill.skillId, skill]))
  for (const id of ids) {
    const builtIn = bank.skill(id)
    if (builtIn) found.set(id, builtIn)
  }
  return found
}

const matches = ({ skillId, name, category }: CatalogueSkill, query: string): boolean =>
  [skillId, name, category].some((text) => text.toLowerCase().includes(query))

/** What this platform added. What people wrote who start verifications themselves is nothing to show to each other. */
async function addedSkills(db: Db, caller: PlatformCaller): Promise<CatalogueSkill[]> {
  const session = caller.verificationId === undefined ? undefined : await findVerification(db, caller.verificationId)
  return session && session.personId !== null ? [] : listPlatformSkills(db, caller)
}

/** The catalogue: what is built in and what this platform added, by name. */
export async function listCatalogue(
  { db, bank }: Uses<'db' | 'bank'>,
  caller: PlatformCaller,
  { query, limit, offset }: { query: string; limit: number; offset: number },
) {
  const all = [...bank.skills, ...(await addedSkills(db, caller))]
  const found = all
    .filter((skill) => matches(skill, query.trim().toLowerCase()))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return {
    skills: found
      .slice(offset, offset + limit)
      .map(({ skillId, name, category, description }) => ({ skillId, name, category, description })),
    total: found.length,
  }
}

/**
 * Adds a skill of this platform.
 *
 * @throws Problem MISSING_SKILL_ID | MISSING_NAME | INVALID_DATA_FORMAT | SKILL_EXISTS
 */
export async function addSkill({ db, now, bank }: Uses<'db' | 'now' | 'bank'>, owner: Owner, sent: unknown): Promise<CatalogueSkill> {
  const body = bodyOf(sent)
  const skillId = textOf(body, 'skillId')
  if (skillId === '') throw problems.MISSING_SKILL_ID()
  if (!/^[\w.:-]{1,100}$/.test(skillId))
    throw problems.INVALID_DATA_FORMAT({ because: '/skillId takes letters, digits and _ . : - (at most 100)' })
  if (textOf(body, 'name') === '') throw problems.MISSING_NAME()
  const skill = {
    skillId,
    name: shortText(body, 'name', 200),
    category: shortText(body, 'category', 100),
    description: shortText(body, 'description', 2_000),
  }
  const isNew = bank.skill(skillId) ? false : await db.transaction().execute((tx) => insertPlatformSkill(tx, owner, skill, now()))
  if (!isNew) throw problems.SKILL_EXISTS()
  return skill
}

const slugOf = (name: string): string =>
  nameKey(name)
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)

/** A skill by id or by name; made when this platform does not know it. */
export async function skillNamed({ bank }: Uses<'bank'>, tx: Tx, owner: Owner, name: string, now: Date): Promise<CatalogueSkill> {
  const builtIn = bank.skill(name) ?? bank.skills.find((skill) => nameKey(skill.name) === nameKey(name))
  if (builtIn) return builtIn
  const [byId] = await findPlatformSkills(tx, owner, [name])
  const known = byId ?? (await findPlatformSkillByName(tx, owner, name))
  if (known) return known
  const slug = slugOf(name)
  const made = { skillId: slug === '' ? newId('skill') : `skill_${slug}`, name, category: '', description: '' }
  if (!bank.skill(made.skillId) && (await insertPlatformSkill(tx, owner, made, now))) return made
  // the id is taken by another name (C and C++ fold to the same letters), or another call made it
  const again = await findPlatformSkillByName(tx, owner, name)
  if (again) return again
  const unique = { ...made, skillId: newId('skill') }
  await insertPlatformSkill(tx, owner, unique, now)
  return unique
}
