import type { words } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { useActions } from './actions.ts'
import { ArrangeItem } from './arrange-item.tsx'
import { ArrangeList } from './arrange-list.tsx'
import { Disclosure } from './disclosure.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { anchorOf, type ShownSection } from './shown-sections.ts'
import { useKeptFocus } from './use-kept-focus.ts'

/** Sections, summary and skills as a short list: to arrange, and to jump to. */
export function SectionOrder({ sections }: { sections: readonly ShownSection[] }) {
  const { sections: names } = useMessages()
  const say = useBuilderWords()
  const { placeSection } = useActions()
  const keepFocus = useKeptFocus(sections.map(({ name }) => name).join())
  const place = (name: words.OrderedPlace, to: number) => placeSection({ name, together: false }, to)
  const move = (name: words.OrderedPlace, to: number) => {
    keepFocus()
    place(name, to)
  }
  return (
    <Disclosure title={say.order} lead={say.orderLead}>
      <ArrangeList
        items={sections.map(({ name }) => ({ id: name, title: names[name] }))}
        onPlace={(name, to) => place(name as words.OrderedPlace, to)}
      >
        <ul className="border-t border-line">
          {sections.map(({ name, text, entries, skills }, index) => (
            <ArrangeItem
              key={name}
              id={name}
              title={names[name]}
              index={index}
              of={sections.length}
              onPlace={(to) => place(name, to)}
              onBeforeMove={keepFocus}
              className="flex items-center gap-2 border-b border-line"
            >
              {(handle) => (
                <>
                  {handle}
                  <a href={`#${anchorOf(name)}`} className="min-w-0 flex-1 py-2 text-sm hover:underline">
                    {names[name]} {text === '' && <span className="tabular text-soft">{entries.length + skills.length}</span>}
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
