import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import { register } from '../../platform/http/register.ts'
import type { Seal } from '../../platform/seal.ts'
import * as api from './api.ts'
import * as manage from './manage-platform.ts'

/** The operator's side: platforms and their keys. */
export function platformAdminRoutes(app: FastifyInstance, deps: { db: Db; now: Clock; seal: Seal }): void {
  register(app, api.createPlatform, async ({ body }) => manage.createPlatform(deps, body.name))
  register(app, api.listPlatforms, async () => manage.listPlatforms(deps))
  register(app, api.deletePlatform, async ({ params }) => manage.deletePlatform(deps, params.id))
  register(app, api.createPlatformKey, async ({ params, body }, _caller, http) => {
    http.set('cache-control', 'no-store')
    return manage.createPlatformKey(deps, params.id, body)
  })
  register(app, api.listPlatformKeys, async ({ params }) => manage.listPlatformKeys(deps, params.id))
  register(app, api.updatePlatformKey, async ({ params, body }) => manage.updatePlatformKey(deps, params.id, params.keyId, body))
  register(app, api.deletePlatformKey, async ({ params }) => manage.deletePlatformKey(deps, params.id, params.keyId))
  register(app, api.rotatePlatformKey, async ({ params }, _caller, http) => {
    http.set('cache-control', 'no-store')
    return manage.rotatePlatformKey(deps, params.id, params.keyId)
  })
}
