import type { PlatformCaller } from '../core/caller.ts'
import { DAY_MS } from '../core/time.ts'
import type { Uses } from './deps.ts'
import { presentSet } from './generate-assessment.ts'
import { getRecord, type Named } from './get-session.ts'
import { problems } from './problems.ts'
import { listAssessments, listAssessmentsAbout } from './store/assessments.ts'
import { listSkills } from './store/skills.ts'
import { ATTEMPTS_A_DAY, ATTEMPTS_IN_ALL } from './words.ts'

/** @throws Problem MISSING_VERIFICATION_ID | NO_QUESTIONS */
export async function readAssessment(deps: Uses<'db' | 'now'>, caller: PlatformCaller, named: Named) {
  const { id } = await getRecord(deps, caller, named, problems.NO_QUESTIONS)
  const [latest] = await listAssessments(deps.db, id)
  if (!latest) throw problems.NO_QUESTIONS()
  return presentSet(deps, id, latest)
}

/**
 * The attempts of a verification, and how many are left for its skills (the skill with the fewest decides).
 *
 * @throws Problem MISSING_VERIFICATION_ID | NOT_FOUND
 */
export async function readAttempts(deps: Uses<'db' | 'now'>, caller: PlatformCaller, named: Named) {
  const verification = await getRecord(deps, caller, named)
  const attempts = (await listAssessments(deps.db, verification.id))
    .filter(({ state }) => state !== 'open')
    .reverse()
    .map(({ attemptNumber, score, passed, submittedAt }) => ({
      attemptNumber,
      score,
      passed,
      submittedAt: submittedAt?.toISOString() ?? null,
    }))
  const skillIds = (await listSkills(deps.db, verification.id)).map(({ skillId }) => skillId)
  const counted = (skillIds.length === 0 ? [] : await listAssessmentsAbout(deps.db, verification.studentId, skillIds)).filter(
    ({ state }) => state !== 'open',
  )
  const since = deps.now().getTime() - DAY_MS
  const most = (isCounted: (at: number) => boolean): number =>
    Math.max(
      0,
      ...skillIds.map(
        (id) => counted.filter((set) => set.skillIds.includes(id) && isCounted((set.submittedAt ?? set.createdAt).getTime())).length,
      ),
    )
  const remaining = Math.max(0, ATTEMPTS_IN_ALL - most(() => true))
  return { attempts, remainingToday: Math.min(remaining, Math.max(0, ATTEMPTS_A_DAY - most((at) => at > since))), remaining }
}
