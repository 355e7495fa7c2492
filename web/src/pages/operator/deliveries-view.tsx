import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { SearchList } from '../../ui/search-list.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { DeliveryItem } from './delivery-item.tsx'
import { type DeliveryState, deliveriesQuery } from './operator-queries.ts'

const STATES = ['dead', 'pending', 'delivered'] as const
const MOST = 200

export function DeliveriesView() {
  const { deliveries: words } = useOperatorWords()
  const [state, setState] = useState<DeliveryState>()
  const { data } = useQuery({ ...deliveriesQuery(state, MOST), placeholderData: keepPreviousData })
  if (!data) return <Loading />
  const filter = (
    <label className="flex items-center gap-2 text-sm">
      {words.filter}
      <select
        value={state ?? ''}
        onChange={(event) => setState(STATES.find((name) => name === event.target.value))}
        className="min-h-11 rounded border border-strong bg-sheet px-3 text-base text-ink"
      >
        <option value="">{words.all}</option>
        {STATES.map((name) => (
          <option key={name} value={name}>
            {words.states[name]}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <SearchList
      title={words.title}
      items={data.deliveries}
      keyOf={(delivery) => delivery.id}
      textOf={({ event, url, webhookId, platformId, mode, lastError }) => [event, url, webhookId, platformId, mode, lastError].join(' ')}
      empty={words.empty}
      aside={
        <div className="flex flex-wrap items-center gap-4">
          {data.total > data.deliveries.length && <p className="text-sm text-soft">{words.of(data.deliveries.length, data.total)}</p>}
          {filter}
        </div>
      }
    >
      {(delivery) => <DeliveryItem delivery={delivery} />}
    </SearchList>
  )
}
