import { words } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import type { Skill } from './resume-queries.ts'
import { SkillItem } from './skill-item.tsx'

/** Skills by category, in the order the categories are named. */
export function SkillsList({ skills }: { skills: readonly Skill[] }) {
  const { categories, resume } = useMessages()
  const groups = [...words.SKILL_CATEGORIES, null]
    .map((category) => ({ category, members: skills.filter((skill) => skill.category === category) }))
    .filter(({ members }) => members.length > 0)
  const named = groups.length > 1 || groups[0]?.category !== null
  return groups.map(({ category, members }) => (
    <div key={category} className="mt-4">
      {named && <h3 className="text-sm font-semibold text-soft">{category ? categories[category] : resume.uncategorized}</h3>}
      <ul>
        {members.map((skill) => (
          <SkillItem key={skill.id} skill={skill} heading={named ? 'h4' : 'h3'} />
        ))}
      </ul>
    </div>
  ))
}
