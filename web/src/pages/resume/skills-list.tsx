import { words } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import { titleOf, useActions } from './actions.ts'
import { ArrangeList } from './arrange-list.tsx'
import type { Skill } from './resume-queries.ts'
import { SkillItem } from './skill-item.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

/** Skills by category, in the order the categories are named. */
export function SkillsList({ skills }: { skills: readonly Skill[] }) {
  const { categories, resume } = useMessages()
  const { place } = useActions()
  const keepFocus = useKeptFocus(skills.map((skill) => skill.id).join())
  const groups = [...words.SKILL_CATEGORIES, null]
    .map((category) => ({ category, members: skills.filter((skill) => skill.category === category) }))
    .filter(({ members }) => members.length > 0)
  const named = groups.length > 1 || groups[0]?.category !== null
  return groups.map(({ category, members }) => (
    <div key={category} className="mt-4">
      {named && <h3 className="text-sm font-semibold text-soft">{category ? categories[category] : resume.uncategorized}</h3>}
      <ArrangeList
        items={members.map((skill) => ({ id: skill.id, title: titleOf(skill) }))}
        onPlace={(moved, to) => place(members.find((skill) => skill.id === moved)!, to)}
      >
        <ul>
          {members.map((skill, at) => (
            <SkillItem key={skill.id} skill={skill} heading={named ? 'h4' : 'h3'} index={at} of={members.length} onBeforeMove={keepFocus} />
          ))}
        </ul>
      </ArrangeList>
    </div>
  ))
}
