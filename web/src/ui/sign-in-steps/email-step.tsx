import { type FormEvent, useRef, useState } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../button.tsx'
import { explain } from '../explain.ts'
import { Field } from '../field.tsx'

interface Props {
  email: string
  onEmail: (email: string) => void
  onSend: (email: string) => Promise<void>
}

export function EmailStep({ email, onEmail, onSend }: Props) {
  const messages = useMessages()
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const address = email.trim()
    const refuse = (because: string | undefined) => {
      setError(because)
      input.current?.focus()
    }
    if (!address || !input.current?.validity.valid) return refuse(messages.problems.email_invalid)
    setBusy(true)
    setError(undefined)
    await onSend(address).catch((problem: unknown) => refuse(explain(problem, messages)))
    setBusy(false)
  }

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Field
        ref={input}
        label={messages.signIn.email}
        type="email"
        name="email"
        autoComplete="email"
        required
        maxLength={254}
        value={email}
        onChange={(event) => onEmail(event.target.value)}
        error={error}
      />
      <Button type="submit" busy={busy} className="w-full">
        {busy ? messages.signIn.sending : messages.signIn.send}
      </Button>
    </form>
  )
}
