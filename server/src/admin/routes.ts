import type { FastifyInstance } from 'fastify'
import { type AuditLog, recording } from '../audit/index.ts'
import { csvOf } from '../core/csv.ts'
import { wordsOf } from '../core/search.ts'
import type { Clock } from '../core/time.ts'
import { listMails, type MailPolicy } from '../delivery/index.ts'
import { assignAlert, listOpenAlerts } from '../intake/index.ts'
import type { Db } from '../platform/db/client.ts'
import type { Limit } from '../platform/http/limits.ts'
import { AsFile, register } from '../platform/http/register.ts'
import * as api from './api.ts'
import { getUsage, USAGE_COLUMNS, usageLines } from './get-usage.ts'
import { handOutOperatorLink, OPERATOR_COOKIE, OPERATOR_SESSION_MS, signInOperator, signOutOperator } from './operator-session.ts'

export interface AdminDeps {
  db: Db
  audit: AuditLog
  now: Clock
  baseUrl: string
  limit: Limit
  secureCookies: boolean
  mailPolicy: MailPolicy
}

export function adminRoutes(app: FastifyInstance, deps: AdminDeps): void {
  register(app, api.listMail, async ({ query: { to, search, state, limit = 100, offset = 0 } }) => {
    const { mode, allowlist } = deps.mailPolicy
    const filter = { to: to?.trim().toLowerCase(), words: wordsOf(search), state, limit, offset }
    return { ...(await listMails(deps.db, filter)), policy: { mode, allowlist: [...allowlist] } }
  })
  register(app, api.getUsage, async ({ query: { format, ...query } }) => {
    const usage = await getUsage(deps, query)
    return format === 'csv' ? new AsFile(csvOf(USAGE_COLUMNS, usageLines(usage.rows)), 'text/csv; charset=utf-8') : usage
  })
  register(app, api.listAlerts, async () => ({ alerts: await listOpenAlerts(deps.db) }))
  register(app, api.assignAlert, async ({ params, body }, caller) => assignAlert(recording(deps, caller), params.id, body.section))
  register(app, api.createSignInLink, async (_input, caller) => handOutOperatorLink(recording(deps, caller)))
  register(app, api.operatorSignIn, async ({ body }, _caller, http) => {
    await deps.limit('codeTriesByAddress', http.ip, http.set)
    const secret = await signInOperator(deps, body.code)
    http.setCookie(OPERATOR_COOKIE, secret, { maxAgeSeconds: OPERATOR_SESSION_MS / 1_000, secure: deps.secureCookies })
    return { signedIn: true }
  })
  register(app, api.operatorSignOut, async (_input, _caller, http) => {
    const secret = http.cookie(OPERATOR_COOKIE)
    if (secret) await signOutOperator(deps, secret)
    http.clearCookie(OPERATOR_COOKIE)
    return null
  })
}
