import { CODE_LIFETIME_MS, makeCode } from '../accounts/index.ts'
import { maskEmail } from '../core/email.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Uses } from './deps.ts'
import { reviewCodeMail } from './mails.ts'
import { codePurpose, openRound } from './submit-review.ts'

/**
 * Mails the reviewer the code that proves the mailbox: 6 digits, 10 minutes, 5 tries, once.
 *
 * @param admit counts the mail for this address @throws Problem RATE_LIMITED
 * @throws Problem MISSING_REVIEWER_TOKEN | INVALID_REVIEWER_TOKEN | REVIEWER_TOKEN_EXPIRED | ALREADY_VERIFIED
 */
export async function sendReviewCode(
  deps: Uses<'db' | 'jobs' | 'now' | 'codes'>,
  token: string,
  admit: (address: string) => Promise<void>,
): Promise<{ recordVerificationId: string; sentTo: string; expiresIn: number }> {
  const { round, verification } = await openRound(deps, token)
  await admit(round.reviewerEmail)
  await deps.db.transaction().execute(async (tx) => {
    const code = await makeCode(deps, tx, codePurpose(round.id), round.reviewerEmail)
    await enqueueMail(deps, tx, {
      to: round.reviewerEmail,
      purpose: 'review-code',
      mode: verification.mode,
      ...reviewCodeMail(code, verification.name),
    })
  })
  deps.jobs.wake(MAIL_QUEUE)
  return { recordVerificationId: verification.id, sentTo: maskEmail(round.reviewerEmail), expiresIn: CODE_LIFETIME_MS / 1_000 }
}
