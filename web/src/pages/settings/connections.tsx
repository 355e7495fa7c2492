import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { connections as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { Button } from '../../ui/button.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { Block } from './block.tsx'
import { Confirm } from './confirm.tsx'
import { type Connection, connectionsQuery } from './settings-queries.ts'

export function Connections() {
  const { partners: words } = useSettingsWords()
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const toasts = useToasts()
  const { data } = useQuery(connectionsQuery)
  const [ending, setEnding] = useState<Connection>()
  const partners = data?.partners ?? []
  const end = async ({ id, name }: Connection) => {
    await call(api.endConnection, { params: { id } })
    await queries.invalidateQueries({ queryKey: connectionsQuery.queryKey })
    setEnding(undefined)
    focusHeading()
    toasts.add({ title: words.ended(name) })
  }
  return (
    <Block title={words.title} text={words.text}>
      {data && partners.length === 0 && <p className="text-soft">{words.none}</p>}
      {partners.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {partners.map((partner) => (
            <li key={partner.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
              <div className="min-w-0">
                <p className="font-medium break-words">
                  <bdi>{partner.name}</bdi>
                </p>
                <p className="tabular text-sm break-words text-soft">
                  {words.since(writeMoment(partner.since, locale))} · {words.knownAs(partner.recipientIds.join(', '))}
                </p>
              </div>
              <Button look="quiet" className="-mx-2" aria-label={words.endOf(partner.name)} onClick={() => setEnding(partner)}>
                {words.end}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {ending && (
        <Confirm
          title={words.endTitle(ending.name)}
          text={words.endText}
          action={words.end}
          onConfirm={() => end(ending)}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Block>
  )
}
