import { useId, useState } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { isLink } from './is-link.ts'
import { checkUrl } from './session-api.ts'

type Outcome = 'none' | 'checking' | 'opens' | 'closed' | 'notALink'

/** A link; once it is written, says whether everybody can open it. */
export function ProofField({ label, url, onUrl }: { label: string; url: string; onUrl: (url: string) => void }) {
  const { skills: words } = useVerifyWords()
  const id = useId()
  const [outcome, setOutcome] = useState<Outcome>('none')
  const look = async () => {
    const text = url.trim()
    if (!text) return setOutcome('none')
    if (!isLink(text)) return setOutcome('notALink')
    setOutcome('checking')
    const { accessible } = await checkUrl(text).catch(() => ({ accessible: undefined }))
    setOutcome(accessible === undefined ? 'none' : accessible ? 'opens' : 'closed')
  }
  return (
    <div>
      <input
        type="url"
        inputMode="url"
        dir="ltr"
        aria-label={label}
        aria-describedby={`${id}-outcome`}
        aria-invalid={outcome === 'notALink' || undefined}
        placeholder={words.proof}
        maxLength={2000}
        value={url}
        onBlur={() => void look()}
        onChange={(event) => {
          setOutcome('none')
          onUrl(event.target.value)
        }}
        className="min-h-11 w-full rounded border border-strong bg-sheet px-3 text-base text-ink placeholder:text-sm placeholder:text-soft aria-invalid:border-red"
      />
      <p id={`${id}-outcome`} role="status" className={`text-sm ${outcome === 'notALink' ? 'text-red' : 'text-soft'}`}>
        {outcome === 'none' ? '' : words[outcome]}
      </p>
    </div>
  )
}
