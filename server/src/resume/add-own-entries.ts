import { newId } from '../core/id.ts'
import { enforce } from '../core/rule.ts'
import type { Clock } from '../core/time.ts'
import { skillKey } from '../intake/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { guarded } from '../platform/db/constraint.ts'
import { getResumeView } from './get-resume-view.ts'
import { problems } from './problems.ts'
import { addRules } from './rules.ts'
import type { NewOwnEntry } from './shapes.ts'
import { listItemSettings, putItemSettings } from './store/items.ts'
import { insertOwnRows, listOwnRows, type OwnRow, putOwnRow } from './store/own-entries.ts'
import { type EntryView, itemsOf, type SkillView } from './views.ts'

export const ownTwinExists = { own_skill_is_there_once: () => problems.skill_already_there({ id: '' }) }

function rowOf(entry: NewOwnEntry): OwnRow {
  const { kind = 'entry', description = '' } = entry
  const empty = { organization: '', startDate: '', endDate: '', url: '', skillKey: null, category: null }
  const row = { ...empty, id: newId('own'), kind, description }
  if (!('name' in entry)) return { ...row, ...withoutUndefined(entry), kind: 'entry' }
  const { name, category = null } = entry
  return { ...row, section: 'Skills and Abilities', title: name.trim(), skillKey: skillKey(name), category }
}

const withoutUndefined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }

/**
 * Adds entries and skills in the person's own words, in the order given, in the caller's transaction. A skill that is there already is left as it
 * is; a deleted one comes back with the new words. The shapes are the caller's to check.
 *
 * @returns the id of each, in the order given, and whether it is new on the resume
 * @throws Problem link_not_allowed | date_unreal | resume_is_full | skill_already_there (somebody else added it at the same instant)
 */
export async function addOwnEntries(
  tx: Tx,
  personId: string,
  entries: readonly NewOwnEntry[],
  now: Date,
): Promise<{ id: string; added: boolean }[]> {
  const there = await listOwnRows(tx, personId)
  enforce(addRules, { entries, count: there.length })
  const settings = await listItemSettings(tx, personId)
  const byKey = new Map(there.filter((row) => row.skillKey !== null).map((row) => [row.skillKey, row]))
  const fresh: OwnRow[] = []
  const results: { id: string; added: boolean }[] = []
  for (const entry of entries) {
    const row = rowOf(entry)
    const twin = row.skillKey === null ? undefined : byKey.get(row.skillKey)
    const isBack = twin !== undefined && settings.get(twin.id)?.deletedAt != null
    if (!twin) fresh.push(row)
    if (row.skillKey !== null && !twin) byKey.set(row.skillKey, row)
    if (isBack) {
      await putOwnRow(tx, personId, { ...row, id: twin.id })
      settings.delete(twin.id)
    }
    const level = 'level' in entry ? entry.level : undefined
    if (isBack || (level && !twin))
      await putItemSettings(tx, personId, twin?.id ?? row.id, { level, ...(isBack && { deletedAt: null, hidden: false }) })
    results.push({ id: twin?.id ?? row.id, added: !twin || isBack })
  }
  await guarded(insertOwnRows(tx, personId, fresh, now), ownTwinExists)
  return results
}

/**
 * Adds one entry or skill in the person's own words.
 *
 * @returns it as it stands on the resume
 * @throws Problem link_not_allowed | date_unreal | skill_already_there | resume_is_full
 */
export function addEntry(deps: { db: Db; now: Clock }, personId: string, entry: NewOwnEntry): Promise<EntryView | SkillView> {
  return deps.db.transaction().execute(async (tx) => {
    if ('name' in entry) {
      const twin = (await getResumeView({ db: tx }, personId)).skills.find(({ fullName }) => skillKey(fullName) === skillKey(entry.name))
      if (twin) throw problems.skill_already_there({ id: twin.id })
    }
    const [added] = await addOwnEntries(tx, personId, [entry], deps.now())
    return itemsOf(await getResumeView({ db: tx }, personId)).find(({ id }) => id === added?.id)!
  })
}
