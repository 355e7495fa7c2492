import type { FastifyInstance } from 'fastify'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { register } from '../platform/http/register.ts'
import * as api from './api.ts'
import { getResume } from './get-resume.ts'
import { putOrder, updateEntry } from './update-entry.ts'

export function resumeRoutes(app: FastifyInstance, deps: { db: Db; now: Clock }): void {
  register(app, api.getResume, async (_input, { personId }) => getResume(deps.db, personId))
  register(app, api.updateEntry, async ({ params, body }, { personId }) => updateEntry(deps, personId, params.id, body))
  register(app, api.putOrder, async ({ body }, { personId }) => putOrder(deps, personId, body))
}
