import type { FastifyInstance } from 'fastify'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import type { Limit } from '../platform/http/limits.ts'
import { register } from '../platform/http/register.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { sha256 } from '../platform/secrets.ts'
import * as api from './api.ts'
import { SESSION_COOKIE } from './session.ts'
import { requestSignIn, SESSION_LIFETIME_MS, signInWithCode } from './sign-in.ts'
import { deleteSession, findPerson, updatePerson } from './store.ts'

export interface AccountsDeps {
  db: Db
  jobs: Jobs
  now: Clock
  limit: Limit
  secureCookies: boolean
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
}
