import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../messages/language.tsx'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { writeMoment } from '../../ui/dates.ts'
import { ownAlertsQuery } from './partner-queries.ts'

/** Types nobody has mapped yet; only the operator can answer them, so this is to read. */
export function OwnAlerts() {
  const { alerts: words } = usePartnerWords()
  const { locale } = useLanguage()
  const alerts = useQuery(ownAlertsQuery).data?.alerts ?? []
  if (alerts.length === 0) return null
  return (
    <section aria-labelledby="own-alerts">
      <h2 id="own-alerts" className="font-serif text-xl font-semibold">
        {words.title} <span className="tabular font-sans text-base font-normal text-soft">{alerts.length}</span>
      </h2>
      <p className="mt-1 max-w-[66ch] text-sm text-soft">{words.lead}</p>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {alerts.map(({ id, achievementType, count, createdAt }) => (
          <li key={id} className="py-3">
            <p className="font-mono text-sm font-semibold">
              <bdi>{achievementType}</bdi>
            </p>
            <p className="tabular text-sm text-soft">{words.seen(count, writeMoment(createdAt, locale))}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
