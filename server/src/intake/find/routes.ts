import type { FastifyInstance } from 'fastify'
import { register } from '../../platform/http/register.ts'
import type { IntakeDeps } from '../routes.ts'
import * as api from './api.ts'
import { findResume } from './find-resume.ts'

/** Somebody asks what a partner has sent for them. */
export function findRoutes(app: FastifyInstance, deps: IntakeDeps): void {
  register(app, api.findResume, async ({ params, body }, _caller, http) => {
    await deps.limit('findMyResume', http.ip, http.set)
    http.set('cache-control', 'no-store')
    return findResume(deps, params.partner, body)
  })
}
