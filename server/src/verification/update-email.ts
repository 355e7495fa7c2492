import type { PlatformCaller } from '../core/caller.ts'
import { parseMailbox } from '../core/email.ts'
import type { Uses } from './deps.ts'
import { bodyOf, textOf } from './fields.ts'
import { tokenSession } from './get-session.ts'
import { problems } from './problems.ts'
import { findLatestRound } from './store/reviews.ts'
import { moveStudent } from './store/students.ts'
import { lockVerification, setEmail } from './store/verifications.ts'

/**
 * Gives a session another address, while nobody was mailed and nothing was asked. A vault that is there already stays with its old
 * address: the person's row follows only where this is their only verification.
 *
 * @throws Problem MISSING_DATA | SESSION_NOT_FOUND | INVALID_EMAIL | SESSION_LOCKED
 * @see facts 2.4; skill verification spec, "Precedence"; reliability T26
 */
export async function updateEmail(deps: Uses<'db' | 'now'>, caller: PlatformCaller | undefined, sent: unknown): Promise<void> {
  const body = bodyOf(sent)
  const [token, email] = [textOf(body, 'sessionToken'), textOf(body, 'email')]
  if (token === '' || email === '') throw problems.MISSING_DATA()
  const session = await ownSession(deps, caller, token)
  const mailbox = parseMailbox(email)
  if (!mailbox) throw problems.INVALID_EMAIL()
  await deps.db.transaction().execute(async (tx) => {
    const { state, id, studentId, personId } = await lockVerification(tx, session)
    // what a person starts themselves belongs to an address they proved
    if (personId !== null) throw problems.SESSION_LOCKED()
    if (state !== 'draft' || (await findLatestRound(tx, id))) throw problems.SESSION_LOCKED()
    await setEmail(tx, id, mailbox.shown, mailbox.key)
    await moveStudent(tx, studentId, mailbox.shown, mailbox.key)
  })
}

/** The session a token in a path or body presents; with a key beside it, that key's own. @throws Problem SESSION_NOT_FOUND */
export async function ownSession(deps: Uses<'db' | 'now'>, caller: PlatformCaller | undefined, token: string) {
  const session = await tokenSession(deps, token)
  if (!session) throw problems.SESSION_NOT_FOUND()
  if (
    caller &&
    (caller.platformId !== session.platformId || caller.mode !== session.mode || (caller.verificationId ?? session.id) !== session.id)
  )
    throw problems.SESSION_NOT_FOUND()
  return session
}
