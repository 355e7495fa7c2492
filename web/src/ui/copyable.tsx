import { Check, Copy } from 'lucide-react'
import { useId, useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { buttonClass } from './button.tsx'

type State = 'idle' | 'copied' | 'failed'

/** A button that copies, and says whether it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { common } = useMessages()
  const [state, setState] = useState<State>('idle')
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    ) ?? setState('failed')
  const Icon = state === 'copied' ? Check : Copy
  return (
    <>
      <button
        type="button"
        aria-label={`${common.copy}: ${label}`}
        onClick={() => void copy()}
        className={buttonClass('quiet', 'shrink-0')}
      >
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
        {state === 'copied' ? common.copied : common.copy}
      </button>
      <span role="status" className={state === 'failed' ? 'text-sm text-soft' : 'sr-only'}>
        {state === 'idle' ? '' : state === 'copied' ? common.copied : common.copyFailed}
      </span>
    </>
  )
}

/** A value to take along: an id, a key. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const id = useId()
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        <CopyButton text={text} label={label} />
      </div>
      <input
        id={id}
        readOnly
        dir="ltr"
        value={text}
        onFocus={(event) => event.target.select()}
        className="min-h-11 w-full rounded border border-line bg-shade px-3 font-mono text-sm text-ink"
      />
    </div>
  )
}
