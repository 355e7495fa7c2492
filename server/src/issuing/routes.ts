import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../audit/index.ts'
import type { Limit } from '../platform/http/limits.ts'
import { AsFile, type Handler, register } from '../platform/http/register.ts'
import * as api from './api.ts'
import { didOf } from './did.ts'
import { type BadgeForm, formOf, getBadge } from './get-badge.ts'
import type { IssuingDeps } from './issue-badge.ts'
import { describeKeys, didDocument, rotateKey } from './keys.ts'
import { listIssuedCredentials } from './list-issued.ts'
import { changeStatus, type RevokeDeps } from './revoke-credential.ts'
import { publishStatusList } from './status-lists.ts'

interface Deps extends IssuingDeps, Omit<RevokeDeps, 'record'> {
  audit: AuditLog
  limit: Limit
}

const TYPE_OF: Readonly<Record<BadgeForm, string>> = {
  json: 'application/ld+json',
  jwt: 'application/vc+jwt',
  png: 'image/png',
  svg: 'image/svg+xml',
}

const MOST_ROWS = 200

/** What anybody may read: keys, status lists, badges. */
export function issuingRoutes(app: FastifyInstance, deps: Deps): void {
  register(app, api.getDid, async (_input, _caller, http) => {
    http.set('access-control-allow-origin', '*')
    http.set('cache-control', 'public, max-age=60')
    return new AsFile(JSON.stringify(await didDocument(deps)), 'application/did+json')
  })
  register(app, api.getStatusList, async ({ params }, _caller, http) => {
    http.set('access-control-allow-origin', '*')
    http.set('cache-control', 'public, max-age=60')
    return new AsFile(await publishStatusList(deps, params.id), 'application/vc')
  })
  register(app, api.getBadge, async ({ params, query }, _caller, http) => {
    await deps.limit('openRead', http.ip, http.set)
    http.set('access-control-allow-origin', '*')
    http.set('vary', 'accept')
    http.set('x-robots-tag', 'noindex')
    const { form, type } = query.format ? { form: query.format, type: TYPE_OF[query.format] } : formOf(http.header('accept'))
    const content = await getBadge(deps, params.uuid, form)
    if (form === 'svg') http.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    return new AsFile(content, type)
  })
}

/** The operator's side. */
export function issuingAdminRoutes(app: FastifyInstance, deps: Deps): void {
  const keys = async () => ({ did: didOf(deps.baseUrl), keys: await describeKeys(deps) })
  const change =
    (purpose: 'revocation' | 'suspension', set: boolean): Handler<typeof api.revokeCredential> =>
    async ({ params, body }, caller) =>
      changeStatus(recording(deps, caller), params.id, { purpose, set, reason: body?.reason })
  register(app, api.listIssuedCredentials, async ({ query: { search, state, limit, offset } }) =>
    listIssuedCredentials(deps.db, { search, state, limit: Math.min(Number(limit ?? 50), MOST_ROWS), offset: Number(offset ?? 0) }),
  )
  register(app, api.revokeCredential, change('revocation', true))
  register(app, api.suspendCredential, change('suspension', true))
  register(app, api.reinstateCredential, change('suspension', false))
  register(app, api.listIssuingKeys, keys)
  register(app, api.rotateIssuingKey, async ({ body }, caller) => {
    await rotateKey(recording(deps, caller), body.algorithm)
    return keys()
  })
}
