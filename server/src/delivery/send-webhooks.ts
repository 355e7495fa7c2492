import type { Mode } from '../core/caller.ts'
import { after, type Clock, DAY_MS, HOUR_MS, SECOND_MS } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import type { SafeFetch } from '../platform/net/safe-fetch.ts'
import { isDelivered, isGone, pauseAfter } from './rules.ts'
import { type SecretsOf, signatureHeaders } from './sign-webhook.ts'
import { endEndpoint, type Leased, leaseDue, markTry, type Outcome, pruneDeliveries, releaseLeases } from './store/webhooks.ts'

export interface SenderDeps {
  db: Db
  now: Clock
  /** the way out for each mode: private addresses only ever in test */
  fetchFor: (mode: Mode) => SafeFetch
  secretsOf: SecretsOf
  onError: (error: unknown) => void
}

const TRY_TIMEOUT_MS = 10 * SECOND_MS
/** Longer than any try: who holds a row beyond it is dead. */
const LEASE_MS = 30 * SECOND_MS
const POLL_MS = SECOND_MS
const AT_ONCE = 40
const AT_ONCE_PER_PLATFORM = 10
const KEPT_MS = 90 * DAY_MS

interface Try {
  status: number | null
  error: string | null
}

async function sendOnce({ now, fetchFor, secretsOf }: SenderDeps, { id, keyId, mode, url, body }: Leased): Promise<Try> {
  const secrets = await secretsOf(keyId)
  if (!secrets || secrets.secrets.length === 0) return { status: null, error: 'the key of this delivery has ended' }
  try {
    const headers = { 'content-type': 'application/json', ...signatureHeaders(secrets, id, body, now()) }
    const { status } = await fetchFor(mode)(url, { method: 'POST', headers, body, timeoutMs: TRY_TIMEOUT_MS, statusOnly: true })
    return { status, error: isDelivered(status) ? null : `answered ${status}` }
  } catch {
    return { status: null, error: 'unreachable' }
  }
}

/**
 * Makes one try and writes down what came of it.
 *
 * @see skill verification spec, "Webhooks"; operations spec, "Secrets" (410)
 */
export async function deliver(deps: SenderDeps, delivery: Leased): Promise<void> {
  const { id, endpointId, living, tries } = delivery
  const came: Try = living ? await sendOnce(deps, delivery) : { status: null, error: 'this address is no longer registered' }
  const now = deps.now()
  const gone = came.status !== null && isGone(came.status)
  if (gone && endpointId !== null) await endEndpoint(deps.db, delivery, endpointId, 'gone', now)
  const pause = gone || !living ? undefined : pauseAfter(tries + 1, Math.random())
  const outcome: Outcome =
    came.error === null
      ? { state: 'delivered', dueAt: now, ...came }
      : pause === undefined
        ? { state: 'dead', dueAt: now, ...came }
        : { state: 'pending', dueAt: after(now, pause), ...came }
  await markTry(deps.db, id, outcome, now)
}

/**
 * Sends what is due, for as long as the server runs. The rows are the queue: a sender takes them for 30 s at most, so that what a
 * killed one held is taken up again; a platform holds no more than its share.
 */
export function startWebhookSender(deps: SenderDeps): { wake(): void; stop(): Promise<void> } {
  const running = new Map<string, number>()
  const open = new Set<Promise<void>>()
  let stopping = false
  let looking: Promise<void> | undefined
  let again = false
  let prunedAt = 0

  const keyOf = ({ platformId, mode }: Leased): string => `${platformId} ${mode}`
  const begin = (delivery: Leased): void => {
    const key = keyOf(delivery)
    running.set(key, (running.get(key) ?? 0) + 1)
    const work = deliver(deps, delivery)
      .catch(deps.onError)
      .finally(() => {
        const left = (running.get(key) ?? 1) - 1
        if (left > 0) running.set(key, left)
        else running.delete(key)
        open.delete(work)
        wake()
      })
    open.add(work)
  }
  const look = async (): Promise<void> => {
    const free = AT_ONCE - open.size
    if (free <= 0) return
    const now = deps.now()
    const busy = [...running].filter(([, count]) => count >= AT_ONCE_PER_PLATFORM).map(([key]) => key)
    const most = Math.max(0, ...running.values())
    const share = Math.max(1, AT_ONCE_PER_PLATFORM - most)
    const taken = await leaseDue(deps.db, now, after(now, LEASE_MS), free, share, busy)
    if (stopping)
      await releaseLeases(
        deps.db,
        taken.map(({ id }) => id),
      )
    else for (const delivery of taken) begin(delivery)
    if (now.getTime() - prunedAt > HOUR_MS) {
      prunedAt = now.getTime()
      await pruneDeliveries(deps.db, after(now, -KEPT_MS))
    }
  }
  const wake = (): void => {
    if (stopping) return
    if (looking) {
      again = true
      return
    }
    looking = look()
      .catch(deps.onError)
      .finally(() => {
        looking = undefined
        if (again) {
          again = false
          wake()
        }
      })
  }
  const timer = setInterval(wake, POLL_MS)
  timer.unref()
  return {
    wake,
    stop: async () => {
      stopping = true
      clearInterval(timer)
      await looking
      await Promise.all(open)
    },
  }
}
