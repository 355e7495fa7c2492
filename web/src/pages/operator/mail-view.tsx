import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { admin as api, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { MailItem } from './mail-item.tsx'
import { MAILS, PAGE } from './operator-queries.ts'
import { PagedList } from './paged-list.tsx'
import { StateFilter } from './state-filter.tsx'

type State = 'pending' | 'sent' | 'kept' | 'captured' | 'failed'

/** The mailbox of a server that keeps its mail, and what leaves it. */
export function MailView() {
  const { mail: words } = useOperatorWords()
  const queries = useQueryClient()
  const [state, setState] = useState<State>()
  const load = async (search: string, offset: number) => {
    const { mails, total } = await call(api.listMail, {
      query: { ...(search && { search }), ...(state && { state }), limit: PAGE, offset } as never,
    })
    return { items: mails, total }
  }
  return (
    <>
      <Policy />
      <PagedList
        title={words.title}
        queryKey={[...MAILS, state]}
        load={load}
        keyOf={({ id }) => id}
        empty={words.empty}
        aside={
          <div className="flex flex-wrap items-center gap-4">
            <StateFilter
              label={words.filter}
              all={words.all}
              words={words.states as Record<State, string>}
              value={state}
              onValue={setState}
            />
            <Button look="secondary" onClick={() => void queries.invalidateQueries({ queryKey: MAILS })}>
              {words.refresh}
            </Button>
          </div>
        }
      >
        {(item) => <MailItem mail={item} />}
      </PagedList>
      <p className="mt-4 text-sm text-soft">{words.lead}</p>
    </>
  )
}

/** What leaves, and to whom, as MAIL_MODE and MAIL_ALLOWLIST say. */
function Policy() {
  const { mail: words } = useOperatorWords()
  const { data } = useQuery({
    queryKey: [...MAILS, 'policy'],
    queryFn: async (): Promise<Output<typeof api.listMail>['policy']> =>
      (await call(api.listMail, { query: { limit: 1 } as never })).policy,
  })
  if (!data) return null
  return (
    <div className="mb-6 max-w-[66ch] text-sm">
      <p>{words.policy[data.mode]}</p>
      {data.mode === 'allowlist' && (
        <ul aria-label={words.allowlist} className="mt-2 flex flex-wrap gap-x-4 gap-y-1 font-mono text-xs">
          {data.allowlist.map((entry) => (
            <li key={entry}>{entry}</li>
          ))}
          {data.allowlist.length === 0 && <li className="font-sans text-soft">{words.allowsNobody}</li>}
        </ul>
      )}
    </div>
  )
}
