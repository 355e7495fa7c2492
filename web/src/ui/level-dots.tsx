import { words } from '../../../server/src/api.ts'
import { useMessages } from '../messages/language.tsx'

const STEPS = words.SKILL_LEVELS

/** Four dots and the word; the word alone may stand elsewhere. */
export function LevelDots({ level, word = true, className = '' }: { level: words.SkillLevel; word?: boolean; className?: string }) {
  const { levels } = useMessages()
  const step = STEPS.indexOf(level)
  return (
    <span className={`inline-flex items-center gap-2 text-xs text-soft ${className}`}>
      <span className="inline-flex gap-1" aria-hidden="true">
        {STEPS.map((name, index) => (
          <span key={name} className={`size-2 rounded-full border border-ink ${index <= step ? 'bg-ink' : ''}`} />
        ))}
      </span>
      {word && levels[level]}
    </span>
  )
}
