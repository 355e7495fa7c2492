import { useMessages } from '../../messages/language.tsx'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Mark } from '../../ui/seal/mark.tsx'
import { inkOf } from '../../ui/seal/tone.ts'
import type { UploadElement } from './partner-queries.ts'

/** The result of each credential, in the order sent. */
export function UploadElements({ elements }: { elements: readonly UploadElement[] }) {
  const { uploads: words } = usePartnerWords()
  if (elements.length === 0) return <p className="mt-3 text-sm text-soft">{words.noElements}</p>
  return (
    <ul className="mt-3 space-y-4 border-l border-line pl-4">
      {elements.map((element) => (
        <li key={`${element.pointer} ${element.index} ${element.id}`}>
          <Element element={element} />
        </li>
      ))}
    </ul>
  )
}

function Element({ element }: { element: UploadElement }) {
  const { uploads: words } = usePartnerWords()
  const { sections, verdicts } = useMessages()
  const { title, id, index, pointer, status, section, verdict, reason, warnings, now } = element
  const shown = now?.verdict ?? verdict
  const isRefused = status === 'rejected' || status === 'withheld'
  const changed = now && verdict && now.verdict !== verdict
  return (
    <>
      <p className="text-sm font-semibold">
        <bdi>{title || words.position(index + 1)}</bdi>
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        <span className={isRefused ? 'text-red' : ''}>{words.statuses[status]}</span>
        {shown && (
          <span className={`inline-flex items-center gap-1.5 ${inkOf(shown)}`}>
            <span aria-hidden="true" className="text-soft">
              ·
            </span>
            <Mark verdict={shown} />
            {verdicts[shown].word}
          </span>
        )}
        {section && <span className="text-soft">· {sections[section]}</span>}
        {now && <span className="text-soft">· {words.standing[now.state]}</span>}
      </p>
      {changed && <p className="text-sm text-soft">{words.arrivedAs(verdicts[verdict].word)}</p>}
      {[reason, ...warnings].filter(Boolean).map((text) => (
        <p key={text} dir="auto" className="max-w-[70ch] text-sm text-soft">
          {text}
        </p>
      ))}
      {(id || pointer) && (
        <p dir="ltr" className="font-mono text-xs text-soft">
          {[pointer, id].filter(Boolean).join(' ')}
        </p>
      )}
    </>
  )
}
