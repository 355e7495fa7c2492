import { useMessages } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { useActions } from './actions.ts'
import { ArrangeItem } from './arrange-item.tsx'
import { ArrangeList } from './arrange-list.tsx'
import { Disclosure } from './disclosure.tsx'
import { MoveButtons } from './move-buttons.tsx'
import type { Section } from './resume-queries.ts'
import { anchorOf, type ShownSection } from './shown-sections.ts'
import { useKeptFocus } from './use-kept-focus.ts'

/** The sections as a short list: to arrange, and to jump to. */
export function SectionOrder({ sections }: { sections: readonly ShownSection[] }) {
  const { sections: names } = useMessages()
  const words = useBuilderWords()
  const { placeSection } = useActions()
  const keepFocus = useKeptFocus(sections.map(({ name }) => name).join())
  const move = (name: Section, to: number) => {
    keepFocus()
    placeSection(name, to)
  }
  return (
    <Disclosure title={words.order} lead={words.orderLead}>
      <ArrangeList
        items={sections.map(({ name }) => ({ id: name, title: names[name] }))}
        onPlace={(name, to) => placeSection(name as Section, to)}
      >
        <ul className="border-t border-line">
          {sections.map(({ name, entries, skills }, index) => (
            <ArrangeItem
              key={name}
              id={name}
              title={names[name]}
              index={index}
              of={sections.length}
              onPlace={(to) => placeSection(name, to)}
              onBeforeMove={keepFocus}
              className="flex items-center gap-2 border-b border-line"
            >
              {(handle) => (
                <>
                  {handle}
                  <a href={`#${anchorOf(name)}`} className="min-w-0 flex-1 py-2 text-sm hover:underline">
                    {names[name]} <span className="tabular text-soft">{entries.length + skills.length}</span>
                  </a>
                  <MoveButtons
                    title={names[name]}
                    isFirst={index === 0}
                    isLast={index === sections.length - 1}
                    onMove={(by) => move(name, index + by)}
                  />
                </>
              )}
            </ArrangeItem>
          ))}
        </ul>
      </ArrangeList>
    </Disclosure>
  )
}
