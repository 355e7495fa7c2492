import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { type CodeDeps, findSignedIn, SESSION_COOKIE } from '../accounts/index.ts'
import { jsonProblems } from '../core/json-scan.ts'
import type { Limit } from '../platform/http/limits.ts'
import { AsFile, type Handler, register } from '../platform/http/register.ts'
import { sha256 } from '../platform/secrets.ts'
import * as api from './api.ts'
import { claimEnvelope, proveRecipient, sendRecipientCode } from './claim-envelope.ts'
import { getClaim } from './get-claim.ts'
import { answerInbox, getInbox } from './inbox.ts'
import type { ReadUpload } from './read-upload-job.ts'
import { getSentCredential, listSentCredentials, pageLinks, readPage, withdrawCredential } from './sent-credentials.ts'
import { type UploadDeps, uploadCredentials } from './upload-credentials.ts'
import { inTurn, type UploadTurns } from './upload-turns.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

export interface IntakeDeps extends UploadDeps {
  limit: Limit
  readUpload: ReadUpload
  turns: UploadTurns
}

/** CredentialConnect: what partners send, list and withdraw. */
export function partnerRoutes(app: FastifyInstance, deps: IntakeDeps): void {
  const upload: Handler<typeof api.uploadCredentials> = async ({ body }, caller, http) => {
    const bytes = (body as Uint8Array | undefined) ?? new Uint8Array()
    if (bytes.length === 0) throw jsonProblems.body_empty()
    if (!isUtf8(bytes)) throw jsonProblems.json_not_utf8()
    http.set('cache-control', 'no-store')
    const idempotencyKey = http.header('idempotency-key')
    return inTurn(deps, caller.partnerId, bytes.length, async (verifier) => {
      const bodyDigest = idempotencyKey === undefined ? '' : sha256(bytes)
      const reading = await deps.readUpload(bytes)
      return uploadCredentials({ ...deps, verifier }, caller, { reading, idempotencyKey, bodyDigest })
    })
  }
  register(app, api.uploadCredentials, upload)
  register(app, api.uploadClr, upload)
  register(app, api.uploadPresentation, upload)
  register(app, api.listCredentials, async ({ query }, caller, http) => {
    const page = readPage(query)
    const { total, text } = await listSentCredentials(deps.db, caller, page)
    http.set('x-total-count', String(total))
    http.set('link', pageLinks(`${deps.baseUrl}${api.listCredentials.path}`, page, total))
    http.set('cache-control', 'no-store')
    return new AsFile(text, JSON_TYPE)
  })
  register(app, api.getCredential, async ({ params }, caller, http) => {
    http.set('cache-control', 'no-store')
    return new AsFile(await getSentCredential(deps.db, caller, params.id), JSON_TYPE)
  })
  register(app, api.withdrawCredential, async ({ params }, caller) => withdrawCredential(deps, caller, params.id))
}

/** The person's side: claim links and new credentials. */
export function claimRoutes(app: FastifyInstance, deps: IntakeDeps & CodeDeps): void {
  register(app, api.getClaim, async ({ params }, _caller, http) => {
    const person = await findSignedIn(deps.db, http.cookie(SESSION_COOKIE), deps.now())
    if (!person) await deps.limit('openRead', http.ip, http.set)
    http.set('cache-control', 'no-store')
    return getClaim(deps, params.identifierToken, person)
  })
  register(app, api.sendRecipientCode, async ({ params }, person, http) => {
    await deps.limit('codeByAddress', http.ip, http.set)
    await deps.limit('codeByMailbox', `recipient ${params.identifierToken}`, http.set)
    return sendRecipientCode(deps, params.identifierToken, person)
  })
  register(app, api.proveRecipient, async ({ params, body }, person, http) => {
    await deps.limit('codeTriesByAddress', http.ip, http.set)
    await proveRecipient(deps, params.identifierToken, person, body.code)
    return getClaim(deps, params.identifierToken, person)
  })
  register(app, api.claimEnvelope, async ({ params, body }, person, http) => {
    if (body?.recipientCode) await deps.limit('codeTriesByAddress', http.ip, http.set)
    return claimEnvelope(deps, {
      token: params.identifierToken,
      person,
      include: body?.include,
      recipientCode: body?.recipientCode,
      startedAt: http.startedAt,
    })
  })
  register(app, api.getInbox, async (_input, { personId }) => getInbox(deps.db, personId))
  register(app, api.answerInbox, async ({ body }, { personId }) => answerInbox(deps, personId, body))
}
