import type { QueryClient } from '@tanstack/react-query'
import { accounts } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { type Me, meQuery } from '../../session.ts'
import type { PersonName } from '../../ui/name-fields.tsx'
import type { Claim } from './claim-query.ts'

export interface NameForm {
  /** Only somebody without a name is asked for one. */
  asks: boolean
  value: PersonName
}

export function startName(me: Me, prefill: Claim['prefill']): NameForm {
  const phone = me.phone || !prefill?.phone ? undefined : prefill.phone
  return {
    asks: !me.givenName && !me.familyName,
    value: {
      givenName: me.givenName || prefill?.givenName || '',
      familyName: me.familyName || prefill?.familyName || '',
      ...(phone !== undefined && { phone }),
    },
  }
}

export async function saveName(queries: QueryClient, me: Me, { asks, value }: NameForm): Promise<void> {
  if (!asks) return
  const body = Object.fromEntries(Object.entries(value).map(([key, text]: [string, string]) => [key, text.trim()]))
  if (Object.entries(body).every(([key, text]) => me[key as keyof PersonName] === text)) return
  queries.setQueryData(meQuery.queryKey, await call(accounts.updateMe, { body }))
}
