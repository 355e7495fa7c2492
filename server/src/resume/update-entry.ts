import { enforce } from '../core/rule.ts'
import type { Clock } from '../core/time.ts'
import { skillKey } from '../intake/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { guarded } from '../platform/db/constraint.ts'
import { ownTwinExists } from './add-own-entries.ts'
import { getResumeView } from './get-resume-view.ts'
import { problems } from './problems.ts'
import { changeRules } from './rules.ts'
import type { ItemChange } from './shapes.ts'
import { putItemSettings } from './store/items.ts'
import { listOwnRows, putOwnRow } from './store/own-entries.ts'
import { type EntryView, itemsOf, type ResumeView, type SkillView } from './views.ts'

const find = (resume: ResumeView, id: string) => itemsOf(resume).find((item) => item.id === id)

/**
 * Hides, shows, deletes or restores an entry or a skill; sets the level of an unverified skill; puts own words beside a credential; changes an own
 * entry or own skill. Deleting keeps it restorable.
 *
 * @throws Problem entry_not_found | not_a_skill | not_an_entry | facts_are_locked | wording_not_needed | skill_is_verified | link_not_allowed | date_unreal |
 *   skill_already_there
 */
export async function updateEntry(
  deps: { db: Db; now: Clock },
  personId: string,
  id: string,
  change: ItemChange,
): Promise<EntryView | SkillView> {
  return deps.db.transaction().execute(async (tx) => {
    const found = find(await getResumeView({ db: tx }, personId), id)
    const item = found && {
      kind: 'proofs' in found ? ('skill' as const) : ('entry' as const),
      isOwn: found.kind === 'own',
      verdict: found.verdict,
    }
    enforce(changeRules, { item, change })
    const { hidden, deleted, level, ownWording, ...own } = change
    const deletedAt = deleted === undefined ? undefined : deleted ? deps.now() : null
    await putItemSettings(tx, personId, id, { hidden, deletedAt, level, ownWording })
    if (Object.keys(own).length > 0) await putOwnFields(tx, personId, id, own)
    return find(await getResumeView({ db: tx }, personId), id)!
  })
}

async function putOwnFields(tx: Tx, personId: string, id: string, { name, ...change }: Omit<ItemChange, 'level'>): Promise<void> {
  const row = (await listOwnRows(tx, personId)).find((own) => own.id === id)!
  const skill = name !== undefined && { title: name.trim(), skillKey: skillKey(name) }
  if (skill) {
    const { skills } = await getResumeView({ db: tx }, personId)
    const twin = skills.find((other) => other.id !== id && skillKey(other.fullName) === skill.skillKey)
    if (twin) throw problems.skill_already_there({ id: twin.id })
  }
  await guarded(putOwnRow(tx, personId, { ...row, ...(change as object), ...skill }), ownTwinExists)
}
