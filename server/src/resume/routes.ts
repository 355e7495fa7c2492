import type { FastifyInstance } from 'fastify'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { register } from '../platform/http/register.ts'
import { addEntry } from './add-own-entries.ts'
import * as api from './api.ts'
import { getResumeView } from './get-resume-view.ts'
import { putOrder } from './put-order.ts'
import { updateEntry } from './update-entry.ts'
import { updateResume } from './update-resume.ts'

export function resumeRoutes(app: FastifyInstance, deps: { db: Db; now: Clock }): void {
  register(app, api.getResume, async (_input, { personId }) => getResumeView(deps, personId))
  register(app, api.updateResume, async ({ body }, { personId }) => updateResume(deps, personId, body))
  register(app, api.addEntry, async ({ body }, { personId }) => addEntry(deps, personId, body))
  register(app, api.updateEntry, async ({ params, body }, { personId }) => updateEntry(deps, personId, params.id, body))
  register(app, api.deleteEntry, async ({ params }, { personId }) => {
    await updateEntry(deps, personId, params.id, { deleted: true })
    return null
  })
  register(app, api.putOrder, async ({ body }, { personId }) => putOrder(deps, personId, body))
}
