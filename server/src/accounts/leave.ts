import { after, type Clock, HOUR_MS } from '../core/time.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Db } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { erasureMail } from './mails.ts'
import { listAddresses } from './store/addresses.ts'
import { clearErasure, putErasure } from './store/erasure.ts'

const UNDO_MS = 72 * HOUR_MS

/**
 * Marks an account to be erased with everything in it, 72 hours from now; asking again does not put it off. The person is told by mail.
 *
 * @see resume spec, "Account"
 */
export async function askErasure(
  deps: { db: Db; jobs: Jobs; now: Clock; baseUrl: string },
  personId: string,
): Promise<{ erasesAt: string }> {
  const asked = after(deps.now(), UNDO_MS)
  const erasesAt = await deps.db.transaction().execute(async (tx) => {
    const at = await putErasure(tx, personId, asked)
    const [first] = await listAddresses(tx, personId)
    const when = `${at.toISOString().slice(0, 16).replace('T', ' at ')} UTC`
    if (first && at.getTime() === asked.getTime())
      await enqueueMail(deps, tx, { to: first.key, purpose: 'account', mode: 'live', ...erasureMail(when, `${deps.baseUrl}/settings`) })
    return at
  })
  deps.jobs.wake(MAIL_QUEUE)
  return { erasesAt: erasesAt.toISOString() }
}

/** Undoes it while the account is there. */
export async function keepAccount({ db }: { db: Db }, personId: string): Promise<{ erasesAt: null }> {
  await clearErasure(db, personId)
  return { erasesAt: null }
}
