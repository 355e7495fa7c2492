import { type ReactNode, useId, useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { Button } from './button.tsx'

interface Props<T> {
  title: string
  items: readonly T[]
  keyOf: (item: T) => string
  /** what the search looks at */
  textOf: (item: T) => string
  empty?: ReactNode
  /** one sentence under the title */
  lead?: string
  aside?: ReactNode
  children: (item: T) => ReactNode
}

const STEP = 50
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** A list with its count and a search; long ones grow on request. */
export function SearchList<T>({ title, items, keyOf, textOf, empty, lead, aside, children }: Props<T>) {
  const { common } = useMessages()
  const id = useId()
  const [text, setText] = useState('')
  const [most, setMost] = useState(STEP)
  const wanted = fold(text).split(/\s+/).filter(Boolean)
  const found = wanted.length === 0 ? items : items.filter((item) => wanted.every((word) => fold(textOf(item)).includes(word)))
  return (
    <section aria-labelledby={`${id}-title`}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 id={`${id}-title`} className="font-serif text-xl font-semibold">
          {title}{' '}
          <span role="status" className="tabular font-sans text-base font-normal text-soft">
            {common.found(found.length, items.length)}
          </span>
        </h2>
        {aside}
      </div>
      {lead && <p className="mt-1 max-w-[66ch] text-sm text-soft">{lead}</p>}
      {items.length === 0 ? (
        <div className="mt-6 max-w-[60ch] border-t border-line pt-6 text-soft">{empty}</div>
      ) : (
        <>
          <input
            type="search"
            aria-label={`${common.search}: ${title}`}
            placeholder={common.search}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="mt-4 min-h-11 w-full rounded border border-strong bg-sheet px-3 text-base text-ink placeholder:text-soft sm:max-w-sm"
          />
          <ul className="mt-4 divide-y divide-line border-y border-line">
            {found.slice(0, most).map((item) => (
              <li key={keyOf(item)} className="py-4">
                {children(item)}
              </li>
            ))}
          </ul>
          {found.length === 0 && <p className="mt-4 text-soft">{common.noMatch(text)}</p>}
          {found.length > most && (
            <Button look="secondary" className="mt-4" onClick={() => setMost(most + STEP)}>
              {common.more}
            </Button>
          )}
        </>
      )}
    </section>
  )
}
