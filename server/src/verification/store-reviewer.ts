import { listEmailKeys } from '../accounts/index.ts'
import type { PlatformCaller } from '../core/caller.ts'
import { parseMailbox } from '../core/email.ts'
import type { Tx } from '../platform/db/client.ts'
import type { Uses } from './deps.ts'
import { bodyOf, shortText, textOf, webAddress } from './fields.ts'
import { getSession, type Named } from './get-session.ts'
import { isSameMailbox } from './mailboxes.ts'
import { problems } from './problems.ts'
import { listItems } from './store/items.ts'
import { findLatestRound, putReviewer, type Reviewer, reviewsUnderAnotherType } from './store/reviews.ts'
import { listSkills } from './store/skills.ts'
import { findStudent } from './store/students.ts'
import { lockVerification, type Verification } from './store/verifications.ts'

/** A web address or a bare domain, as a host without `www.`; '' when it is neither. */
export function websiteDomain(website: string): string {
  const url = webAddress(/^[a-z][a-z0-9+.-]*:/i.test(website) ? website : `https://${website}`)
  const host = url?.hostname.toLowerCase().replace(/^www\./, '') ?? ''
  return host.includes('.') ? host : ''
}

/** @throws Problem MISSING_NAME | MISSING_EMAIL | MISSING_COMPANY | INVALID_EMAIL | INVALID_WEBSITE */
function readReviewer(sent: unknown): Reviewer {
  const body = bodyOf(sent)
  if (textOf(body, 'name') === '') throw problems.MISSING_NAME()
  if (textOf(body, 'email') === '') throw problems.MISSING_EMAIL()
  if (textOf(body, 'company') === '') throw problems.MISSING_COMPANY()
  const mailbox = parseMailbox(body.email)
  if (!mailbox) throw problems.INVALID_EMAIL()
  const website = body.website ?? ''
  if (website !== '' && !webAddress(website)) throw problems.INVALID_WEBSITE()
  return {
    name: shortText(body, 'name', 200),
    email: mailbox.key,
    company: shortText(body, 'company', 200),
    website: String(website).trim(),
  }
}

/**
 * The reviewer is not the student, and reviews the same skill and source under one endorsement type only.
 *
 * @throws Problem SELF_ENDORSEMENT | DUPLICATE_REVIEWER_EMAIL
 */
export async function checkReviewer(tx: Tx, verification: Verification, email: string): Promise<void> {
  const student = await findStudent(tx, verification.studentId)
  // where the person is known here, every address they proved is their own
  const own = verification.personId === null ? [] : await listEmailKeys(tx, verification.personId)
  if ([verification.email, student?.email ?? '', ...own].some((address) => isSameMailbox(email, address))) throw problems.SELF_ENDORSEMENT()
  const asked = {
    verificationId: verification.id,
    studentId: verification.studentId,
    email,
    endorsementType: verification.endorsementType ?? '',
    skillIds: (await listSkills(tx, verification.id)).map(({ skillId }) => skillId),
    sources: await listItems(tx, verification.id),
  }
  if (await reviewsUnderAnotherType(tx, asked)) throw problems.DUPLICATE_REVIEWER_EMAIL()
}

/** The address is lower case and may go on naming the reviewer who was asked; another one only once that round is over. */
async function reviewerMayBe(tx: Tx, { id, state }: Verification, email: string): Promise<void> {
  if (state === 'draft' || state === 'expired') return
  const round = await findLatestRound(tx, id)
  if (state === 'sent') {
    if (round?.reviewerEmail !== email) throw problems.SESSION_LOCKED()
    return
  }
  if (state === 'completed' && round?.state === 'declined' && round.reviewerEmail !== email) return
  throw state === 'completed' ? problems.ALREADY_COMPLETED() : problems.SESSION_LOCKED()
}

/**
 * Stores who is asked to endorse.
 *
 * @throws Problem MISSING_VERIFICATION_ID | SESSION_NOT_FOUND | MISSING_NAME | MISSING_EMAIL | MISSING_COMPANY | INVALID_EMAIL |
 *   INVALID_WEBSITE | INVALID_VERIFICATION_TYPE | ALREADY_COMPLETED | SESSION_LOCKED | SELF_ENDORSEMENT | DUPLICATE_REVIEWER_EMAIL
 * @see facts 6.1
 */
export async function storeReviewer(deps: Uses<'db' | 'now'>, caller: PlatformCaller, named: Named, sent: unknown) {
  const session = await getSession(deps, caller, named)
  const reviewer = readReviewer(sent)
  await deps.db.transaction().execute(async (tx) => {
    const verification = await lockVerification(tx, session)
    if (verification.method !== 'human') throw problems.INVALID_VERIFICATION_TYPE({ needs: 'human' })
    await reviewerMayBe(tx, verification, reviewer.email)
    await checkReviewer(tx, verification, reviewer.email)
    await putReviewer(tx, verification.id, reviewer, reviewer.website === '' ? '' : websiteDomain(reviewer.website), deps.now())
  })
  return { recordVerificationId: session.id, ...reviewer }
}
