import { useQuery, useQueryClient } from '@tanstack/react-query'
import { accounts } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { Button } from '../../ui/button.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { Notice } from '../../ui/notice.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useTask } from '../../ui/use-task.ts'
import { Block } from './block.tsx'
import { deviceWords } from './device-words.ts'
import { type Session, sessionsQuery } from './settings-queries.ts'

const MOMENT = { dateStyle: 'medium', timeStyle: 'short' } as const

export function Sessions() {
  const { sessions: words, problems } = useSettingsWords()
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const toasts = useToasts()
  const { data } = useQuery(sessionsQuery)
  const { busy, error, run } = useTask(problems)
  const sessions = (data?.sessions ?? []).toSorted((a, b) => Number(b.current) - Number(a.current))
  const end = (work: () => Promise<unknown>, title: string) =>
    run(async () => {
      await work()
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
      focusHeading()
      toasts.add({ title })
    })
  const factsOf = ({ current, lastUsedAt, createdAt }: Session) => [
    current ? words.here : words.used(writeMoment(lastUsedAt, locale, MOMENT)),
    words.since(writeMoment(createdAt, locale, MOMENT)),
  ]
  return (
    <Block title={words.title}>
      <ul className="divide-y divide-line border-y border-line">
        {sessions.map((session) => {
          const device = deviceWords(session.userAgent, words)
          return (
            <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
              <div className="min-w-0">
                <p className="font-medium break-words">
                  <bdi>{device}</bdi>
                </p>
                <p className="tabular text-sm text-soft">{factsOf(session).join(' · ')}</p>
              </div>
              {!session.current && (
                <Button
                  look="quiet"
                  className="-mx-2"
                  busy={busy}
                  aria-label={words.endOf(device)}
                  onClick={() => void end(() => call(accounts.endSession, { params: { id: session.id } }), words.ended)}
                >
                  {words.end}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {error && <Notice tone="red">{error}</Notice>}
      {sessions.length > 1 && (
        <Button
          look="secondary"
          className="mt-4"
          busy={busy}
          onClick={() => void end(() => call(accounts.endOtherSessions), words.endedOthers)}
        >
          {words.endOthers}
        </Button>
      )}
    </Block>
  )
}
