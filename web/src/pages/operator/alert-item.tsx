import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { admin, words } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { useHandOnFocus } from '../../ui/hand-on-focus.ts'
import { Notice } from '../../ui/notice.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useTask } from '../../ui/use-task.ts'
import { type Alert, alertsQuery } from './operator-queries.ts'

/** One unknown type, and the section it gets. */
export function AlertItem({ alert, partner }: { alert: Alert; partner: string }) {
  const { action, problems } = useOperatorWords()
  const { sections } = useMessages()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [section, setSection] = useState<words.Section>()
  const { busy, error, run } = useTask(problems)
  const item = useRef<HTMLDivElement>(null)
  useHandOnFocus(item)
  const assign = (event: FormEvent) => {
    event.preventDefault()
    if (!section) return
    void run(async () => {
      const { moved } = await call(admin.assignAlert, { params: { id: alert.id }, body: { section } })
      toasts.add({ id: 'note', title: action.assigned(alert.achievementType, sections[section], moved) })
      await queries.invalidateQueries({ queryKey: alertsQuery.queryKey })
    })
  }
  return (
    <div ref={item}>
      <form onSubmit={assign} className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h3 className="font-mono text-sm font-semibold">
            <bdi>{alert.achievementType}</bdi>
          </h3>
          <p dir="auto" className="text-sm text-soft">
            {action.seen(alert.count, partner)}
          </p>
        </div>
        <div className="flex w-full gap-3 sm:w-auto">
          <select
            aria-label={action.section(alert.achievementType)}
            value={section ?? ''}
            onChange={(event) => setSection(words.SECTIONS.find((name) => name === event.target.value))}
            className="min-h-11 min-w-0 flex-1 rounded border border-strong bg-sheet px-3 text-base text-ink sm:w-64"
          >
            <option value="">{action.choose}</option>
            {words.SECTIONS.map((name) => (
              <option key={name} value={name}>
                {sections[name]}
              </option>
            ))}
          </select>
          <Button type="submit" busy={busy || !section}>
            {action.assign}
          </Button>
        </div>
      </form>
      {error && <Notice tone="red">{error}</Notice>}
    </div>
  )
}
