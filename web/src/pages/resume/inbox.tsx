import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { intake } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { ChooseItems } from '../../ui/arrived/choose-items.tsx'
import { Button } from '../../ui/button.tsx'
import { explain } from '../../ui/explain.ts'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { Notice } from '../../ui/notice.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { type InboxItem, inboxQuery, resumeQuery } from './resume-queries.ts'

/** "2 new credentials": opened on request; each is added, discarded, or left for later. */
export function Inbox() {
  const { messages, locale } = useLanguage()
  const { inbox } = messages
  const items = useQuery(inboxQuery).data?.items ?? []
  const [open, setOpen] = useState(false)
  const id = useId()
  if (items.length === 0) return null
  const partners = new Intl.ListFormat(locale, { type: 'conjunction' }).format(new Set(items.map((item) => item.partner)))
  return (
    <section aria-labelledby={id} className="mt-4 mb-8 rounded border border-ink bg-sheet px-4 py-4 sm:px-6 print:hidden">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 id={id} className="font-semibold">
            {inbox.title(items.length)}
          </h2>
          <p dir="auto" className="text-sm text-soft">
            {inbox.lead(partners)}
          </p>
        </div>
        <Button look="secondary" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? inbox.close : inbox.open(items.length)}
        </Button>
      </div>
      {open && <InboxChoice items={items} />}
    </section>
  )
}

export function InboxChoice({ items, headingLevel = 'h3' }: { items: readonly InboxItem[]; headingLevel?: 'h2' | 'h3' }) {
  const { messages } = useLanguage()
  const { inbox } = messages
  const queries = useQueryClient()
  const toasts = useToasts()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(items.filter((item) => item.available).map((item) => item.id)))
  const [error, setError] = useState<string>()

  const answer = async (what: 'include' | 'discard') => {
    setError(undefined)
    try {
      const { added, discarded } = await call(intake.answerInbox, { body: { [what]: [...chosen] } })
      setChosen(new Set())
      toasts.add({ id: 'note', actionProps: undefined, title: what === 'include' ? inbox.added(added) : inbox.discarded(discarded) })
      focusHeading()
      await Promise.all([queries.invalidateQueries(inboxQuery), queries.invalidateQueries(resumeQuery)])
    } catch (problem) {
      setError(explain(problem, messages))
    }
  }

  return (
    <div className="mt-4">
      <ChooseItems items={items} chosen={chosen} onChosen={setChosen} headingLevel={headingLevel} />
      {error && <Notice tone="red">{error}</Notice>}
      {chosen.size > 0 && (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button onClick={() => answer('include')}>{inbox.add(chosen.size)}</Button>
          <Button look="secondary" onClick={() => answer('discard')}>
            {inbox.discard(chosen.size)}
          </Button>
        </div>
      )}
    </div>
  )
}
