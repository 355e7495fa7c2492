import type { Recorder } from '../audit/index.ts'
import type { Mode, PlatformCaller } from '../core/caller.ts'
import { newId } from '../core/id.ts'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { mayReach } from '../platform/net/safe-fetch.ts'
import { problems } from './problems.ts'
import { addressIsTaken, EVENTS, type WebhookEvent } from './rules.ts'
import { type SecretsOf, standardSecret } from './sign-webhook.ts'
import { endEndpoint, insertEndpoint, listDeliveryRows, listEndpoints, replayRow, type Tenant } from './store/webhooks.ts'

const MOST_ENDPOINTS = 20

/**
 * Registers an address for events of this platform and mode; the key that registers it signs what goes there.
 *
 * @returns with `secret`, as verifiers of Standard Webhooks take it
 * @throws Problem INVALID_WEBHOOK_URL | INVALID_EVENTS | WEBHOOK_LIMIT
 */
export async function registerWebhook(
  deps: { db: Db; now: Clock; secretsOf: SecretsOf; privateWebhooks: (mode: Mode) => boolean },
  caller: PlatformCaller,
  body: { url?: unknown; events?: unknown },
) {
  const { url, events } = body
  if (typeof url !== 'string' || !addressIsTaken(url, caller.mode) || !mayReach(url, deps.privateWebhooks(caller.mode)))
    throw problems.INVALID_WEBHOOK_URL()
  if (!areEvents(events)) throw problems.INVALID_EVENTS({ allowed: EVENTS })
  const id = newId('whk')
  const unique = [...new Set(events)]
  await deps.db.transaction().execute(async (tx) => {
    if ((await listEndpoints(tx, caller)).length >= MOST_ENDPOINTS) throw problems.WEBHOOK_LIMIT({ limit: MOST_ENDPOINTS })
    await insertEndpoint(tx, caller, { id, keyId: caller.keyId, url, events: unique, createdAt: deps.now() })
  })
  const { secrets = [] } = (await deps.secretsOf(caller.keyId)) ?? {}
  return { id, url, events: unique, secret: standardSecret(secrets[0] ?? '') }
}

const areEvents = (events: unknown): events is WebhookEvent[] =>
  Array.isArray(events) && events.length > 0 && events.length <= EVENTS.length * 2 && events.every((event) => EVENTS.includes(event))

export const listWebhooks = async (db: Db, caller: PlatformCaller) =>
  (await listEndpoints(db, caller)).map(({ id, url, events, createdAt }) => ({ id, url, events, createdAt: createdAt.toISOString() }))

/** @throws Problem NOT_FOUND */
export async function deleteWebhook(deps: { db: Db; now: Clock }, caller: PlatformCaller, id: string): Promise<void> {
  if (!(await endEndpoint(deps.db, caller, id, 'deleted', deps.now()))) throw problems.NOT_FOUND()
}

export interface DeliveryPage {
  id?: string | undefined
  platformId?: string | undefined
  mode?: Mode | undefined
  state?: string | undefined
  event?: string | undefined
  words?: readonly string[]
  limit?: number | undefined
  offset?: number | undefined
}

/** Newest first. `webhookId` is what the receiver saw. */
export async function listDeliveries(db: Db, { limit = 50, offset = 0, ...filter }: DeliveryPage) {
  const { rows, total } = await listDeliveryRows(db, { ...filter, limit, offset })
  const deliveries = rows.map(({ dueAt, createdAt, finishedAt, ...row }) => ({
    ...row,
    webhookId: row.id,
    nextTryAt: row.state === 'pending' ? dueAt.toISOString() : null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }))
  return { deliveries, total }
}

interface ReplayDeps {
  db: Db
  now: Clock
  wakeWebhooks(): void
}

/** Sends once more, whatever its state: same id, same body. @throws Problem NOT_FOUND */
export async function replayDelivery(deps: ReplayDeps, tenant: Tenant, id: string) {
  if (!(await replayRow(deps.db, tenant, id, deps.now()))) throw problems.NOT_FOUND()
  return sentAgain(deps, id)
}

/** The same by the operator, for anybody's. @throws Problem delivery_not_found */
export async function replayAnyDelivery(deps: ReplayDeps & { record: Recorder }, id: string) {
  await deps.db.transaction().execute(async (tx) => {
    if (!(await replayRow(tx, undefined, id, deps.now()))) throw problems.delivery_not_found()
    await deps.record(tx, { action: 'replayAnyDelivery', target: { kind: 'delivery', id } })
  })
  return sentAgain(deps, id)
}

async function sentAgain(deps: ReplayDeps, id: string) {
  deps.wakeWebhooks()
  const { deliveries } = await listDeliveries(deps.db, { id })
  return deliveries[0]!
}
