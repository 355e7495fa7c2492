import type { Db } from '../platform/db/client.ts'
import { problems } from './problems.ts'
import { linkOpensAWallet } from './rules.ts'
import { type ListedWallet, listWallets, replaceWallets } from './store.ts'

/** Sets the wallets people are shown, in order. @throws Problem wallet_link_invalid */
export async function putWallets(
  db: Db,
  wallets: readonly { name: string; logo?: string | null; link: string }[],
): Promise<{ wallets: ListedWallet[] }> {
  const wrong = wallets.find(({ link }) => !linkOpensAWallet(link))
  if (wrong) throw problems.wallet_link_invalid({ name: wrong.name })
  await db.transaction().execute((tx) =>
    replaceWallets(
      tx,
      wallets.map(({ name, logo, link }) => ({ name: name.trim(), logo: logo ?? null, link })),
    ),
  )
  return { wallets: await listWallets(db) }
}
