import { type FormEvent, type ReactNode, useEffect } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { type StepName, tellHost } from './host.ts'

interface Props {
  name: StepName
  /** 1, 2, 3; absent after the steps */
  number?: number
  title: string
  lead?: string
  error?: string | undefined
  busy?: boolean
  next?: string
  onNext?: () => void
  onBack?: (() => void) | undefined
  children: ReactNode
}

/** One step of the hosted flow: heading, content, the way on and the way back. Tells the page around which step it is. */
export function StepFrame({ name, number, title, lead, error, busy = false, next, onNext, onBack, children }: Props) {
  const words = useVerifyWords()
  useEffect(() => tellHost({ event: 'record:step.change', step: name }), [name])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onNext?.()
  }
  return (
    <form onSubmit={submit} noValidate className="mx-auto max-w-2xl px-4 py-8 sm:px-6 sm:py-10">
      {number && <p className="tabular mb-2 text-sm text-soft">{words.step(number, 3)}</p>}
      <Heading takesFocus>{title}</Heading>
      {lead && <p className="mt-3 max-w-[60ch] text-soft">{lead}</p>}
      <div className="mt-6">{children}</div>
      {error && <Notice tone="red">{error}</Notice>}
      {(onNext || onBack) && (
        <div className="sticky bottom-0 -mx-4 mt-8 flex flex-wrap gap-3 border-t border-line bg-paper px-4 py-3 sm:mx-0 sm:px-0">
          {onNext && (
            <Button type="submit" busy={busy}>
              {next ?? words.next}
            </Button>
          )}
          {onBack && (
            <Button look="secondary" onClick={onBack}>
              {words.back}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}
