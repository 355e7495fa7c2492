import type { PlatformCaller } from '../core/caller.ts'
import { newId } from '../core/id.ts'
import { isProblem } from '../core/problem.ts'
import { after, DAY_MS } from '../core/time.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import { useCredit } from '../partners/index.ts'
import type { Tx } from '../platform/db/client.ts'
import { databaseIsAway } from '../platform/db/constraint.ts'
import { sha256 } from '../platform/secrets.ts'
import type { Uses } from './deps.ts'
import { getSession, type Named } from './get-session.ts'
import { type ReviewMailFacts, reviewMail } from './mails.ts'
import { problems } from './problems.ts'
import { leadingItem, viewOf } from './source.ts'
import { listItems, type StoredItem } from './store/items.ts'
import {
  findLatestRound,
  findReviewer,
  insertReviewMail,
  insertRound,
  listMailsSince,
  type Reviewer,
  type Round,
  renewRound,
} from './store/reviews.ts'
import { listSkills, reopenSkills, type VerifiedSkill } from './store/skills.ts'
import { lockVerification, setState, type Verification } from './store/verifications.ts'
import { checkReviewer } from './store-reviewer.ts'
import { tellPlatform } from './tell-platform.ts'
import { MAILS_A_DAY, REVIEW_LIFETIME_MS } from './words.ts'

export const reviewLinkOf = (baseUrl: string, verificationId: string, token: string): string =>
  `${baseUrl}/review?recordVerificationId=${encodeURIComponent(verificationId)}&reviewerToken=${token}`

export const reviewMailFacts = (
  verification: Verification,
  reviewer: Reviewer,
  skills: readonly VerifiedSkill[],
  items: readonly StoredItem[],
  link: string,
): ReviewMailFacts => ({
  student: verification.name,
  reviewer: reviewer.name,
  source: viewOf(leadingItem(items)!),
  skills: skills.map(({ name }) => name),
  link,
})

/** True when sending asks the same reviewer again; false when it opens a round. @throws Problem ALREADY_COMPLETED | SESSION_LOCKED */
function isResend({ state }: Verification, round: Round | undefined, email: string): boolean {
  if (state === 'sent') return true
  if (state === 'draft' || state === 'expired') return false
  if (state === 'completed' && round?.state === 'declined' && round.reviewerEmail !== email) return false
  throw state === 'completed' ? problems.ALREADY_COMPLETED() : problems.SESSION_LOCKED()
}

/** @throws Problem RATE_LIMITED */
async function countMail(tx: Tx, verificationId: string, now: Date): Promise<void> {
  const sent = await listMailsSince(tx, verificationId, after(now, -DAY_MS))
  const [oldest] = sent.slice(-MAILS_A_DAY)
  if (sent.length >= MAILS_A_DAY)
    throw problems.MAIL_LIMIT({ retryAfterSeconds: Math.ceil((oldest!.getTime() + DAY_MS - now.getTime()) / 1_000) })
  await insertReviewMail(tx, verificationId, now)
}

/** Everything in one transaction: no mail without its token, no webhook without its mail. */
async function send(deps: Uses<'db' | 'jobs' | 'now' | 'baseUrl' | 'seal'>, tx: Tx, session: Verification) {
  const now = deps.now()
  const verification = await lockVerification(tx, session)
  const reviewer = await findReviewer(tx, verification.id)
  if (!reviewer) throw problems.REVIEWER_NOT_FOUND()
  if ((await listSkills(tx, verification.id)).length === 0) throw problems.NO_SKILLS_FOUND()
  const items = await listItems(tx, verification.id)
  if (items.length === 0 || verification.method !== 'human') throw problems.VERIFICATION_NOT_FOUND()
  const round = await findLatestRound(tx, verification.id)
  const again = isResend(verification, round, reviewer.email)
  await countMail(tx, verification.id, now)
  const token = crypto.randomUUID()
  const expiresAt = after(now, REVIEW_LIFETIME_MS)
  const link = reviewLinkOf(deps.baseUrl, verification.id, token)
  const tokens = { tokenHash: sha256(token), tokenSealed: deps.seal.close(token, verification.id), expiresAt }
  if (again) await renewRound(tx, round!.id, tokens, now)
  else {
    await checkReviewer(tx, verification, reviewer.email)
    // a credit a reviewer, not a mail; test mode costs nothing
    const isKnown = round?.reviewerEmail === reviewer.email
    if (verification.mode === 'live' && !isKnown && !(await useCredit(tx, verification.keyId))) throw problems.CREDITS_EXHAUSTED()
    await insertRound(tx, { id: newId('rnd'), verificationId: verification.id, reviewerEmail: reviewer.email, ...tokens }, now)
    await reopenSkills(tx, verification.id)
    await setState(tx, verification.id, 'sent')
  }
  const skills = await listSkills(tx, verification.id)
  await enqueueMail(deps, tx, {
    to: reviewer.email,
    purpose: 'review',
    mode: verification.mode,
    ...reviewMail(reviewMailFacts(verification, reviewer, skills, items, link)),
  })
  if (!again) await tellPlatform(deps, tx, ['verification.initiated'], { verification, status: 'initiated', skills, items })
  return {
    recordVerificationId: verification.id,
    reviewerEmail: reviewer.email,
    reviewerName: reviewer.name,
    skillCount: skills.length,
    reviewLink: link,
    expiresAt: expiresAt.toISOString(),
  }
}

/**
 * Mails the reviewer a link of 30 days; older links die.
 *
 * @throws Problem MISSING_VERIFICATION_ID | SESSION_NOT_FOUND | REVIEWER_NOT_FOUND | NO_SKILLS_FOUND | VERIFICATION_NOT_FOUND |
 *   ALREADY_COMPLETED | SESSION_LOCKED | RATE_LIMITED | SELF_ENDORSEMENT | DUPLICATE_REVIEWER_EMAIL | CREDITS_EXHAUSTED | EMAIL_SEND_FAILED
 * @see facts 6.5
 */
export async function sendReview(
  deps: Uses<'db' | 'jobs' | 'now' | 'baseUrl' | 'seal' | 'wakeWebhooks'>,
  caller: PlatformCaller,
  named: Named,
): Promise<Awaited<ReturnType<typeof send>>> {
  const session = await getSession(deps, caller, named)
  try {
    const sent = await deps.db.transaction().execute((tx) => send(deps, tx, session))
    deps.jobs.wake(MAIL_QUEUE)
    deps.wakeWebhooks()
    return sent
  } catch (error) {
    if (isProblem(error) || databaseIsAway(error)) throw error
    throw problems.EMAIL_SEND_FAILED()
  }
}
