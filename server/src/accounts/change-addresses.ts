import { parseMailbox } from '../core/email.ts'
import type { Clock } from '../core/time.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { addressRemovedMail } from './mails.ts'
import { problems } from './problems.ts'
import { type Address, deleteAddress, listAddresses, lockPerson, setPrimary } from './store/addresses.ts'

interface Deps {
  db: Db
  jobs: Jobs
  now: Clock
}

const among = (addresses: readonly Address[], email: string): Address => {
  const found = addresses.find(({ key }) => key === parseMailbox(email)?.key)
  if (!found) throw problems.address_not_found()
  return found
}

async function locked(tx: Tx, personId: string): Promise<Address[]> {
  await lockPerson(tx, personId)
  return listAddresses(tx, personId)
}

/** Removes an address, never the last one; the removed one hears of it. @throws Problem address_not_found | address_is_last */
export async function removeAddress(deps: Deps, personId: string, email: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const addresses = await locked(tx, personId)
    const removed = among(addresses, email)
    const next = addresses.find((address) => address !== removed)
    if (!next) throw problems.address_is_last()
    await deleteAddress(tx, personId, removed.key)
    if (removed.isPrimary) await setPrimary(tx, personId, next.key)
    await enqueueMail(deps, tx, { to: removed.key, purpose: 'account', mode: 'live', ...addressRemovedMail(removed.shown) })
  })
  deps.jobs.wake(MAIL_QUEUE)
}

/** Chooses the address that is written to. @throws Problem address_not_found */
export async function makeAddressPrimary(deps: Pick<Deps, 'db'>, personId: string, email: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const { key } = among(await locked(tx, personId), email)
    await setPrimary(tx, personId, key)
  })
}

export async function presentAddresses(db: Db, personId: string) {
  const addresses = await listAddresses(db, personId)
  return {
    addresses: addresses.map(({ shown, isPrimary, provedAt }) => ({ email: shown, primary: isPrimary, provedAt: provedAt.toISOString() })),
  }
}
