import { type CodeDeps, checkCode, makeCode } from '../accounts/index.ts'
import { parseMailbox } from '../core/email.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Db } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { shareCodeMail } from './mails.ts'
import { passcodeMatches } from './passcode.ts'
import { problems } from './problems.ts'
import type { ShareRow } from './store.ts'

/** @throws Problem passcode_wrong */
export async function provePasscode(share: ShareRow, passcode: string): Promise<void> {
  if (share.passcodeHash === null || !(await passcodeMatches(passcode, share.passcodeHash))) throw problems.passcode_wrong()
}

/**
 * Mails a code to a mailbox on the list; for every other one nothing happens, and the answer is the same.
 *
 * @throws Problem email_unreadable
 */
export async function sendViewerCode(deps: CodeDeps & { db: Db } & { jobs: Jobs }, share: ShareRow, email: string): Promise<string> {
  const mailbox = parseMailbox(email)
  if (!mailbox) throw problems.email_unreadable({ email, fields: [] })
  if (!share.emails.includes(mailbox.key)) return mailbox.shown
  await deps.db.transaction().execute(async (tx) => {
    const code = await makeCode(deps, tx, `share:${share.id}`, mailbox.key)
    await enqueueMail(deps, tx, { to: mailbox.shown, purpose: 'share-code', mode: 'live', ...shareCodeMail(code) })
  })
  deps.jobs.wake(MAIL_QUEUE)
  return mailbox.shown
}

/** The mailbox this code proves. @throws Problem code_wrong | code_expired | email_unreadable */
export async function proveMailbox(deps: CodeDeps & { db: Db }, share: ShareRow, email: string, code: string): Promise<string> {
  const mailbox = parseMailbox(email)
  if (!mailbox) throw problems.email_unreadable({ email, fields: [] })
  const { consume } = await checkCode(deps, `share:${share.id}`, mailbox.key, code)
  await deps.db.transaction().execute(consume)
  return mailbox.key
}
