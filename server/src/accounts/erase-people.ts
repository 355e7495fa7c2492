import { after, type Clock, MINUTE_MS, SECOND_MS } from '../core/time.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { listEmailKeys } from './store/addresses.ts'
import { deleteCodesOf, leaseErasures, lockDue } from './store/erasure.ts'
import { deletePerson } from './store.ts'

export interface Leaving {
  personId: string
  /** every address they proved, folded */
  addresses: readonly string[]
}

/**
 * What another domain forgets of somebody, in the transaction of the erasure. May also remove what lies outside the database: a
 * transaction that fails is tried again, and what is gone stays gone.
 */
export type Forget = (tx: Tx, leaving: Leaving) => Promise<void>

export interface ErasureDeps {
  db: Db
  now: Clock
  /** in order: who looks others up comes before who owns them */
  forget: readonly Forget[]
}

const LEASE_MS = 5 * MINUTE_MS
const POLL_MS = 3 * SECOND_MS
const AT_ONCE = 5

/** Erases one person with everything, unless they undid it in the meantime. What hangs on the row goes with it. */
async function erasePerson({ db, now, forget }: ErasureDeps, personId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await lockDue(tx, personId, now()))) return
    const leaving = { personId, addresses: await listEmailKeys(tx, personId) }
    for (const one of forget) await one(tx, leaving)
    await deleteCodesOf(tx, personId, leaving.addresses)
    await deletePerson(tx, personId)
  })
}

/** Erases whoever's 72 hours are over. Several servers may do it at the same time. @see reliability T29 */
export async function eraseDue(deps: ErasureDeps, onError: (error: unknown) => void): Promise<void> {
  const due = await leaseErasures(deps.db, deps.now(), after(deps.now(), LEASE_MS), AT_ONCE)
  // one that fails keeps nobody else waiting
  for (const personId of due) await erasePerson(deps, personId).catch(onError)
}

/** Looks every few seconds for as long as the server runs. */
export function startErasure(deps: ErasureDeps, onError: (error: unknown) => void): { stop(): Promise<void> } {
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    running ??= eraseDue(deps, onError)
      .catch(onError)
      .finally(() => {
        running = undefined
      })
  }, POLL_MS)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
