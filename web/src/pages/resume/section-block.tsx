import { useId } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { useActions } from './actions.ts'
import { EntryItem } from './entry-item.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { anchorOf, type ShownSection } from './shown-sections.ts'
import { SkillsList } from './skills-list.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

export function SectionBlock({ section, isFirst, isLast }: { section: ShownSection; isFirst: boolean; isLast: boolean }) {
  const { sections } = useMessages()
  const { moveSection } = useActions()
  const id = useId()
  const keepFocus = useKeptFocus(section.entries.map((entry) => entry.id).join())
  const last = section.entries.length - 1
  return (
    <section id={anchorOf(section.name)} aria-labelledby={id} className="mt-10">
      <div className="flex items-end justify-between gap-4 border-b border-ink pb-1">
        <h2 id={id} className="font-serif text-lg font-semibold">
          {sections[section.name]}
        </h2>
        {section.placed && (
          <MoveButtons title={sections[section.name]} isFirst={isFirst} isLast={isLast} onMove={(by) => moveSection(section.name, by)} />
        )}
      </div>
      {section.entries.length > 0 && (
        <ul>
          {section.entries.map((entry, index) => (
            <EntryItem key={entry.id} entry={entry} isFirst={index === 0} isLast={index === last} onBeforeMove={keepFocus} />
          ))}
        </ul>
      )}
      {section.skills.length > 0 && <SkillsList skills={section.skills} />}
    </section>
  )
}
