import { useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { IssuerForm } from './issuer-form.tsx'
import { IssuerItem } from './issuer-item.tsx'
import { ISSUERS, PAGE } from './operator-queries.ts'
import { PagedList } from './paged-list.tsx'

/** Whose names this server vouches for, and where their credentials lead. */
export function IssuersView() {
  const { issuers: words } = useOperatorWords()
  const [creating, setCreating] = useState(false)
  const load = async (search: string, offset: number) => {
    const query = { ...(search && { search }), limit: String(PAGE), offset: String(offset) }
    const { issuers, total } = await call(api.listIssuers, { query })
    return { items: issuers, total }
  }
  return (
    <>
      <p className="mb-6 max-w-[66ch] text-sm text-soft">{words.lead}</p>
      <PagedList
        title={words.title}
        queryKey={ISSUERS}
        load={load}
        keyOf={({ id }) => id}
        empty={words.empty}
        aside={<Button onClick={() => setCreating(true)}>{words.create}</Button>}
      >
        {(issuer) => <IssuerItem issuer={issuer} />}
      </PagedList>
      {creating && <IssuerForm onClose={() => setCreating(false)} />}
    </>
  )
}
