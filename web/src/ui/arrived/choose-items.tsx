import { useId } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { Checkbox } from '../checkbox.tsx'
import { ArrivedItem } from './arrived-item.tsx'
import { bySection, type ShownItem } from './held-item.ts'

interface Props {
  items: readonly ShownItem[]
  chosen: ReadonlySet<string>
  onChosen: (chosen: ReadonlySet<string>) => void
  headingLevel: 'h2' | 'h3'
}

/** What arrived, by section, each with its seal and reason; one press selects all. */
export function ChooseItems({ items, chosen, onChosen, headingLevel: Heading }: Props) {
  const { claim, sections } = useMessages()
  const id = useId()
  const free = items.filter((item) => item.available)
  const all = free.length > 0 && chosen.size === free.length
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChosen(next)
  }
  return (
    <>
      <div className="flex items-center justify-between gap-4 border-b border-line pb-2">
        <label htmlFor={id} className="-ml-2 flex min-h-11 items-center gap-3 px-2 text-sm font-medium">
          <Checkbox
            id={id}
            checked={all}
            indeterminate={!all && chosen.size > 0}
            onChange={() => onChosen(new Set(all ? [] : free.map((item) => item.id)))}
          />
          {claim.all}
        </label>
        <p role="status" className="tabular text-sm text-soft">
          {claim.chosen(chosen.size, free.length)}
        </p>
      </div>
      {bySection(items).map(([section, held]) => (
        <section key={section} className="mt-6">
          <Heading className="text-sm font-semibold text-soft">{sections[section]}</Heading>
          <ul className="mt-1">
            {held.map((item) => (
              <ArrivedItem key={item.id} item={item} checked={chosen.has(item.id)} onToggle={() => toggle(item.id)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
