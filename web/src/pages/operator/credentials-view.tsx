import { useState } from 'react'
import { issuing as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { CredentialItem } from './credential-item.tsx'
import { ISSUED, PAGE } from './operator-queries.ts'
import { PagedList } from './paged-list.tsx'
import { SigningKeys } from './signing-keys.tsx'
import { StateFilter } from './state-filter.tsx'

/** What this server has issued, to revoke, suspend or reinstate. */
export function CredentialsView() {
  const { credentials: words } = useOperatorWords()
  const [state, setState] = useState<'good' | 'revoked' | 'suspended'>()
  const load = async (search: string, offset: number) => {
    const query = { ...(search && { search }), ...(state && { state }), limit: String(PAGE), offset: String(offset) }
    const { credentials, total } = await call(api.listIssuedCredentials, { query })
    return { items: credentials, total }
  }
  return (
    <>
      <PagedList
        title={words.title}
        queryKey={[...ISSUED, state]}
        load={load}
        keyOf={({ id }) => id}
        empty={words.empty}
        aside={<StateFilter label={words.filter} all={words.all} words={words.states} value={state} onValue={setState} />}
      >
        {(credential) => <CredentialItem credential={credential} />}
      </PagedList>
      <SigningKeys />
    </>
  )
}
