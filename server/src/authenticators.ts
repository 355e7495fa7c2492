import type { FastifyRequest } from 'fastify'
import { getSignedIn, SESSION_COOKIE } from './accounts/index.ts'
import { authenticateOperator, OPERATOR_COOKIE } from './admin/index.ts'
import type { Clock } from './core/time.ts'
import { authenticatePartner, authenticatePartnerSession, PARTNER_COOKIE } from './partners/index.ts'
import type { Db } from './platform/db/client.ts'
import { type Authenticators, bearerToken } from './platform/http/callers.ts'
import { refuseCrossSite } from './platform/http/security.ts'
import { sha256 } from './platform/secrets.ts'
import { authenticatePlatform, authenticateReader } from './verification/index.ts'

const skillKeys = (request: FastifyRequest) => ({ apiKey: [request.headers['x-api-key']].flat()[0], bearer: bearerToken(request) })

/** Who is calling, for each audience of an endpoint. What a cookie alone carries changes nothing from another site. */
export function createAuthenticators(deps: { db: Db; now: Clock; baseUrl: string; adminToken: string }): Authenticators {
  const { db, now, baseUrl } = deps
  const adminTokenHash = sha256(deps.adminToken)
  return {
    anyone: async (request) => {
      refuseCrossSite(request, baseUrl)
      return {}
    },
    person: async (request) => {
      refuseCrossSite(request, baseUrl)
      return getSignedIn(db, request.cookies[SESSION_COOKIE], now())
    },
    partner: async (request, { scope }) => authenticatePartner({ db, now }, bearerToken(request), scope),
    partnerSession: async (request) => {
      refuseCrossSite(request, baseUrl)
      return authenticatePartnerSession({ db, now }, request.cookies[PARTNER_COOKIE])
    },
    platform: async (request) => authenticatePlatform({ db, now }, skillKeys(request)),
    reader: async (request) => authenticateReader({ db, now }, skillKeys(request)),
    wallet: async (request) => ({ token: bearerToken(request) }),
    admin: async (request) => {
      const bearer = bearerToken(request)
      if (bearer === undefined) refuseCrossSite(request, baseUrl)
      return authenticateOperator({ db, now, adminTokenHash }, { bearer, cookie: request.cookies[OPERATOR_COOKIE] })
    },
  }
}
