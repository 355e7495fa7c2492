import { useQuery } from '@tanstack/react-query'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { SearchList } from '../../ui/search-list.tsx'
import { AlertItem } from './alert-item.tsx'
import { DeliveryItem } from './delivery-item.tsx'
import { alertsQuery, DEAD_SHOWN, deliveriesQuery, partnersQuery } from './operator-queries.ts'

/** What waits for the operator, and nothing else. */
export function NeedsAction() {
  const { action } = useOperatorWords()
  const alerts = useQuery(alertsQuery).data?.alerts ?? []
  const dead = useQuery(deliveriesQuery('dead', DEAD_SHOWN)).data?.deliveries ?? []
  const partners = useQuery(partnersQuery).data?.partners ?? []
  const nameOf = (id: string) => partners.find((partner) => partner.id === id)?.name ?? id
  if (alerts.length + dead.length === 0) return <p className="max-w-[60ch] text-soft">{action.none}</p>
  return (
    <div className="space-y-12">
      {alerts.length > 0 && (
        <SearchList
          title={action.alerts}
          lead={action.alertLead}
          items={alerts}
          keyOf={({ id }) => id}
          textOf={({ achievementType, partnerId }) => `${achievementType} ${nameOf(partnerId)}`}
        >
          {(alert) => <AlertItem alert={alert} partner={nameOf(alert.partnerId)} />}
        </SearchList>
      )}
      {dead.length > 0 && (
        <SearchList
          title={action.dead}
          lead={action.deadLead}
          items={dead}
          keyOf={({ id }) => id}
          textOf={({ event, url, platformId, lastError }) => `${event} ${url} ${platformId} ${lastError ?? ''}`}
        >
          {(delivery) => <DeliveryItem delivery={delivery} />}
        </SearchList>
      )}
    </div>
  )
}
