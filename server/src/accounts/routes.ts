import type { FastifyInstance } from 'fastify'
import type { Db } from '../platform/db/client.ts'
import type { Limit } from '../platform/http/limits.ts'
import { AsFile, register } from '../platform/http/register.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { sha256 } from '../platform/secrets.ts'
import { proveAddress, requestAddress } from './add-address.ts'
import * as api from './api.ts'
import { makeAddressPrimary, presentAddresses, removeAddress } from './change-addresses.ts'
import type { CodeDeps } from './email-code.ts'
import { type ExportPart, exportAccount } from './export-account.ts'
import { askErasure, keepAccount } from './leave.ts'
import { problems } from './problems.ts'
import { SESSION_COOKIE } from './session.ts'
import { requestSignIn, SESSION_LIFETIME_MS, signInWithCode } from './sign-in.ts'
import { deleteOtherSessions, deleteOwnSession, deleteSession, listSessions } from './store/sessions.ts'
import { findPerson, updatePerson } from './store.ts'

export interface AccountsDeps extends CodeDeps {
  db: Db
  jobs: Jobs
  limit: Limit
  secureCookies: boolean
  baseUrl: string
  /** what the other domains hold of a person */
  exportParts: readonly ExportPart[]
}

export function accountsRoutes(app: FastifyInstance, deps: AccountsDeps): void {
  register(app, api.signIn, async ({ body }, _caller, http) => {
    await deps.limit('codeByAddress', http.ip, http.set)
    await deps.limit('codeByMailbox', body.email.trim().toLowerCase(), http.set)
    return requestSignIn(deps, body.email)
  })
  register(app, api.verifySignIn, async ({ body }, _caller, http) => {
    await deps.limit('codeTriesByAddress', http.ip, http.set)
    const { secret, person, isNew } = await signInWithCode(deps, body.email, body.code, http.header('user-agent') ?? '')
    http.setCookie(SESSION_COOKIE, secret, { maxAgeSeconds: SESSION_LIFETIME_MS / 1_000, secure: deps.secureCookies })
    return { person, isNew }
  })
  register(app, api.signOut, async (_input, _caller, http) => {
    const secret = http.cookie(SESSION_COOKIE)
    if (secret) await deleteSession(deps.db, sha256(secret))
    http.clearCookie(SESSION_COOKIE)
    return null
  })
  register(app, api.getMe, async (_input, { personId }) => (await findPerson(deps.db, personId))!)
  register(app, api.updateMe, async ({ body }, { personId }) => {
    await updatePerson(deps.db, personId, body)
    return (await findPerson(deps.db, personId))!
  })
  addressRoutes(app, deps)
  sessionRoutes(app, deps)
  leavingRoutes(app, deps)
}

function addressRoutes(app: FastifyInstance, deps: AccountsDeps): void {
  register(app, api.listAddresses, async (_input, { personId }) => presentAddresses(deps.db, personId))
  register(app, api.addAddress, async ({ body }, { personId }, http) => {
    await deps.limit('codeByAddress', http.ip, http.set)
    await deps.limit('codeByMailbox', body.email.trim().toLowerCase(), http.set)
    return requestAddress(deps, personId, body.email)
  })
  register(app, api.proveAddress, async ({ body }, { personId }, http) => {
    await deps.limit('codeTriesByAddress', http.ip, http.set)
    await proveAddress(deps, personId, body.email, body.code)
    return presentAddresses(deps.db, personId)
  })
  register(app, api.makeAddressPrimary, async ({ body }, { personId }) => {
    await makeAddressPrimary(deps, personId, body.email)
    return presentAddresses(deps.db, personId)
  })
  register(app, api.removeAddress, async ({ params }, { personId }) => {
    await removeAddress(deps, personId, params.email)
    return presentAddresses(deps.db, personId)
  })
}

function sessionRoutes(app: FastifyInstance, deps: AccountsDeps): void {
  register(app, api.listSessions, async (_input, { personId, sessionId }) => {
    const sessions = await listSessions(deps.db, personId, deps.now())
    return {
      sessions: sessions.map(({ id, userAgent, createdAt, lastUsedAt }) => {
        return { id, userAgent, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt.toISOString(), current: id === sessionId }
      }),
    }
  })
  register(app, api.endSession, async ({ params }, { personId }) => {
    if (!(await deleteOwnSession(deps.db, personId, params.id))) throw problems.session_not_found()
    return null
  })
  register(app, api.endOtherSessions, async (_input, { personId, sessionId }) => {
    await deleteOtherSessions(deps.db, personId, sessionId)
    return null
  })
}

function leavingRoutes(app: FastifyInstance, deps: AccountsDeps): void {
  register(app, api.exportAccount, async (_input, { personId }, http) => {
    await deps.limit('personApi', personId, http.set)
    http.set('cache-control', 'no-store')
    http.set('content-disposition', 'attachment; filename="laurel-export.zip"')
    return new AsFile(exportAccount({ ...deps, parts: deps.exportParts }, personId), 'application/zip')
  })
  register(app, api.eraseAccount, async (_input, { personId }) => askErasure(deps, personId))
  register(app, api.keepAccount, async (_input, { personId }) => keepAccount(deps, personId))
}
