import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../audit/index.ts'
import type { Mode, PlatformCaller } from '../core/caller.ts'
import { csvOf } from '../core/csv.ts'
import { wordsOf } from '../core/search.ts'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { AsFile, register } from '../platform/http/register.ts'
import * as api from './api.ts'
import { deleteWebhook, listDeliveries, listWebhooks, registerWebhook, replayAnyDelivery, replayDelivery } from './manage-webhooks.ts'
import { problems } from './problems.ts'
import type { SecretsOf } from './sign-webhook.ts'

interface Deps {
  db: Db
  audit: AuditLog
  now: Clock
  secretsOf: SecretsOf
  /** may webhooks of this mode go to private addresses */
  privateWebhooks: (mode: Mode) => boolean
  wakeWebhooks(): void
}

const done = <T>(data: T) => ({ success: true as const, data })

const MOST_ROWS = 200
const MOST_LINES = 10_000
const COLUMNS = [
  'id',
  'createdAt',
  'platformId',
  'mode',
  'event',
  'url',
  'state',
  'attempts',
  'lastStatus',
  'lastError',
  'nextTryAt',
  'finishedAt',
] as const
const pageOf = ({ limit, offset, ...rest }: { limit?: string; offset?: string }) => ({
  ...rest,
  limit: Math.min(Number(limit ?? 50), MOST_ROWS),
  offset: Number(offset ?? 0),
})

/** A session token reaches its own verification and nothing else. @throws Problem API_KEY_REQUIRED */
function byKey(caller: PlatformCaller): PlatformCaller {
  if (caller.verificationId !== undefined) throw problems.API_KEY_REQUIRED()
  return caller
}

/** The platform's side, in the skill API. */
export function webhookRoutes(app: FastifyInstance, deps: Deps): void {
  register(app, api.registerWebhook, async ({ body }, caller) => done(await registerWebhook(deps, byKey(caller), body ?? {})))
  register(app, api.listWebhooks, async (_input, caller) => done({ webhooks: await listWebhooks(deps.db, byKey(caller)) }))
  register(app, api.deleteWebhook, async ({ params: { id } }, caller) => {
    await deleteWebhook(deps, byKey(caller), id)
    return done({ id })
  })
  register(app, api.listDeliveries, async ({ query }, caller) => {
    const { platformId, mode } = byKey(caller)
    return done(await listDeliveries(deps.db, { ...pageOf(query), platformId, mode }))
  })
  register(app, api.replayDelivery, async ({ params: { id } }, caller) => done(await replayDelivery(deps, byKey(caller), id)))
}

/** The operator's side. */
export function deliveryAdminRoutes(app: FastifyInstance, deps: Deps): void {
  register(app, api.listAllDeliveries, async ({ query: { format, search, limit, offset, ...filter } }) => {
    const asCsv = format === 'csv'
    const most = Math.min(Number(limit ?? (asCsv ? MOST_LINES : 50)), asCsv ? MOST_LINES : MOST_ROWS)
    const page = await listDeliveries(deps.db, { ...filter, words: wordsOf(search), limit: most, offset: Number(offset ?? 0) })
    return asCsv ? new AsFile(csvOf(COLUMNS, page.deliveries), 'text/csv; charset=utf-8') : page
  })
  register(app, api.replayAnyDelivery, async ({ params: { id } }, caller) => replayAnyDelivery(recording(deps, caller), id))
}
