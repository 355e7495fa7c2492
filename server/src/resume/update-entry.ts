import { enforce } from '../core/rule.ts'
import type { Clock } from '../core/time.ts'
import type { Section } from '../core/words.ts'
import type { Db } from '../platform/db/client.ts'
import type { EntryView, ResumeView, SkillView } from './arrange.ts'
import { getResume } from './get-resume.ts'
import { problems } from './problems.ts'
import { changeRules, type ItemChange } from './rules.ts'
import { putItemSettings, putPositions, putSectionOrder } from './store.ts'

const entriesOf = (resume: ResumeView): EntryView[] => [...resume.sections.flatMap(({ entries }) => entries), ...resume.deleted.entries]
const skillsOf = (resume: ResumeView): SkillView[] => [...resume.skills, ...resume.deleted.skills]

/**
 * Hides, shows, deletes or restores an entry or a skill, or sets the level of an unverified skill. Deleting keeps it restorable.
 *
 * @throws Problem entry_not_found | not_a_skill | skill_is_verified
 */
export async function updateEntry(
  deps: { db: Db; now: Clock },
  personId: string,
  id: string,
  change: ItemChange,
): Promise<EntryView | SkillView> {
  const find = (resume: ResumeView) =>
    entriesOf(resume).find((entry) => entry.id === id) ?? skillsOf(resume).find((skill) => skill.id === id)
  return deps.db.transaction().execute(async (tx) => {
    const found = find(await getResume(tx, personId))
    enforce(changeRules, { item: found && { kind: 'proofs' in found ? 'skill' : 'entry', verdict: found.verdict }, change })
    const deletedAt = change.deleted === undefined ? undefined : change.deleted ? deps.now() : null
    await putItemSettings(tx, personId, id, { hidden: change.hidden, deletedAt, level: change.level })
    return find(await getResume(tx, personId))!
  })
}

/** Sets the order of sections and of entries. @throws Problem entry_not_found */
export async function putOrder(
  deps: { db: Db; now: Clock },
  personId: string,
  order: { sections?: Section[] | undefined; entries?: string[] | undefined },
): Promise<ResumeView> {
  return deps.db.transaction().execute(async (tx) => {
    const resume = await getResume(tx, personId)
    const there = new Set([...entriesOf(resume), ...skillsOf(resume)].map(({ id }) => id))
    if (order.entries?.some((id) => !there.has(id))) throw problems.entry_not_found()
    if (order.entries) await putPositions(tx, personId, order.entries)
    if (order.sections) await putSectionOrder(tx, personId, order.sections, deps.now())
    return getResume(tx, personId)
  })
}
