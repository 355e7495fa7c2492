import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../../audit/index.ts'
import type { Limit } from '../../platform/http/limits.ts'
import { AsFile, register } from '../../platform/http/register.ts'
import type { VerifyWhole } from '../../platform/verifier.ts'
import type { RevokeDeps } from '../revoke-credential.ts'
import { publishStatusList } from '../status-lists.ts'
import * as api from './api.ts'
import { issueByVcApi, type VcApiDeps } from './issue.ts'
import { resolveDid } from './resolve-did.ts'
import { updateStatusByVcApi } from './status.ts'
import { verifyByVcApi, verifyPresentationByVcApi } from './verify.ts'

interface Deps extends Omit<VcApiDeps, 'record'>, Omit<RevokeDeps, 'record'> {
  audit: AuditLog
  limit: Limit
  verifyWhole: VerifyWhole
}

/** The VC API and DID resolution, for interoperability. */
export function vcApiRoutes(app: FastifyInstance, deps: Deps): void {
  register(app, api.issue, async ({ body }, caller) => issueByVcApi(recording(deps, caller), body))
  register(app, api.verify, async ({ body }) => verifyByVcApi(deps, body))
  register(app, api.verifyPresentation, async ({ body }) => verifyPresentationByVcApi(deps, body))
  register(app, api.updateStatus, async ({ body }, caller) => updateStatusByVcApi(recording(deps, caller), body))
  register(app, api.publishStatus, async ({ params }) => {
    await publishStatusList(deps, params.id)
    return null
  })
  register(app, api.resolveDid, async ({ params, query }, _caller, http) => {
    await deps.limit('openRead', http.ip, http.set)
    http.set('access-control-allow-origin', '*')
    const { status, body } = await resolveDid(deps.loaders, params.did, query.publicKeyFormat)
    const type = 'application/ld+json;profile="https://w3id.org/did-resolution"'
    return new AsFile(JSON.stringify(body), type, status)
  })
}
