import { useQueryClient } from '@tanstack/react-query'
import { delivery as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { DeliveryLine } from '../../ui/delivery-line.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import type { Delivery } from './operator-queries.ts'

export function DeliveryItem({ delivery }: { delivery: Delivery }) {
  const { deliveries, problems } = useOperatorWords()
  const queries = useQueryClient()
  const toasts = useToasts()
  const replay = async () => {
    await call(api.replayAnyDelivery, { params: { id: delivery.id } })
    toasts.add({ id: 'note', title: deliveries.replayed })
    await queries.invalidateQueries({ queryKey: ['operator', 'deliveries'] })
  }
  return <DeliveryLine delivery={delivery} words={deliveries} problems={problems} onReplay={replay} />
}
