import type { Recorder } from '../audit/index.ts'
import type { Db } from '../platform/db/client.ts'
import { problems } from './problems.ts'
import { linkOpensAWallet } from './rules.ts'
import { type ListedWallet, listWallets, replaceWallets } from './store.ts'

/** Sets the wallets people are shown, in order. @throws Problem wallet_link_invalid */
export async function putWallets(
  { db, record }: { db: Db; record: Recorder },
  wallets: readonly { name: string; logo?: string | null; link: string }[],
): Promise<{ wallets: ListedWallet[] }> {
  const wrong = wallets.find(({ link }) => !linkOpensAWallet(link))
  if (wrong) throw problems.wallet_link_invalid({ name: wrong.name })
  const wanted = wallets.map(({ name, logo, link }) => ({ name: name.trim(), logo: logo ?? null, link }))
  await db.transaction().execute(async (tx) => {
    await replaceWallets(tx, wanted)
    const detail = { wallets: wanted.map(({ name, link }) => ({ name, link })) }
    await record(tx, { action: 'putWallets', target: { kind: 'wallets', id: 'all' }, detail })
  })
  return { wallets: await listWallets(db) }
}
