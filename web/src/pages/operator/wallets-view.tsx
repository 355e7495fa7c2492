import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { wallet as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useWalletWords } from '../../messages/wallet/index.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchList } from '../../ui/search-list.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useTask } from '../../ui/use-task.ts'
import type { Wallet } from './wallet.ts'
import { WalletForm } from './wallet-form.tsx'

const walletsKey = ['operator', 'wallets']

/** The wallets people are shown, in order; each change puts the whole list, and removing can be undone. */
export function WalletsView() {
  const { operator: words } = useWalletWords()
  const queries = useQueryClient()
  const toasts = useToasts()
  const { data } = useQuery({ queryKey: walletsKey, queryFn: () => call(api.listWalletsForOperator) })
  const [editing, setEditing] = useState<Wallet | 'new'>()
  const { busy, error, run } = useTask(words.problems)
  if (!data) return <Loading />
  const { wallets } = data
  const put = async (next: readonly Pick<Wallet, 'name' | 'logo' | 'link'>[]) => {
    const body = { wallets: next.map(({ name, logo, link }) => ({ name, logo, link })) }
    queries.setQueryData(walletsKey, await call(api.putWallets, { body }))
  }
  const remove = (wallet: Wallet) =>
    run(async () => {
      await put(wallets.filter(({ id }) => id !== wallet.id))
      toasts.add({ title: words.removed(wallet.name), actionProps: { children: words.undo, onClick: () => void run(() => put(wallets)) } })
    })
  const up = (at: number) => run(() => put(wallets.toSpliced(at - 1, 2, wallets[at]!, wallets[at - 1]!)))
  const save = async (wallet: Pick<Wallet, 'name' | 'logo' | 'link'>) => {
    await put(editing === 'new' ? [...wallets, wallet] : wallets.map((one) => (one === editing ? wallet : one)))
    setEditing(undefined)
  }
  return (
    <>
      <p className="mb-6 max-w-[66ch] text-sm text-soft">{words.lead}</p>
      {error && <Notice tone="red">{error}</Notice>}
      <SearchList
        title={words.title}
        items={wallets}
        keyOf={({ id }) => id}
        textOf={({ name, link }) => `${name} ${link}`}
        empty={words.empty}
        aside={<Button onClick={() => setEditing('new')}>{words.add}</Button>}
      >
        {(wallet) => (
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <div className="flex min-w-0 items-center gap-3">
              {wallet.logo && <img src={wallet.logo} alt="" className="size-8 shrink-0 object-contain" />}
              <div className="min-w-0">
                <h3 dir="auto" className="font-semibold">
                  {wallet.name}
                </h3>
                <p dir="ltr" className="font-mono text-sm break-all text-soft">
                  {wallet.link}
                </p>
              </div>
            </div>
            <div className="-mx-2 flex flex-wrap">
              {wallets[0] !== wallet && (
                <Button look="quiet" busy={busy} aria-label={words.up(wallet.name)} onClick={() => void up(wallets.indexOf(wallet))}>
                  {words.upWord}
                </Button>
              )}
              <Button look="quiet" aria-label={words.changeOne(wallet.name)} onClick={() => setEditing(wallet)}>
                {words.change}
              </Button>
              <Button look="quiet" busy={busy} aria-label={words.removeOne(wallet.name)} onClick={() => void remove(wallet)}>
                {words.remove}
              </Button>
            </div>
          </div>
        )}
      </SearchList>
      {editing && <WalletForm wallet={editing === 'new' ? undefined : editing} onSave={save} onClose={() => setEditing(undefined)} />}
    </>
  )
}
