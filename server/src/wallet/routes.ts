import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../audit/index.ts'
import type { Clock } from '../core/time.ts'
import type { Limit } from '../platform/http/limits.ts'
import { AsFile, register } from '../platform/http/register.ts'
import type { ShortCodes } from '../platform/short-codes.ts'
import * as api from './api.ts'
import { createOffer, getOffer } from './create-offer.ts'
import { downloadResume, type ResumeDeps } from './issue-resume.ts'
import { putWallets } from './put-wallets.ts'
import { listWallets } from './store.ts'

interface WalletDeps extends ResumeDeps {
  audit: AuditLog
  now: Clock
  codes: ShortCodes
  limit: Limit
}

/** The person's side, and the operator's list of wallets. */
export function walletRoutes(app: FastifyInstance, deps: WalletDeps): void {
  register(app, api.createWalletOffer, async ({ body }, { personId }, http) => {
    await deps.limit('personApi', personId, http.set)
    http.set('cache-control', 'no-store')
    return createOffer(deps, personId, body?.credentialId)
  })
  register(app, api.getWalletOffer, async ({ params }, { personId }) => getOffer(deps, personId, params.id))
  for (const [endpoint, form] of [
    [api.getResumeCredential, 'json'],
    [api.getResumeCredentialJwt, 'jwt'],
  ] as const) {
    register(app, endpoint, async (_input, { personId }, http) => {
      await deps.limit('personApi', personId, http.set)
      http.set('cache-control', 'no-store')
      http.set('content-disposition', `attachment; filename="resume.credential.${form}"`)
      return new AsFile(await downloadResume(deps, personId, form), endpoint.produces)
    })
  }
  register(app, api.listWallets, async (_input, _caller, http) => {
    await deps.limit('openRead', http.ip, http.set)
    return { wallets: await listWallets(deps.db) }
  })
  register(app, api.listWalletsForOperator, async () => ({ wallets: await listWallets(deps.db) }))
  register(app, api.putWallets, async ({ body }, caller) => putWallets(recording(deps, caller), body.wallets))
}
