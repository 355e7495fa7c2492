import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../button.tsx'
import { explain } from '../explain.ts'
import { Field } from '../field.tsx'

interface Props {
  sentence: string
  minutes: number
  onCode: (code: string) => Promise<void>
  onResend: () => Promise<void>
  other?: { label: string; onPress: () => void }
  /** a page's own sentences for what may be refused, by code */
  problems?: Readonly<Record<string, string>>
}

/** Six digits from a mail; used for signing in and for proving a second address. */
export function CodeStep({ sentence, minutes, onCode, onResend, other, problems }: Props) {
  const messages = useMessages()
  const [code, setCode] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [resent, setResent] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])

  const attempt = async (work: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    await work().catch((problem: unknown) => setError(explain(problem, messages, problems)))
    setBusy(false)
    input.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const digits = code.replace(/\D/g, '')
    void attempt(async () => {
      if (digits.length === 6) return onCode(digits)
      setError(messages.signIn.codeIncomplete)
    })
  }
  const resend = () =>
    attempt(async () => {
      await onResend()
      setCode('')
      setResent(true)
    })

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <p dir="auto">{sentence}</p>
      <Field
        ref={input}
        label={messages.signIn.code}
        hint={messages.signIn.lives(minutes)}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={error}
      />
      <Button type="submit" busy={busy} className="w-full">
        {busy ? messages.signIn.checking : messages.signIn.check}
      </Button>
      <div className="-mx-2 flex flex-wrap gap-x-2">
        <Button look="quiet" onClick={resend}>
          {messages.signIn.resend}
        </Button>
        {other && (
          <Button look="quiet" onClick={other.onPress}>
            {other.label}
          </Button>
        )}
      </div>
      <p role="status" className="text-sm text-soft">
        {resent && !error ? messages.signIn.resent : ''}
      </p>
    </form>
  )
}
