import { MessageSquareText } from 'lucide-react'
import { useId, useState } from 'react'
import type { Messages } from '../../messages/en.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Button } from '../../ui/button.tsx'
import { ClaimRow } from '../../ui/claim-row.tsx'
import { writeDate } from '../../ui/dates.ts'
import { ExternalLink } from '../../ui/external-link.tsx'
import { issuerWords } from '../../ui/issuer-words.ts'
import { useActions } from './actions.ts'
import { ArrangeItem } from './arrange-item.tsx'
import { EditOwn } from './edit-own.tsx'
import { ItemControls } from './item-controls.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { OwnWords } from './own-words.tsx'
import type { Entry } from './resume-queries.ts'

interface Props {
  entry: Entry
  index: number
  of: number
  onBeforeMove: () => void
}

const claimOf = (entry: Entry, issuer: string) => ({
  title: entry.title,
  verdict: entry.verdict,
  proofs: entry.kind === 'credential' ? [{ ...entry, issuer }] : [],
})

const byOf = (entry: Entry, messages: Messages): string => (entry.kind === 'own' ? entry.organization : issuerWords(entry, messages))

function periodOf({ kind, date, startDate, endDate }: Entry, present: string, locale: string): string {
  if (kind === 'credential' || (!startDate && !endDate)) return date
  const dates = startDate ? [startDate, endDate || present] : [endDate]
  return dates.map((each) => writeDate(each, locale)).join(' – ')
}

/** An entry: its facts, its seal in the margin, own words, and what can be done with it. */
export function EntryItem({ entry, index, of, onBeforeMove }: Props) {
  const { messages, locale } = useLanguage()
  const words = useBuilderWords()
  const { place } = useActions()
  const [isWriting, setIsWriting] = useState(false)
  const id = useId()
  const by = byOf(entry, messages)
  const isOwn = entry.kind === 'own'
  const move = (to: number) => {
    onBeforeMove()
    place(entry, to)
  }
  return (
    <ArrangeItem
      id={entry.id}
      title={entry.title}
      index={index}
      of={of}
      onPlace={(to) => place(entry, to)}
      onBeforeMove={onBeforeMove}
      className="border-b border-line pt-4 pb-2 last:border-b-0"
    >
      {(handle) => (
        <>
          <ClaimRow
            title={entry.title}
            issuer={by}
            date={periodOf(entry, words.present, locale)}
            description={entry.description}
            claim={claimOf(entry, by)}
            dimmed={entry.hidden}
          />
          {isOwn && entry.url && (
            <p className="text-sm" dir="auto">
              <ExternalLink href={entry.url}>{entry.url}</ExternalLink>
            </p>
          )}
          {entry.verdict === 'withdrawn' && <p className="mt-1 text-sm text-soft">{words.withdrawn}</p>}
          {!isOwn && <OwnWords entry={entry} id={id} open={isWriting} />}
          <div className="-ml-2 mt-1 flex flex-wrap items-center print:hidden">
            {handle}
            <MoveButtons title={entry.title} isFirst={index === 0} isLast={index === of - 1} onMove={(by) => move(index + by)} />
            {isOwn ? (
              <EditOwn item={entry} />
            ) : (
              <Button
                look="quiet"
                aria-label={words.ownWordsLabel(entry.title)}
                aria-expanded={isWriting}
                aria-controls={id}
                onClick={() => setIsWriting(!isWriting)}
                className="text-xs!"
              >
                <MessageSquareText size={16} strokeWidth={1.5} aria-hidden="true" className="max-sm:hidden" />
                {words.ownWordsShow}
              </Button>
            )}
            <ItemControls item={entry} />
          </div>
        </>
      )}
    </ArrangeItem>
  )
}
