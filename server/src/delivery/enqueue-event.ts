import type { Mode } from '../core/caller.ts'
import { newId } from '../core/id.ts'
import type { Clock } from '../core/time.ts'
import type { Tx } from '../platform/db/client.ts'
import { CALLBACK_EVENTS, type WebhookEvent } from './rules.ts'
import { insertDeliveries, listEndpoints, type NewDelivery } from './store/webhooks.ts'

/** Something that happened, as a platform hears of it. */
export interface PlatformEvent {
  platformId: string
  /** the key it happened under: its secret signs what goes to the callback address */
  keyId: string
  mode: Mode
  event: WebhookEvent
  /** `data` of the body; its `recordUserId` is whom erasure finds it by */
  data: Readonly<Record<string, unknown>>
  callbackUrl?: string | undefined
}

/**
 * Writes an event in the caller's transaction: one delivery for the callback address, where the event is one it hears, and one for
 * each registered address of this platform and mode that asked for it. Nothing is told of what is rolled back, nothing committed is lost.
 *
 * @returns how many deliveries were written
 * @see skill verification spec, "Webhooks"; reliability D6
 */
export async function enqueueEvent(
  { now: clock }: { now: Clock },
  tx: Tx,
  { platformId, keyId, mode, event, data, callbackUrl }: PlatformEvent,
): Promise<number> {
  const now = clock()
  const deliveryTo = (url: string, key: string, endpointId: string | null): NewDelivery => {
    const id = newId('msg')
    const body = JSON.stringify({ id, event, mode, createdAt: now.toISOString(), data })
    return { id, keyId: key, endpointId, url, event, subject: typeof data.recordUserId === 'string' ? data.recordUserId : null, body }
  }
  const endpoints = (await listEndpoints(tx, { platformId, mode })).filter(({ events }) => events.includes(event))
  const deliveries = endpoints.map(({ id, url, keyId: key }) => deliveryTo(url, key, id))
  if (callbackUrl && CALLBACK_EVENTS.includes(event)) deliveries.unshift(deliveryTo(callbackUrl, keyId, null))
  await insertDeliveries(tx, { platformId, mode }, deliveries, now)
  return deliveries.length
}
