import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import { register } from '../../platform/http/register.ts'
import { problems } from '../problems.ts'
import * as api from './api.ts'
import { listNoticesOf, markDismissed } from './store.ts'

/** What a person must hear about something on their resume. */
export function noticeRoutes(app: FastifyInstance, deps: { db: Db; now: Clock }): void {
  register(app, api.listNotices, async (_input, { personId }) => ({ notices: await listNoticesOf(deps.db, personId) }))
  register(app, api.dismissNotice, async ({ params }, { personId }) => {
    if (!(await markDismissed(deps.db, personId, params.id, deps.now()))) throw problems.notice_not_found()
    return null
  })
}
