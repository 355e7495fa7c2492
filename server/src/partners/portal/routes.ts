import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../../audit/index.ts'
import type { Output } from '../../core/endpoint.ts'
import type { Limit } from '../../platform/http/limits.ts'
import { register } from '../../platform/http/register.ts'
import { sha256 } from '../../platform/secrets.ts'
import type { ManagingDeps } from '../manage-partner.ts'
import * as api from './api.ts'
import { getOwnPartner, updateOwnPartner } from './own-settings.ts'
import { rotateOwnKey } from './rotate-own-key.ts'
import { PARTNER_COOKIE, PARTNER_SESSION_MS, signInPartner } from './sign-in.ts'
import { deletePartnerSession } from './store.ts'

/** What the holding area knows of one partner. */
export interface SentByPartner {
  listUploads(partnerId: string, page: { search: string; limit: number; offset: number }): Promise<Output<typeof api.listOwnUploads>>
  getUpload(partnerId: string, id: string): Promise<Output<typeof api.getOwnUpload>>
  listAlerts(partnerId: string): Promise<Output<typeof api.listOwnAlerts>['alerts']>
  sendSample(partnerId: string, sample: 'courses' | 'skills'): Promise<{ uploadId: string; redirect_url: string; expires_at: string }>
}

export interface PortalDeps extends Omit<ManagingDeps, 'record'> {
  audit: AuditLog
  limit: Limit
  secureCookies: boolean
  sent: SentByPartner
}

const PAGE = 20

/** A partner's own pages. */
export function partnerPortalRoutes(app: FastifyInstance, deps: PortalDeps): void {
  const { sent } = deps
  const session = { maxAgeSeconds: PARTNER_SESSION_MS / 1_000, secure: deps.secureCookies }
  register(app, api.signInPartner, async ({ body }, _caller, http) => {
    await deps.limit('codeTriesByAddress', http.ip, http.set)
    http.setCookie(PARTNER_COOKIE, await signInPartner(deps, body), session)
    return { signedIn: true }
  })
  register(app, api.signOutPartner, async (_input, _caller, http) => {
    const secret = http.cookie(PARTNER_COOKIE)
    if (secret) await deletePartnerSession(deps.db, sha256(secret))
    http.clearCookie(PARTNER_COOKIE)
    return null
  })
  register(app, api.getOwnPartner, async (_input, caller, http) => {
    http.set('cache-control', 'no-store')
    return getOwnPartner(deps.db, caller)
  })
  register(app, api.updateOwnPartner, async ({ body }, caller) => updateOwnPartner(recording(deps, caller), caller, body))
  register(app, api.rotateOwnKey, async ({ body }, caller, http) => {
    const { secret, key } = await rotateOwnKey(recording(deps, caller), caller, body.graceHours ?? 0)
    http.set('cache-control', 'no-store')
    http.setCookie(PARTNER_COOKIE, secret, session)
    return key
  })
  register(app, api.listOwnUploads, async ({ query }, { partnerId }, http) => {
    await deps.limit('partnerRead', partnerId, http.set)
    http.set('cache-control', 'no-store')
    return sent.listUploads(partnerId, { search: query.search ?? '', limit: query.limit ?? PAGE, offset: query.offset ?? 0 })
  })
  register(app, api.getOwnUpload, async ({ params }, { partnerId }, http) => {
    await deps.limit('partnerRead', partnerId, http.set)
    http.set('cache-control', 'no-store')
    return sent.getUpload(partnerId, params.id)
  })
  register(app, api.listOwnAlerts, async (_input, { partnerId }) => ({ alerts: await sent.listAlerts(partnerId) }))
  register(app, api.sendTestCredential, async ({ body }, { partnerId }, http) => {
    await deps.limit('upload', partnerId, http.set)
    http.set('cache-control', 'no-store')
    const { uploadId, redirect_url, expires_at } = await sent.sendSample(partnerId, body.sample)
    const { elements } = await sent.getUpload(partnerId, uploadId)
    return { uploadId, redirect_url, expires_at, elements }
  })
}
