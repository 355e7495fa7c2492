import type { Tx } from '../platform/db/client.ts'
import { endWaiting } from './store/webhooks.ts'
import { captureWaiting } from './store.ts'

/** Lets nothing leave that is waiting to: a copy of a living server must not write to its people and platforms a second time. */
export const holdBack = async (tx: Tx, now: Date): Promise<{ mails: number; webhooks: number }> => ({
  mails: await captureWaiting(tx, now),
  webhooks: await endWaiting(tx, 'held back in a restored copy', now),
})
