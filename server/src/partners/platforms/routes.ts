import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../../audit/index.ts'
import type { Clock } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import { register } from '../../platform/http/register.ts'
import type { Seal } from '../../platform/seal.ts'
import * as api from './api.ts'
import * as manage from './manage-platform.ts'

/** The operator's side: platforms and their keys. */
export function platformAdminRoutes(app: FastifyInstance, deps: { db: Db; now: Clock; seal: Seal; audit: AuditLog }): void {
  register(app, api.createPlatform, async ({ body }, caller) => manage.createPlatform(recording(deps, caller), body.name))
  register(app, api.listPlatforms, async () => manage.listPlatforms(deps))
  register(app, api.deletePlatform, async ({ params }, caller) => manage.deletePlatform(recording(deps, caller), params.id))
  register(app, api.createPlatformKey, async ({ params, body }, caller) =>
    manage.createPlatformKey(recording(deps, caller), params.id, body),
  )
  register(app, api.listPlatformKeys, async ({ params }) => manage.listPlatformKeys(deps, params.id))
  register(app, api.updatePlatformKey, async ({ params, body }, caller) =>
    manage.updatePlatformKey(recording(deps, caller), params.id, params.keyId, body),
  )
  register(app, api.deletePlatformKey, async ({ params }, caller) =>
    manage.deletePlatformKey(recording(deps, caller), params.id, params.keyId),
  )
  register(app, api.rotatePlatformKey, async ({ params }, caller) =>
    manage.rotatePlatformKey(recording(deps, caller), params.id, params.keyId),
  )
}
