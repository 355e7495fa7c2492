import { after, MINUTE_MS } from '../core/time.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Uses } from './deps.ts'
import { reviewMail } from './mails.ts'
import { reviewLinkOf, reviewMailFacts } from './send-review.ts'
import { settleDue } from './settle.ts'
import { listOverdueAssessments } from './store/assessments.ts'
import { listItems } from './store/items.ts'
import { findReviewer, listOverdueRounds, takeReminders } from './store/reviews.ts'
import { listSkills } from './store/skills.ts'
import { findVerification } from './store/verifications.ts'
import { REMIND_AFTER_MS } from './words.ts'

type SweepDeps = Uses<'db' | 'jobs' | 'now' | 'baseUrl' | 'seal' | 'wakeWebhooks'>

const EVERY_MS = MINUTE_MS
const AT_ONCE = 100

/** Expires what ran out without anybody looking, and reminds reviewers once, after a week. Several servers may do it at the same time. */
export async function sweep(deps: SweepDeps): Promise<void> {
  const now = deps.now()
  const overdue = [...(await listOverdueRounds(deps.db, now, AT_ONCE)), ...(await listOverdueAssessments(deps.db, now, AT_ONCE))]
  for (const id of overdue) {
    const verification = await findVerification(deps.db, id)
    if (verification) await settleDue(deps, verification)
  }
  if (overdue.length > 0) deps.wakeWebhooks()
  await remind(deps, now)
}

/** The reminder brings the same link. */
async function remind(deps: SweepDeps, now: Date): Promise<void> {
  const reminded = await deps.db.transaction().execute(async (tx) => {
    const due = await takeReminders(tx, after(now, -REMIND_AFTER_MS), now, AT_ONCE)
    for (const { verificationId, tokenSealed } of due) {
      const verification = await findVerification(tx, verificationId)
      const reviewer = await findReviewer(tx, verificationId)
      if (!verification || !reviewer) continue
      const link = reviewLinkOf(deps.baseUrl, verificationId, deps.seal.open(tokenSealed, verificationId))
      const facts = reviewMailFacts(verification, reviewer, await listSkills(tx, verificationId), await listItems(tx, verificationId), link)
      await enqueueMail(deps, tx, { to: reviewer.email, purpose: 'review-reminder', mode: verification.mode, ...reviewMail(facts, true) })
    }
    return due.length
  })
  if (reminded > 0) deps.jobs.wake(MAIL_QUEUE)
}

/** Sweeps once a minute for as long as the server runs. */
export function startSweep(deps: SweepDeps, onError: (error: unknown) => void): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    running = sweep(deps).catch(onError)
  }, EVERY_MS)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
