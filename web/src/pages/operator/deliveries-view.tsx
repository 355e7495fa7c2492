import { useState } from 'react'
import { delivery as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { CsvLink } from './csv-link.tsx'
import { DeliveryItem } from './delivery-item.tsx'
import { DELIVERIES, type DeliveryState, PAGE } from './operator-queries.ts'
import { PagedList } from './paged-list.tsx'
import { StateFilter } from './state-filter.tsx'

export function DeliveriesView() {
  const { deliveries: words } = useOperatorWords()
  const [state, setState] = useState<DeliveryState>()
  const load = async (search: string, offset: number) => {
    const query = { ...(search && { search }), ...(state && { state }), limit: String(PAGE), offset: String(offset) }
    const { deliveries, total } = await call(api.listAllDeliveries, { query })
    return { items: deliveries, total }
  }
  return (
    <PagedList
      title={words.title}
      queryKey={[...DELIVERIES, 'list', state]}
      load={load}
      keyOf={({ id }) => id}
      empty={words.empty}
      aside={
        <div className="flex flex-wrap items-center gap-4">
          <StateFilter
            label={words.filter}
            all={words.all}
            words={words.states as Record<DeliveryState, string>}
            value={state}
            onValue={setState}
          />
          <CsvLink href="/api/admin/deliveries?format=csv" name="deliveries.csv" />
        </div>
      }
    >
      {(delivery) => <DeliveryItem delivery={delivery} />}
    </PagedList>
  )
}
