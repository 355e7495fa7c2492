import type { AuditLog, Recorder } from '../audit/index.ts'
import type { OperatorCaller } from '../core/caller.ts'
import { newSecret } from '../core/id.ts'
import { after, type Clock, DAY_MS, HOUR_MS } from '../core/time.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { secretMatches, sha256 } from '../platform/secrets.ts'
import { problems } from './problems.ts'
import { deleteOperatorSession, insertOperatorLink, insertOperatorSession, isOperatorSession, useOperatorLink } from './store/sessions.ts'

export const OPERATOR_COOKIE = 'laurel_operator'
export const OPERATOR_SESSION_MS = 12 * HOUR_MS
const LINK_LIFETIME_MS = DAY_MS

/** A link the operator opens once; opening it changes nothing, the page's button does. */
export async function createOperatorLink(deps: { db: Db | Tx; now: Clock; baseUrl: string }): Promise<string> {
  const code = newSecret()
  await insertOperatorLink(deps.db, sha256(code), after(deps.now(), LINK_LIFETIME_MS))
  return `${deps.baseUrl}/operator?code=${code}`
}

/** The same, asked for by the operator: for another browser, or for a colleague. */
export async function handOutOperatorLink(deps: { db: Db; now: Clock; baseUrl: string; record: Recorder }) {
  const expiresAt = after(deps.now(), LINK_LIFETIME_MS).toISOString()
  return deps.db.transaction().execute(async (tx) => {
    const link = await createOperatorLink({ ...deps, db: tx })
    await deps.record(tx, { action: 'createSignInLink', target: { kind: 'operator link', id: `until ${expiresAt}` } })
    return { link, expiresAt }
  })
}

/** How the audit log names a session: by the start of its fingerprint. */
const sessionName = (tokenHash: string): string => `session ${tokenHash.slice(0, 8)}`

/** @returns the session's secret @throws Problem operator_link_used */
export async function signInOperator(deps: { db: Db; now: Clock; audit: AuditLog }, code: string): Promise<string> {
  const secret = newSecret()
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    if (!(await useOperatorLink(tx, sha256(code), now))) throw problems.operator_link_used()
    await insertOperatorSession(tx, sha256(secret), now, after(now, OPERATOR_SESSION_MS))
    const target = { kind: 'operator session', id: sessionName(sha256(secret)) }
    await deps.audit.by({ operator: 'link' })(tx, { action: 'operatorSignIn', target })
  })
  return secret
}

/** Ends a session; one that had ended says nothing. */
export async function signOutOperator(deps: { db: Db; audit: AuditLog }, secret: string): Promise<void> {
  const name = sessionName(sha256(secret))
  await deps.db.transaction().execute(async (tx) => {
    if (!(await deleteOperatorSession(tx, sha256(secret)))) return
    await deps.audit.by({ operator: name })(tx, { action: 'operatorSignOut', target: { kind: 'operator session', id: name } })
  })
}

/** The operator token, or an operator session. @throws Problem operator_only */
export async function authenticateOperator(
  deps: { db: Db; now: Clock; adminTokenHash: string },
  sent: { bearer: string | undefined; cookie: string | undefined },
): Promise<OperatorCaller> {
  if (sent.bearer !== undefined) {
    if (secretMatches(sent.bearer, deps.adminTokenHash)) return { operator: 'token' }
  } else if (sent.cookie && (await isOperatorSession(deps.db, sha256(sent.cookie), deps.now())))
    return { operator: sessionName(sha256(sent.cookie)) }
  throw problems.operator_only()
}
