import { Info } from 'lucide-react'
import { resume as contract } from '../../../../server/src/api.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { useActions } from './actions.ts'
import { DraftText } from './draft-field.tsx'
import type { Entry } from './resume-queries.ts'

/** The person's own words beside locked facts, shown or being written, and a quiet word where they say more. */
export function OwnWords({ entry, id, open }: { entry: Entry; id: string; open: boolean }) {
  const words = useBuilderWords()
  const { locale } = useLanguage()
  const { setWording } = useActions()
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const quoted = (says: readonly string[]) => list.format(says.map(words.quote))
  return (
    <div id={id} className="max-w-[70ch]">
      {open ? (
        <DraftText
          label={words.ownWords}
          aria-label={words.ownWordsLabel(entry.title)}
          hint={words.ownWordsHint}
          rows={3}
          maxLength={contract.TEXT_LIMIT}
          className="mt-2"
          saved={entry.ownWording}
          onSave={(text, visit) => setWording(entry, text, visit)}
        />
      ) : (
        entry.ownWording && (
          <div className="mt-2 border-s-2 border-line ps-3">
            <p className="text-xs text-soft">{words.ownWords}</p>
            <p dir="auto" className="font-serif text-base whitespace-pre-line">
              {entry.ownWording}
            </p>
          </div>
        )
      )}
      <div role="status">
        {entry.notices.map(({ code, text, says }) => (
          <p key={code} className="mt-1 flex gap-2 text-sm text-amber">
            <Info size={16} strokeWidth={1.5} aria-hidden="true" className="mt-0.5 shrink-0" />
            {words.notices[code]?.(quoted(says)) ?? text}
          </p>
        ))}
      </div>
    </div>
  )
}
