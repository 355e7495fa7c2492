import type { delivery as api, Output } from '../../../server/src/api.ts'
import { useLanguage } from '../messages/language.tsx'
import type { OperatorWords } from '../messages/operator/en.ts'
import { Button } from './button.tsx'
import { writeMoment } from './dates.ts'
import { Notice } from './notice.tsx'
import { useTask } from './use-task.ts'

type Delivery = Output<typeof api.listAllDeliveries>['deliveries'][number]

interface Props {
  delivery: Delivery
  words: OperatorWords['deliveries']
  problems: Readonly<Record<string, string>>
  onReplay: () => Promise<void>
}

const inks: Record<string, string> = { dead: 'text-red', pending: 'text-amber', delivered: 'text-ink' }

/** One webhook: what, where to, how it went, and once more. */
export function DeliveryLine({ delivery, words, problems, onReplay }: Props) {
  const { locale } = useLanguage()
  const { busy, error, run } = useTask(problems)
  const when = (iso: string) => writeMoment(iso, locale, { dateStyle: 'medium', timeStyle: 'short' })
  const { state, event, url, attempts, lastStatus, lastError, nextTryAt, createdAt, mode, webhookEndpointId, webhookId } = delivery
  const facts = [
    words.tries(attempts),
    lastStatus !== null && words.answered(lastStatus),
    lastStatus === null && lastError,
    state === 'pending' && nextTryAt && words.nextTry(when(nextTryAt)),
  ].filter(Boolean)
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h3 className="text-sm font-semibold">
            <span className={inks[state] ?? ''}>{words.states[state] ?? state}</span>
            {' · '}
            <span className="font-mono">{event}</span>
          </h3>
          <p dir="ltr" className="font-mono text-xs">
            {url}
          </p>
          <p className="tabular mt-1 text-sm text-soft">
            {when(createdAt)} · {mode}
            {webhookEndpointId === null && ` · ${words.callback}`} · {facts.join(' · ')}
          </p>
          <p className="text-xs text-soft">
            {words.id} <span className="font-mono">{webhookId}</span>
          </p>
        </div>
        <Button
          look="secondary"
          className="min-h-9! px-3!"
          busy={busy}
          aria-label={`${words.replay}: ${event}`}
          onClick={() => run(onReplay)}
        >
          {words.replay}
        </Button>
      </div>
      {error && <Notice tone="red">{error}</Notice>}
    </>
  )
}
