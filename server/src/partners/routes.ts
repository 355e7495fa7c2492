import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../audit/index.ts'
import { basicCredentials } from '../platform/http/callers.ts'
import type { Limit } from '../platform/http/limits.ts'
import { readForms } from '../platform/http/read-form.ts'
import { register } from '../platform/http/register.ts'
import * as api from './api.ts'
import { findNamedPartner } from './find-named-partner.ts'
import { issueToken } from './issue-token.ts'
import { shownLanding } from './landing.ts'
import { createPartner, deletePartner, type ManagingDeps, presentPartner, rotateKey, updatePartner } from './manage-partner.ts'
import { problems } from './problems.ts'
import { findPartner, listImportPartners, listPartners } from './store.ts'

interface Deps extends Omit<ManagingDeps, 'record'> {
  audit: AuditLog
  limit: Limit
}

/** The token endpoint: form bodies, OAuth errors. */
export function tokenRoutes(app: FastifyInstance, deps: Deps): void {
  readForms(app)
  register(app, api.issueToken, async ({ body }, _caller, http) => {
    http.set('cache-control', 'no-store')
    http.set('pragma', 'no-cache')
    const basic = basicCredentials(http.header('authorization'))
    const params = (body ?? new Map()) as unknown as ReadonlyMap<string, readonly string[]>
    await deps.limit('token', basic?.id ?? params.get('client_id')?.[0] ?? http.ip, http.set)
    return issueToken(deps, { params, basic })
  })
}

/** What people see of a partner. */
export function partnerPageRoutes(app: FastifyInstance, deps: Deps): void {
  register(app, api.listImportPartners, async (_input, _caller, http) => {
    await deps.limit('openRead', http.ip, http.set)
    return { partners: await listImportPartners(deps.db) }
  })
  register(app, api.getPartnerPage, async ({ params }, _caller, http) => {
    await deps.limit('openRead', http.ip, http.set)
    const partner = await findNamedPartner(deps.db, params.slug)
    if (!partner) throw problems.partner_not_found()
    const { name, slug, logoImage, landing, findMyResume } = partner
    return { name, slug, logo: logoImage, landing: landing && shownLanding(landing, logoImage), findMyResume }
  })
}

/** The operator's side. */
export function partnerAdminRoutes(app: FastifyInstance, deps: Deps): void {
  register(app, api.createPartner, async ({ body }, caller) => createPartner(recording(deps, caller), body))
  register(app, api.listPartners, async () => ({ partners: (await listPartners(deps.db)).map(presentPartner) }))
  register(app, api.getPartner, async ({ params }) => {
    const partner = await findPartner(deps.db, params.id)
    if (!partner) throw problems.partner_not_found()
    return presentPartner(partner)
  })
  register(app, api.updatePartner, async ({ params, body }, caller) => updatePartner(recording(deps, caller), params.id, body))
  register(app, api.deletePartner, async ({ params }, caller) => deletePartner(recording(deps, caller), params.id))
  register(app, api.rotateKey, async ({ params, body }, caller) => rotateKey(recording(deps, caller), params.id, body?.graceHours ?? 0))
}
