import { parseMailbox } from '../../core/email.ts'
import { findNamedPartner } from '../../partners/index.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { problems } from './problems.ts'
import type { Wanted } from './rules.ts'

export const FIND_QUEUE = 'find'

export interface FindJob extends Wanted {
  partnerId: string
}

const SAME_FOR_ALL = 'If something is held for you, we wrote to the address on file.'

/**
 * Asks for what a partner has sent. Nothing is looked up here: the same job is written for a hit and for a miss, so bytes and time of
 * the answer tell nothing.
 *
 * @throws Problem partner_not_found | find_incomplete | email_invalid
 * @see CredentialConnect spec, "Find my resume"; reliability T21
 */
export async function findResume(
  { db, jobs }: { db: Db; jobs: Jobs },
  partnerSlug: string,
  wanted: { firstName: string; lastName: string; email?: string; studentId?: string },
): Promise<{ message: string }> {
  const partner = await findNamedPartner(db, partnerSlug)
  if (!partner?.findMyResume) throw problems.partner_not_found()
  const email = wanted.email?.trim() ?? ''
  const studentId = wanted.studentId?.trim() ?? ''
  if (email === '' && studentId === '') throw problems.find_incomplete()
  const mailbox = parseMailbox(email)
  if (email !== '' && !mailbox) throw problems.email_invalid()
  const { firstName, lastName } = wanted
  const job: FindJob = { partnerId: partner.id, firstName, lastName, email: mailbox?.key ?? '', studentId }
  await db.transaction().execute((tx) => jobs.send(tx, FIND_QUEUE, job))
  jobs.wake(FIND_QUEUE)
  return { message: SAME_FOR_ALL }
}
