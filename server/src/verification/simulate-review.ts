import type { PlatformCaller } from '../core/caller.ts'
import { MAIL_QUEUE } from '../delivery/index.ts'
import { bodyOf, textsOf } from './fields.ts'
import { getSession, type Named } from './get-session.ts'
import { problems } from './problems.ts'
import { needApiKey } from './start-verification.ts'
import { findLatestRound } from './store/reviews.ts'
import { listSkills } from './store/skills.ts'
import { type SubmitDeps, writeAnswer } from './submit-review.ts'

/**
 * Test keys only: answers in the reviewer's place.
 *
 * @throws Problem API_KEY_REQUIRED | TEST_MODE_ONLY | MISSING_VERIFICATION_ID | SESSION_NOT_FOUND | INVALID_DATA_FORMAT |
 *   REVIEWER_NOT_FOUND | ALREADY_VERIFIED | UNKNOWN_SKILL
 * @see skill verification spec, "Test mode"
 */
export async function simulateReview(deps: SubmitDeps, caller: PlatformCaller, named: Named, sent: unknown) {
  needApiKey(caller)
  if (caller.mode !== 'test') throw problems.TEST_MODE_ONLY()
  const session = await getSession(deps, caller, named)
  const body = bodyOf(sent)
  if (body.decision !== 'endorse' && body.decision !== 'decline')
    throw problems.INVALID_DATA_FORMAT({ because: '/decision must be endorse or decline' })
  const pending = (await listSkills(deps.db, session.id)).filter(({ status }) => status === 'pending').map(({ skillId }) => skillId)
  const endorsed = body.skillIds === undefined ? pending : textsOf(body.skillIds)
  if (!endorsed) throw problems.INVALID_DATA_FORMAT({ because: '/skillIds must be an array of skill IDs' })
  const round = await findLatestRound(deps.db, session.id)
  if (!round) throw problems.REVIEWER_NOT_FOUND()
  if (round.state === 'completed' || round.state === 'declined') throw problems.ALREADY_VERIFIED()
  const unknown = endorsed.filter((id) => !pending.includes(id))
  if (unknown.length > 0) throw problems.UNKNOWN_SKILL({ skills: unknown })
  const declined = body.decision === 'decline'
  const answer = { endorsed, declined, proved: 'link' as const, comment: '', relationship: '', origin: undefined }
  const answered = await deps.db.transaction().execute((tx) => writeAnswer(deps, tx, session, round.id, answer))
  deps.jobs.wake(MAIL_QUEUE)
  deps.wakeWebhooks()
  return answered
}
