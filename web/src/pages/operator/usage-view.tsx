import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { admin as api, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage, useMessages } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { writeDate } from '../../ui/dates.ts'
import { Field } from '../../ui/field.tsx'
import { SearchList } from '../../ui/search-list.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { CsvLink } from './csv-link.tsx'
import { OPERATOR } from './operator-queries.ts'

type Usage = Output<typeof api.getUsage>
type Row = Usage['rows'][number]

/** What happened, by day and partner. */
export function UsageView() {
  const { usage: words } = useOperatorWords()
  const [days, setDays] = useState({ from: '', to: '' })
  const query = { ...(days.from && { from: days.from }), ...(days.to && { to: days.to }) }
  const { data, error } = useQuery({
    queryKey: [OPERATOR, 'usage', days],
    queryFn: () => call(api.getUsage, { query }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (!data && !error) return <Loading />
  return (
    <>
      <div className="mb-6 flex flex-wrap items-end gap-4">
        <Field
          label={words.from}
          type="date"
          value={days.from || (data?.from ?? '')}
          onChange={(event) => setDays({ ...days, from: event.target.value })}
        />
        <Field
          label={words.to}
          type="date"
          error={error ? words.wrongDays : undefined}
          value={days.to || (data?.to ?? '')}
          onChange={(event) => setDays({ ...days, to: event.target.value })}
        />
        <CsvLink href={`/api/admin/usage?${new URLSearchParams({ ...query, format: 'csv' })}`} name="usage.csv" />
      </div>
      {data && <Totals totals={data.totals} />}
      {data && (
        <SearchList
          title={words.title}
          items={data.rows}
          keyOf={({ day, partnerId, mode }) => `${day} ${partnerId} ${mode}`}
          textOf={({ day, partner, partnerId, mode }) => [day, partner, partnerId, mode].join(' ')}
          empty={words.empty}
        >
          {(row) => <RowItem row={row} />}
        </SearchList>
      )}
    </>
  )
}

function Totals({ totals }: { totals: Usage['totals'] }) {
  const { usage: words } = useOperatorWords()
  const amounts = [
    [words.uploads, totals.uploads],
    [words.credentials, totals.credentials],
    [words.claims, totals.claims],
    [words.shares, totals.shares],
  ] as const
  return (
    <dl className="mb-8 grid grid-cols-2 gap-x-8 gap-y-4 border-y border-line py-4 sm:grid-cols-4">
      {amounts.map(([name, amount]) => (
        <div key={name}>
          <dt className="text-sm text-soft">{name}</dt>
          <dd className="tabular text-2xl font-semibold">{amount}</dd>
        </div>
      ))}
    </dl>
  )
}

function RowItem({ row }: { row: Row }) {
  const { usage: words } = useOperatorWords()
  const { verdicts: said } = useMessages()
  const { locale } = useLanguage()
  const parts = [
    row.uploads > 0 && words.count.uploads(row.uploads),
    row.credentials > 0 && words.count.credentials(row.credentials),
    row.claims > 0 && words.count.claims(row.claims),
    row.shares > 0 && words.count.shares(row.shares),
  ].filter(Boolean)
  const verdicts = Object.entries(row.verdicts).map(
    ([verdict, amount]) => `${amount} ${said[verdict as keyof typeof said]?.word ?? verdict}`,
  )
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <h3 className="font-medium">
        {writeDate(row.day, locale)} · <bdi>{row.partner || words.people}</bdi>
        {row.mode === 'test' && <span className="ml-2 rounded bg-shade px-1.5 py-0.5 text-xs font-medium">test</span>}
      </h3>
      <p className="tabular text-sm">{parts.join(' · ')}</p>
      {verdicts.length > 0 && <p className="tabular w-full text-sm text-soft">{verdicts.join(' · ')}</p>}
    </div>
  )
}
