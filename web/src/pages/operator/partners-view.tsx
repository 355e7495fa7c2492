import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { SearchList } from '../../ui/search-list.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { partnersQuery } from './operator-queries.ts'
import { PartnerForm } from './partner-form.tsx'
import { PartnerItem } from './partner-item.tsx'
import { type ShownKey, ShowPartnerKey } from './show-partner-key.tsx'

export function PartnersView() {
  const { partners: words } = useOperatorWords()
  const { data } = useQuery(partnersQuery)
  const [creating, setCreating] = useState(false)
  const [shown, setShown] = useState<ShownKey>()
  if (!data) return <Loading />
  return (
    <>
      <SearchList
        title={words.title}
        items={data.partners}
        keyOf={({ id }) => id}
        textOf={({ name, slug, clientId, mode, issuerIds }) => [name, slug, clientId, mode, ...issuerIds].join(' ')}
        empty={words.empty}
        aside={<Button onClick={() => setCreating(true)}>{words.create}</Button>}
      >
        {(partner) => <PartnerItem partner={partner} onKey={setShown} />}
      </SearchList>
      {creating && (
        <PartnerForm
          onClose={() => setCreating(false)}
          onCreated={(key) => {
            setCreating(false)
            setShown(key)
          }}
        />
      )}
      {shown && <ShowPartnerKey shown={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}
