import { useQuery } from '@tanstack/react-query'
import { useOperatorWords } from '../../messages/operator/index.ts'
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
        <section aria-labelledby="alerts">
          <h2 id="alerts" className="font-serif text-xl font-semibold">
            {action.alerts} <span className="tabular font-sans text-base font-normal text-soft">{alerts.length}</span>
          </h2>
          <p className="mt-1 max-w-[66ch] text-sm text-soft">{action.alertLead}</p>
          <ul className="mt-4 divide-y divide-line border-y border-line">
            {alerts.map((alert) => (
              <AlertItem key={alert.id} alert={alert} partner={nameOf(alert.partnerId)} />
            ))}
          </ul>
        </section>
      )}
      {dead.length > 0 && (
        <section aria-labelledby="dead">
          <h2 id="dead" className="font-serif text-xl font-semibold">
            {action.dead} <span className="tabular font-sans text-base font-normal text-soft">{dead.length}</span>
          </h2>
          <p className="mt-1 max-w-[66ch] text-sm text-soft">{action.deadLead}</p>
          <ul className="mt-4 divide-y divide-line border-y border-line">
            {dead.map((delivery) => (
              <li key={delivery.id} className="py-4">
                <DeliveryItem delivery={delivery} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
