import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useInboxWords } from '../../messages/inbox/index.ts'
import { useMe } from '../../session.ts'
import { buttonClass } from '../../ui/button.tsx'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { InboxChoice } from '../resume/inbox.tsx'
import { inboxQuery } from '../resume/resume-queries.ts'

/** What institutions sent to somebody they know: to be added, discarded, or left for later. */
export function InboxPage() {
  const words = useInboxWords()
  const me = useMe()
  const { data, error } = useQuery({ ...inboxQuery, enabled: me !== null })
  usePageTitle(words.title)
  if (me === null) return <Navigate to="/sign-in" search={{ next: '/inbox' }} replace />
  if (!data) return error ? <BrokenPage error={error} /> : <Loading />
  const isEmpty = data.items.length === 0
  return (
    <Toasts>
      <div className="mx-auto max-w-2xl px-4 py-10 sm:px-6 sm:py-16">
        <Heading>{isEmpty ? words.emptyTitle : words.title}</Heading>
        <p className="mt-3 max-w-[60ch] text-soft">{isEmpty ? words.empty : words.lead}</p>
        {!isEmpty && <InboxChoice items={data.items} headingLevel="h2" />}
        <p className="mt-8 flex flex-wrap gap-3">
          <Link to="/resume" className={buttonClass('secondary')}>
            {words.toResume}
          </Link>
          <Link to="/import" className={buttonClass('secondary')}>
            {words.toImport}
          </Link>
        </p>
      </div>
    </Toasts>
  )
}
