import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accounts, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { meQuery } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { Notice } from '../../ui/notice.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useTask } from '../../ui/use-task.ts'
import { AddAddress } from './add-address.tsx'
import { Block } from './block.tsx'
import { Confirm } from './confirm.tsx'
import { addressesQuery } from './settings-queries.ts'

type Listed = Output<typeof accounts.listAddresses>

export function Addresses() {
  const { addresses: words, problems } = useSettingsWords()
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const toasts = useToasts()
  const { data } = useQuery(addressesQuery)
  const [removing, setRemoving] = useState<string>()
  const [adding, setAdding] = useState(false)
  const { busy, error, run } = useTask(problems)
  const addresses = data?.addresses ?? []
  const show = async (listed: Listed) => {
    queries.setQueryData(addressesQuery.queryKey, listed)
    await queries.invalidateQueries({ queryKey: meQuery.queryKey })
  }
  const write = (email: string) => run(async () => show(await call(accounts.makeAddressPrimary, { body: { email } })))
  const remove = async (email: string) => {
    await show(await call(accounts.removeAddress, { params: { email } }))
    setRemoving(undefined)
    focusHeading()
    toasts.add({ title: words.removed(email) })
  }
  const added = async (email: string, listed: Listed) => {
    await show(listed)
    setAdding(false)
    toasts.add({ title: words.added(email) })
  }
  return (
    <Block title={words.title} text={words.text}>
      <ul className="divide-y divide-line border-y border-line">
        {addresses.map(({ email, primary, provedAt }) => (
          <li key={email} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
            <div className="min-w-0">
              <p className="font-medium break-all">
                <bdi>{email}</bdi>
              </p>
              <p className="tabular text-sm text-soft">
                {[primary && words.primary, words.since(writeMoment(provedAt, locale))].filter(Boolean).join(' · ')}
              </p>
            </div>
            {addresses.length > 1 && (
              <div className="-mx-2 flex flex-wrap">
                {!primary && (
                  <Button look="quiet" busy={busy} aria-label={words.makePrimaryOf(email)} onClick={() => void write(email)}>
                    {words.makePrimary}
                  </Button>
                )}
                <Button look="quiet" aria-label={words.removeOf(email)} onClick={() => setRemoving(email)}>
                  {words.remove}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {error && <Notice tone="red">{error}</Notice>}
      <Button look="secondary" className="mt-4" onClick={() => setAdding(true)}>
        {words.add}
      </Button>
      {adding && <AddAddress onAdded={added} onClose={() => setAdding(false)} />}
      {removing && (
        <Confirm
          title={words.removeTitle}
          text={words.removeText(removing)}
          action={words.remove}
          onConfirm={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Block>
  )
}
