import { words } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import { titleOf, useActions } from './actions.ts'
import type { Skill } from './resume-queries.ts'

/** The level of a skill that nobody has verified is the person's own to set. */
export function LevelField({ skill }: { skill: Skill }) {
  const { levels, resume } = useMessages()
  const { setLevel } = useActions()
  return (
    <select
      aria-label={resume.level(titleOf(skill))}
      value={skill.level ?? ''}
      onChange={(event) => setLevel(skill, event.target.value as words.SkillLevel)}
      className="min-h-8 max-w-28 rounded border border-strong bg-sheet px-1 text-xs text-ink"
    >
      {!skill.level && (
        <option value="" disabled>
          {resume.setLevel}
        </option>
      )}
      {words.SKILL_LEVELS.map((level) => (
        <option key={level} value={level}>
          {levels[level]}
        </option>
      ))}
    </select>
  )
}
