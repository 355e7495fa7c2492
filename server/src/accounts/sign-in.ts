import { parseMailbox } from '../core/email.ts'
import { newId, newSecret } from '../core/id.ts'
import { after, DAY_MS } from '../core/time.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { sha256 } from '../platform/secrets.ts'
import { CODE_LIFETIME_MS, type CodeDeps, checkCode, makeCode } from './email-code.ts'
import { signInMail } from './mails.ts'
import { problems } from './problems.ts'
import { insertEmail } from './store/addresses.ts'
import { insertSession } from './store/sessions.ts'
import { deletePerson, findPerson, findPersonIdByEmail, insertPerson } from './store.ts'

export const SESSION_LIFETIME_MS = 30 * DAY_MS

/**
 * Mails a sign-in code. The same answer for a known and an unknown address.
 *
 * @throws Problem email_invalid
 */
export async function requestSignIn(
  deps: CodeDeps & { db: Db; jobs: Jobs },
  email: string,
): Promise<{ sentTo: string; expiresInSeconds: number }> {
  const mailbox = parseMailbox(email)
  if (!mailbox) throw problems.email_invalid()
  await deps.db.transaction().execute(async (tx) => {
    const code = await makeCode(deps, tx, 'sign-in', mailbox.key)
    await enqueueMail(deps, tx, { to: mailbox.key, purpose: 'sign-in', mode: 'live', ...signInMail(code) })
  })
  deps.jobs.wake(MAIL_QUEUE)
  return { sentTo: mailbox.shown, expiresInSeconds: CODE_LIFETIME_MS / 1_000 }
}

/**
 * Opens a session for whoever reads the mailbox; makes the account on first use.
 *
 * @returns the session's secret (for the cookie), the person, and whether the account is new
 * @throws Problem email_invalid | code_wrong | code_expired
 */
export async function signInWithCode(deps: CodeDeps & { db: Db }, email: string, code: string, userAgent: string) {
  const mailbox = parseMailbox(email)
  if (!mailbox) throw problems.email_invalid()
  const now = deps.now()
  const right = await checkCode(deps, 'sign-in', mailbox.key, code)
  const secret = newSecret()
  const { personId, isNew } = await deps.db.transaction().execute(async (tx) => {
    await right.consume(tx)
    const found = await personAt(tx, mailbox, now)
    const session = { id: newId('ses'), tokenHash: sha256(secret), personId: found.personId, userAgent: userAgent.slice(0, 300) }
    await insertSession(tx, { ...session, expiresAt: after(now, SESSION_LIFETIME_MS) }, now)
    return found
  })
  const person = await findPerson(deps.db, personId)
  return { secret, person: person!, isNew }
}

async function personAt(tx: Tx, mailbox: { key: string; shown: string }, now: Date): Promise<{ personId: string; isNew: boolean }> {
  const known = await findPersonIdByEmail(tx, mailbox.key)
  if (known !== undefined) return { personId: known, isNew: false }
  const personId = newId('per')
  await insertPerson(tx, personId, now)
  if (await insertEmail(tx, personId, mailbox, now)) return { personId, isNew: true }
  // another sign-in made the account between the two statements
  await deletePerson(tx, personId)
  return { personId: (await findPersonIdByEmail(tx, mailbox.key))!, isNew: false }
}
