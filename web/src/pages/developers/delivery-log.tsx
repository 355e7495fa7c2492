import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import type { delivery, Output } from '../../../../server/src/api.ts'
import { useDevelopersWords } from '../../messages/developers/index.ts'
import { useMessages } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { skillData } from '../../skill-call.ts'
import { Button } from '../../ui/button.tsx'
import { DeliveryLine } from '../../ui/delivery-line.tsx'
import { explain } from '../../ui/explain.ts'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchList } from '../../ui/search-list.tsx'

type Deliveries = Output<typeof delivery.listDeliveries>['data']

const QUERY = ['developers', 'deliveries']

/** What a platform was sent. The key lives in this component and nowhere else. */
export function DeliveryLog() {
  const { log } = useDevelopersWords()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState<string>()
  const [key, setKey] = useState<string>()
  const queries = useQueryClient()
  useEffect(() => () => queries.removeQueries({ queryKey: QUERY }), [queries])
  const show = (event: FormEvent) => {
    event.preventDefault()
    const text = typed.trim()
    if (/^svp_(test|live)_sk_/.test(text)) return setRefused(log.secret)
    if (!/^svp_(test|live)_/.test(text)) return setRefused(log.notAKey)
    setRefused(undefined)
    setTyped('')
    setKey(text)
  }
  const forget = () => {
    setKey(undefined)
    queries.removeQueries({ queryKey: QUERY })
  }
  if (key) return <Log apiKey={key} onForget={forget} />
  return (
    <form onSubmit={show} noValidate className="mt-6 flex flex-wrap items-start gap-3">
      <Field
        label={log.key}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={refused}
        className="min-w-0 flex-1 basis-72"
      />
      <Button type="submit" className="sm:mt-6">
        {log.show}
      </Button>
    </form>
  )
}

function Log({ apiKey, onForget }: { apiKey: string; onForget: () => void }) {
  const { log, errors } = useDevelopersWords()
  const operator = useOperatorWords()
  const messages = useMessages()
  const queries = useQueryClient()
  const problems = Object.fromEntries(errors.rows.map(([, code, text]) => [code, text]))
  const { data, error, isFetching, refetch } = useQuery({
    // the key itself stays out of the cache's names
    queryKey: QUERY,
    queryFn: () => skillData<Deliveries>('GET', '/webhooks/deliveries', { key: apiKey, query: { limit: '200' } }),
    gcTime: 0,
  })
  const replay = async (id: string) => {
    await skillData('POST', `/webhooks/deliveries/${encodeURIComponent(id)}/replay`, { key: apiKey })
    await queries.invalidateQueries({ queryKey: QUERY })
  }
  return (
    <div className="mt-6">
      {error && <Notice tone="red">{explain(error, messages, problems)}</Notice>}
      {data && (
        <SearchList
          title={operator.deliveries.title}
          items={data.deliveries}
          keyOf={({ id }) => id}
          textOf={({ event, url, state, webhookId }) => [event, url, state, webhookId].join(' ')}
          empty={operator.deliveries.empty}
        >
          {(item) => <DeliveryLine delivery={item} words={operator.deliveries} problems={problems} onReplay={() => replay(item.id)} />}
        </SearchList>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button look="secondary" busy={isFetching} onClick={() => void refetch()}>
          {log.refresh}
        </Button>
        <Button look="secondary" onClick={onForget}>
          {log.forget}
        </Button>
      </div>
    </div>
  )
}
