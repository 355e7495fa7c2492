import { laurelResumeContext } from '@laurel/credentials'
import type { FastifyInstance } from 'fastify'
import type { Limit } from '../../platform/http/limits.ts'
import { readForms } from '../../platform/http/read-form.ts'
import { AsFile, register } from '../../platform/http/register.ts'
import type { ShortCodes } from '../../platform/short-codes.ts'
import * as api from './api.ts'
import { type DeliverDeps, deliverCredential } from './deliver-credential.ts'
import { metadataOf } from './metadata.ts'
import { newNonce } from './nonces.ts'
import { readOffer } from './read-offer.ts'
import { redeemCode } from './redeem-code.ts'

export interface Openid4vciDeps extends DeliverDeps {
  codes: ShortCodes
  limit: Limit
}

const KEPT = 'public, max-age=300'

/** What a wallet reads before it has a token. */
export function walletDiscoveryRoutes(app: FastifyInstance, deps: Openid4vciDeps): void {
  const issuer = () => metadataOf(deps.baseUrl).credentialIssuer
  const authorizationServer = () => metadataOf(deps.baseUrl).authorizationServers[0]!
  register(app, api.getIssuerMetadata, (_input, _caller, http) => {
    http.set('cache-control', KEPT)
    return issuer()
  })
  register(app, api.getAuthorizationServerMetadata, (_input, _caller, http) => {
    http.set('cache-control', KEPT)
    return authorizationServer()
  })
  register(app, api.getResumeContext, (_input, _caller, http) => {
    http.set('cache-control', KEPT)
    return new AsFile(JSON.stringify(laurelResumeContext), 'application/ld+json')
  })
  register(app, api.getCredentialOffer, async ({ params }, _caller, http) => {
    await deps.limit('openRead', http.ip, http.set)
    http.set('cache-control', 'no-store')
    return readOffer(deps, params.secret)
  })
}

/** The token endpoint of wallets: form bodies, OAuth errors. */
export function walletTokenRoutes(app: FastifyInstance, deps: Openid4vciDeps): void {
  readForms(app)
  register(app, api.redeemCode, async ({ body }, _caller, http) => {
    await deps.limit('openRead', http.ip, http.set)
    http.set('cache-control', 'no-store')
    return redeemCode(deps, (body ?? new Map()) as unknown as ReadonlyMap<string, readonly string[]>)
  })
}

/** Nonce and credential endpoint. */
export function walletCredentialRoutes(app: FastifyInstance, deps: Openid4vciDeps): void {
  register(app, api.issueNonce, async (_input, _caller, http) => {
    await deps.limit('openRead', http.ip, http.set)
    http.set('cache-control', 'no-store')
    return { c_nonce: newNonce(deps.seal, deps.now()) }
  })
  register(app, api.deliverCredential, async ({ body }, { token }, http) => {
    await deps.limit('openRead', http.ip, http.set)
    http.set('cache-control', 'no-store')
    return deliverCredential(deps, token, body as never)
  })
}
