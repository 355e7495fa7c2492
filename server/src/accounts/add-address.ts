import { parseMailbox } from '../core/email.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Db } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { CODE_LIFETIME_MS, type CodeDeps, checkCode, makeCode } from './email-code.ts'
import { addressAddedMail, addressCodeMail } from './mails.ts'
import { problems } from './problems.ts'
import { insertEmail, listAddresses, lockPerson } from './store/addresses.ts'

const MOST = 10

interface Deps extends CodeDeps {
  db: Db
  jobs: Jobs
}

/**
 * Mails a code to an address the person wants to add. One answer, whether or not somebody has the address.
 *
 * @throws Problem email_invalid | addresses_too_many
 */
export async function requestAddress(deps: Deps, personId: string, email: string): Promise<{ sentTo: string; expiresInSeconds: number }> {
  const mailbox = parseMailbox(email)
  if (!mailbox) throw problems.email_invalid()
  if ((await listAddresses(deps.db, personId)).length >= MOST) throw problems.addresses_too_many()
  await deps.db.transaction().execute(async (tx) => {
    const code = await makeCode(deps, tx, `address:${personId}`, mailbox.key)
    await enqueueMail(deps, tx, { to: mailbox.key, purpose: 'address', mode: 'live', ...addressCodeMail(code) })
  })
  deps.jobs.wake(MAIL_QUEUE)
  return { sentTo: mailbox.shown, expiresInSeconds: CODE_LIFETIME_MS / 1_000 }
}

/**
 * Adds the address whose mailbox the person reads. Whoever has it keeps it: that is said only to somebody who holds its code. The
 * other addresses hear of it.
 *
 * @throws Problem email_invalid | code_wrong | code_expired | address_taken | addresses_too_many
 */
export async function proveAddress(deps: Deps, personId: string, email: string, code: string): Promise<void> {
  const mailbox = parseMailbox(email)
  if (!mailbox) throw problems.email_invalid()
  const now = deps.now()
  const right = await checkCode(deps, `address:${personId}`, mailbox.key, code)
  const isTaken = await deps.db.transaction().execute(async (tx) => {
    await lockPerson(tx, personId)
    const known = await listAddresses(tx, personId)
    await right.consume(tx)
    if (known.some(({ key }) => key === mailbox.key)) return false
    if (known.length >= MOST) throw problems.addresses_too_many()
    if (!(await insertEmail(tx, personId, mailbox, now))) return true
    const [first] = known
    if (first) await enqueueMail(deps, tx, { to: first.key, purpose: 'account', mode: 'live', ...addressAddedMail(mailbox.shown) })
    return false
  })
  deps.jobs.wake(MAIL_QUEUE)
  // outside, so that the code is used up all the same
  if (isTaken) throw problems.address_taken()
}
