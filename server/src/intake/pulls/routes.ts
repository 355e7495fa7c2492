import type { FastifyInstance } from 'fastify'
import { findSignedIn, SESSION_COOKIE } from '../../accounts/index.ts'
import { register } from '../../platform/http/register.ts'
import type { IntakeDeps } from '../routes.ts'
import * as api from './api.ts'
import { refusePull, startPull } from './start-pull.ts'

/** Imports a person starts at a partner. */
export function pullRoutes(app: FastifyInstance, deps: IntakeDeps): void {
  register(app, api.startPull, async ({ body }, person, http) => {
    await deps.limit('personApi', person.personId, http.set)
    http.set('cache-control', 'no-store')
    return startPull(deps, person, body.partner)
  })
  register(app, api.refusePull, async ({ params }, _caller, http) => {
    const visitor = await findSignedIn(deps.db, http.cookie(SESSION_COOKIE), deps.now())
    await deps.limit('openRead', http.ip, http.set)
    await refusePull(deps, params.identifierToken, visitor)
    return null
  })
}
