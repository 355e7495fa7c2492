import type { Tx } from '../platform/db/client.ts'
import type { Uses } from './deps.ts'
import { closeAssessment, listAssessments } from './store/assessments.ts'
import { listItems } from './store/items.ts'
import { closeRound, findLatestRound } from './store/reviews.ts'
import { listSkills, writeOutcomes } from './store/skills.ts'
import { findVerification, lockVerification, setState, type Verification } from './store/verifications.ts'
import { tellPlatform } from './tell-platform.ts'

/** What a set that ran out of time counts as. */
const OUT_OF_TIME = { score: 0, passed: false, correct: 0 }

/**
 * Writes down what time has decided: a reviewer who did not answer in 30 days, questions not answered in 60 minutes. Nothing when
 * nothing is due; done at most once, whoever looks first.
 *
 * @returns the verification as it stands then
 */
export async function settleDue(deps: Uses<'db' | 'now'>, verification: Verification): Promise<Verification> {
  if (verification.state !== 'sent' && verification.state !== 'in_progress') return verification
  const now = deps.now()
  const isDue =
    verification.state === 'sent'
      ? await findLatestRound(deps.db, verification.id).then((round) => round?.state === 'pending' && round.expiresAt <= now)
      : await listAssessments(deps.db, verification.id).then(([latest]) => latest?.state === 'open' && latest.expiresAt <= now)
  if (!isDue) return verification
  await deps.db.transaction().execute(async (tx) => {
    const locked = await lockVerification(tx, verification)
    if (locked.state === 'sent') await expireRound(deps, tx, locked)
    if (locked.state === 'in_progress') await expireAssessment(deps, tx, locked)
  })
  return (await findVerification(deps.db, verification.id))!
}

/** No answer: the verification expires, its skills stay pending. */
async function expireRound(deps: Uses<'now'>, tx: Tx, verification: Verification): Promise<void> {
  const now = deps.now()
  const round = await findLatestRound(tx, verification.id)
  if (round?.state !== 'pending' || round.expiresAt > now || !(await closeRound(tx, round.id, 'expired', {}, now))) return
  await setState(tx, verification.id, 'expired')
  const [skills, items] = [await listSkills(tx, verification.id), await listItems(tx, verification.id)]
  await tellPlatform(deps, tx, ['verification.expired', 'verification.failed'], { verification, status: 'expired', skills, items })
}

/** Too late: a failed attempt. */
async function expireAssessment(deps: Uses<'now'>, tx: Tx, verification: Verification): Promise<void> {
  const now = deps.now()
  const [set] = await listAssessments(tx, verification.id)
  if (set?.state !== 'open' || set.expiresAt > now) return
  if (!(await closeAssessment(tx, set.id, 'expired', { ...OUT_OF_TIME, at: set.expiresAt }, []))) return
  const rejected = (await listSkills(tx, verification.id))
    .filter(({ status }) => status === 'pending')
    .map(({ skillId }) => ({ skillId, status: 'rejected' as const, reason: null, credentialId: null }))
  await writeOutcomes(tx, verification.id, rejected, now)
  const [skills, items] = [await listSkills(tx, verification.id), await listItems(tx, verification.id)]
  const result = { score: 0, passed: false, attemptNumber: set.attemptNumber }
  await tellPlatform(deps, tx, ['verification.completed', 'assessment.failed'], {
    verification,
    status: 'completed',
    skills,
    items,
    result,
  })
}
