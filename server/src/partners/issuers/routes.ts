import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../../audit/index.ts'
import { register } from '../../platform/http/register.ts'
import * as api from './api.ts'
import { deleteIssuer, listIssuers, putIssuer, putIssuers, type RegistryDeps } from './put-issuers.ts'

const MOST_ROWS = 5_000

/** The operator's side: the issuer registry. */
export function issuerAdminRoutes(app: FastifyInstance, deps: Omit<RegistryDeps, 'record'> & { audit: AuditLog }): void {
  register(app, api.listIssuers, async ({ query: { search, limit, offset } }) =>
    listIssuers(deps.db, { search, limit: Math.min(Number(limit ?? MOST_ROWS), MOST_ROWS), offset: Number(offset ?? 0) }),
  )
  register(app, api.putIssuers, async ({ body }, caller) => putIssuers(recording(deps, caller), body.issuers))
  register(app, api.putIssuer, async ({ params, body }, caller) => putIssuer(recording(deps, caller), params.id, body))
  register(app, api.deleteIssuer, async ({ params }, caller) => deleteIssuer(recording(deps, caller), params.id))
}
