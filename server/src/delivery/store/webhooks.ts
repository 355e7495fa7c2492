import { sql } from 'kysely'
import type { Mode } from '../../core/caller.ts'
import { containing } from '../../core/search.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { countOf } from '../../platform/db/count-of.ts'

/** Whose rows: test and live never see each other's. */
export interface Tenant {
  platformId: string
  mode: Mode
}

export interface WebhookEndpoint {
  id: string
  keyId: string
  url: string
  events: string[]
  createdAt: Date
}

export async function insertEndpoint(tx: Tx, { platformId, mode }: Tenant, endpoint: WebhookEndpoint): Promise<void> {
  await tx
    .insertInto('webhook_endpoints')
    .values({
      id: endpoint.id,
      platform_id: platformId,
      mode,
      key_id: endpoint.keyId,
      url: endpoint.url,
      events: endpoint.events,
      created_at: endpoint.createdAt,
    })
    .execute()
}

/** The living ones, oldest first. */
export const listEndpoints = (db: Db, { platformId, mode }: Tenant): Promise<WebhookEndpoint[]> =>
  db
    .selectFrom('webhook_endpoints')
    .select(['id', 'key_id as keyId', 'url', 'events', 'created_at as createdAt'])
    .where('platform_id', '=', platformId)
    .where('mode', '=', mode)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

export async function endEndpoint(db: Db, { platformId, mode }: Tenant, id: string, because: 'deleted' | 'gone', now: Date) {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoints')
    .set({ ended_at: now, ended_because: because })
    .where('id', '=', id)
    .where('platform_id', '=', platformId)
    .where('mode', '=', mode)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0
}

export interface NewDelivery {
  id: string
  keyId: string
  endpointId: string | null
  url: string
  event: string
  subject: string | null
  body: string
}

export async function insertDeliveries(tx: Tx, { platformId, mode }: Tenant, deliveries: readonly NewDelivery[], now: Date) {
  if (deliveries.length === 0) return
  await tx
    .insertInto('deliveries')
    .values(
      deliveries.map(({ id, keyId, endpointId, url, event, subject, body }) => ({
        id,
        platform_id: platformId,
        mode,
        key_id: keyId,
        endpoint_id: endpointId,
        url,
        event,
        subject,
        body,
        state: 'pending',
        due_at: now,
        created_at: now,
      })),
    )
    .execute()
}

/** A delivery somebody is sending right now. */
export interface Leased extends Tenant {
  id: string
  keyId: string
  endpointId: string | null
  /** false when the registered address was deleted or answered 410 */
  living: boolean
  url: string
  body: string
  tries: number
}

/**
 * Takes what is due, in turns of the platforms so that one with many does not keep others waiting. A row is taken by one sender,
 * until `until`; whoever died with it loses it then.
 */
export async function leaseDue(db: Db, now: Date, until: Date, limit: number, perPlatform: number, busy: readonly string[]) {
  const { rows } = await sql<Leased>`update deliveries d set leased_until = ${until}
    from (select id, row_number() over (partition by platform_id, mode order by due_at, id) as place, due_at from deliveries
        where state = 'pending' and due_at <= ${now} and (leased_until is null or leased_until <= ${now}) and not (platform_id || ' ' || mode = any(${busy}::text[]))
        order by place, due_at limit ${limit}) due
    where d.id = due.id and due.place <= ${perPlatform} and d.state = 'pending' and d.due_at <= ${now} and (d.leased_until is null or d.leased_until <= ${now})
    returning d.id, d.platform_id as "platformId", d.mode, d.key_id as "keyId", d.endpoint_id as "endpointId", d.url, d.body, d.tries,
      (d.endpoint_id is null or exists (select 1 from webhook_endpoints e where e.id = d.endpoint_id and e.ended_at is null)) as living`.execute(
    db,
  )
  return rows
}

/** What came of one try. */
export interface Outcome {
  state: 'pending' | 'delivered' | 'dead'
  dueAt: Date
  status: number | null
  error: string | null
}

export async function markTry(db: Db, id: string, { state, dueAt, status, error }: Outcome, now: Date): Promise<void> {
  await db
    .updateTable('deliveries')
    .set((eb) => ({
      state,
      due_at: dueAt,
      leased_until: null,
      last_status: status,
      last_error: error,
      attempts: eb('attempts', '+', 1),
      tries: eb('tries', '+', 1),
      finished_at: state === 'pending' ? null : now,
    }))
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute()
}

/** Gives back what a stopping sender has not tried. */
export async function releaseLeases(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.updateTable('deliveries').set({ leased_until: null }).where('id', 'in', ids).execute()
}

/** Ends what is waiting; its body stays, so that the operator can replay it. @returns how many */
export async function endWaiting(tx: Tx, error: string, now: Date): Promise<number> {
  const set = { state: 'dead', last_error: error, leased_until: null, finished_at: now }
  return Number((await tx.updateTable('deliveries').set(set).where('state', '=', 'pending').executeTakeFirst()).numUpdatedRows)
}

/** One more round from the first try, with the same id and body. @param tenant undefined for the operator */
export async function replayRow(db: Db, tenant: Tenant | undefined, id: string, now: Date): Promise<boolean> {
  let update = db
    .updateTable('deliveries')
    .set({ state: 'pending', due_at: now, tries: 0, finished_at: null })
    .where('id', '=', id)
    .where('body', '<>', '')
  if (tenant) update = update.where('platform_id', '=', tenant.platformId).where('mode', '=', tenant.mode)
  return (await update.executeTakeFirst()).numUpdatedRows > 0
}

export interface DeliveryFilter extends Partial<Tenant> {
  id?: string | undefined
  state?: string | undefined
  event?: string | undefined
  /** words that all must occur, in any case */
  words?: readonly string[]
  limit: number
  offset: number
}

/** Newest first, and how many there are. */
export async function listDeliveryRows(db: Db, { platformId, mode, id, state, event, words = [], limit, offset }: DeliveryFilter) {
  let found = db.selectFrom('deliveries')
  if (id !== undefined) found = found.where('id', '=', id)
  if (platformId !== undefined) found = found.where('platform_id', '=', platformId)
  if (mode !== undefined) found = found.where('mode', '=', mode)
  if (state !== undefined) found = found.where('state', '=', state)
  if (event !== undefined) found = found.where('event', '=', event)
  for (const word of words)
    found = found.where(sql<boolean>`concat_ws(' ', id, url, event, platform_id, mode, last_status, last_error) ilike ${containing(word)}`)
  const rows = await found
    .select([
      'id',
      'platform_id as platformId',
      'mode',
      'endpoint_id as webhookEndpointId',
      'url',
      'event',
      'state',
      'attempts',
      'due_at as dueAt',
      'last_status as lastStatus',
      'last_error as lastError',
      'created_at as createdAt',
      'finished_at as finishedAt',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows, total: await countOf(found) }
}

export async function pruneDeliveries(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('deliveries').where('state', '<>', 'pending').where('finished_at', '<', before).execute()
}

export const countDueDeliveries = (db: Db, now: Date): Promise<number> =>
  countOf(db.selectFrom('deliveries').where('state', '=', 'pending').where('due_at', '<=', now))
