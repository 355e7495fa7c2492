import { useQuery, useQueryClient } from '@tanstack/react-query'
import { intake } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useSharesWords } from '../../messages/shares/index.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/seal/mark.tsx'
import { noticesQuery, type ResumeNotice } from './shares-queries.ts'

/** What its issuer took back, until the person has read it. */
export function NoticesBand() {
  const { notices: words } = useSharesWords()
  const queries = useQueryClient()
  const notices = useQuery(noticesQuery).data?.notices ?? []
  if (notices.length === 0) return null
  const dismiss = async ({ id }: ResumeNotice) => {
    await call(intake.dismissNotice, { params: { id } })
    await queries.invalidateQueries({ queryKey: noticesQuery.queryKey })
  }
  return (
    <section aria-labelledby="notices" className="mt-8 border-l-2 border-red pl-4">
      <h2 id="notices" className="font-semibold">
        {words.title}
      </h2>
      <ul className="mt-2 space-y-2">
        {notices.map((notice) => (
          <li key={notice.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-red">
              <Mark verdict={notice.verdict} />
            </span>
            <span dir="auto" className="min-w-0 flex-1">
              {words[notice.verdict](notice.title, notice.issuer)}
            </span>
            <Button look="quiet" aria-label={words.dismissLabel(notice.title)} onClick={() => void dismiss(notice)}>
              {words.dismiss}
            </Button>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-soft">{words.what}</p>
    </section>
  )
}
