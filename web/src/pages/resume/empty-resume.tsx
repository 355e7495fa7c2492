import { useQuery } from '@tanstack/react-query'
import { useMessages } from '../../messages/language.tsx'
import { inboxQuery } from './resume-queries.ts'

export function EmptyResume({ hasDeleted }: { hasDeleted: boolean }) {
  const { resume } = useMessages()
  const waits = useQuery(inboxQuery).data?.items.length ?? 0
  return (
    <div className="mt-10 border-t border-line pt-6">
      <h2 className="font-serif text-lg font-semibold">{resume.emptyTitle}</h2>
      <p className="mt-2 max-w-[60ch] text-soft">{waits > 0 ? resume.emptyWaits : hasDeleted ? resume.allHidden : resume.emptyText}</p>
    </div>
  )
}
