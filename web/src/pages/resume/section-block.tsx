import { useMessages } from '../../messages/language.tsx'
import { useActions } from './actions.ts'
import { AddEntry, AddSkill } from './add-own.tsx'
import { ArrangeList } from './arrange-list.tsx'
import { EntryItem } from './entry-item.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { anchorOf, type ShownSection } from './shown-sections.ts'
import { SkillsList } from './skills-list.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

export function SectionBlock({ section, index, of }: { section: ShownSection; index: number; of: number }) {
  const { sections } = useMessages()
  const { place, placeSection } = useActions()
  const { name, text, entries, skills } = section
  const keepFocus = useKeptFocus(entries.map((entry) => entry.id).join())
  return (
    // no landmark: the preview beside it has sections of the same names
    <div id={anchorOf(name)} className="mt-10">
      <div className="flex items-end justify-between gap-4 border-b border-ink pb-1">
        <h2 className="font-serif text-lg font-semibold">{sections[name]}</h2>
        <MoveButtons
          title={sections[name]}
          isFirst={index === 0}
          isLast={index === of - 1}
          onMove={(by) => placeSection({ name, together: true }, index + by)}
        />
      </div>
      {text !== '' && (
        <p dir="auto" className="mt-3 line-clamp-4 max-w-[70ch] font-serif whitespace-pre-line">
          {text}
        </p>
      )}
      {entries.length > 0 && (
        <ArrangeList items={entries} onPlace={(moved, to) => place(entries.find((entry) => entry.id === moved)!, to)}>
          <ul>
            {entries.map((entry, at) => (
              <EntryItem key={entry.id} entry={entry} index={at} of={entries.length} onBeforeMove={keepFocus} />
            ))}
          </ul>
        </ArrangeList>
      )}
      {skills.length > 0 && <SkillsList skills={skills} />}
      {skills.length > 0 && <AddSkill look="quiet" />}
      {skills.length === 0 && name !== 'Summary' && name !== 'Skills' && <AddEntry section={name} inSection />}
    </div>
  )
}
