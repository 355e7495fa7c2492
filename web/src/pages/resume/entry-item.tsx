import { type KeyboardEvent, useRef } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { ClaimRow } from '../../ui/claim-row.tsx'
import { useHandOnFocus } from '../../ui/hand-on-focus.ts'
import { issuerWords } from '../../ui/issuer-words.ts'
import { useActions } from './actions.ts'
import { ItemControls } from './item-controls.tsx'
import { MoveButtons } from './move-buttons.tsx'
import type { Entry } from './resume-queries.ts'

interface Props {
  entry: Entry
  isFirst: boolean
  isLast: boolean
  onBeforeMove: () => void
}

const claimOf = (entry: Entry, issuer: string) => ({
  title: entry.title,
  verdict: entry.verdict,
  proofs: entry.partner || entry.checks.length > 0 ? [{ ...entry, issuer }] : [],
})

/** An entry on the sheet: its facts, its seal in the margin, and what can be done with it. */
export function EntryItem({ entry, isFirst, isLast, onBeforeMove }: Props) {
  const issuer = issuerWords(entry, useMessages())
  const { moveEntry } = useActions()
  const item = useRef<HTMLLIElement>(null)
  useHandOnFocus(item)
  const move = (by: -1 | 1) => {
    onBeforeMove()
    moveEntry(entry, by)
  }
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const up = event.key === 'ArrowUp'
    if (up ? !isFirst : !isLast) move(up ? -1 : 1)
  }
  return (
    <li ref={item} onKeyDown={keys} className="border-b border-line pt-4 pb-2 last:border-b-0">
      <ClaimRow
        title={entry.title}
        issuer={issuer}
        date={entry.date}
        description={entry.description}
        claim={claimOf(entry, issuer)}
        dimmed={entry.hidden}
      />
      <div className="-ml-2 mt-1 flex flex-wrap items-center print:hidden">
        <MoveButtons title={entry.title} isFirst={isFirst} isLast={isLast} onMove={move} />
        <ItemControls item={entry} />
      </div>
    </li>
  )
}
