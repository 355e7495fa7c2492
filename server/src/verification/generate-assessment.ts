import type { PlatformCaller } from '../core/caller.ts'
import { newId } from '../core/id.ts'
import { after, DAY_MS } from '../core/time.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { violatedConstraint } from '../platform/db/constraint.ts'
import type { Uses } from './deps.ts'
import { getSession, type Named } from './get-session.ts'
import { problems } from './problems.ts'
import { sameSource } from './rules.ts'
import { viewOf } from './source.ts'
import {
  type Assessment,
  insertAssessment,
  listAsked,
  listAssessments,
  listAssessmentsAbout,
  listShownQuestions,
  type NewQuestion,
} from './store/assessments.ts'
import { listItems } from './store/items.ts'
import { listProofs } from './store/proofs.ts'
import { listSkills, reopenSkills } from './store/skills.ts'
import { lockVerification, setState, type Verification } from './store/verifications.ts'
import { tellPlatform } from './tell-platform.ts'
import { ASSESSMENT_LIFETIME_MS, ATTEMPTS_A_DAY, ATTEMPTS_IN_ALL } from './words.ts'

export type GenerateDeps = Uses<'db' | 'now' | 'writeQuestions' | 'wakeWebhooks'>

/** What is shown of a set: never its key. */
export async function presentSet(deps: Uses<'db'>, verificationId: string, set: Assessment) {
  const questions = await listShownQuestions(deps.db, set.id)
  return { recordVerificationId: verificationId, totalQuestions: questions.length, questions, expiresAt: set.expiresAt.toISOString() }
}

const isCounted = ({ state }: Assessment): boolean => state !== 'open'

/**
 * At most 3 attempts a day and 10 in all for a person and skill, over all their verifications. An open set elsewhere takes its place
 * already: otherwise many could be opened side by side.
 *
 * @throws Problem RETAKE_LIMIT
 */
async function attemptsAreLeft(db: Db, now: Date, { id, studentId }: Verification, skillIds: readonly string[]): Promise<void> {
  const all = await listAssessmentsAbout(db, studentId, skillIds)
  for (const skillId of skillIds) {
    const attempts = all.filter((set) => set.skillIds.includes(skillId) && (isCounted(set) || set.verificationId !== id))
    if (attempts.length >= ATTEMPTS_IN_ALL)
      throw problems.RETAKE_LIMIT({ because: `At most ${ATTEMPTS_IN_ALL} attempts for one skill`, retryAfterSeconds: DAY_MS / 1_000 })
    const today = attempts.map((set) => (set.submittedAt ?? set.createdAt).getTime()).filter((at) => at > now.getTime() - DAY_MS)
    if (today.length >= ATTEMPTS_A_DAY) {
      const leaves = today.sort((a, b) => b - a)[ATTEMPTS_A_DAY - 1]! + DAY_MS
      throw problems.RETAKE_LIMIT({
        because: `At most ${ATTEMPTS_A_DAY} attempts a day for one skill`,
        retryAfterSeconds: Math.ceil((leaves - now.getTime()) / 1_000),
      })
    }
  }
}

/** Questions nobody of this verification's person has seen, from a model or the bank. @throws Problem GENERATION_FAILED | RETAKE_LIMIT */
async function newQuestions(deps: GenerateDeps, verification: Verification): Promise<{ skillIds: string[]; questions: NewQuestion[] }> {
  const items = await listItems(deps.db, verification.id)
  if (items.length === 0) throw problems.ASSESSMENT_NO_DATA()
  const skills = await listSkills(deps.db, verification.id)
  if (skills.length === 0) throw problems.NO_SKILLS()
  const skillIds = skills.map(({ skillId }) => skillId)
  await attemptsAreLeft(deps.db, deps.now(), verification, skillIds)
  const sources = items.map((item) => {
    const { type, title, subtitle, description } = viewOf(item)
    return { type, title, organization: subtitle, description: description.slice(0, 4_000) }
  })
  const { questions, without, exhausted } = await deps.writeQuestions({
    skills,
    sources,
    asked: await listAsked(deps.db, verification.studentId, skillIds),
  })
  const nameOf = (id: string): string => skills.find(({ skillId }) => skillId === id)?.name ?? id
  if (without.length > 0) throw problems.GENERATION_FAILED({ skills: without.map(nameOf) })
  if (exhausted.length > 0)
    throw problems.RETAKE_LIMIT({
      because: `There are no unseen questions left for: ${exhausted.map(nameOf).join(', ')}`,
      retryAfterSeconds: DAY_MS / 1_000,
    })
  return { skillIds, questions }
}

/** Writes a new set, unless another call has just written one: then that one counts. */
async function openSet(deps: GenerateDeps, session: Verification, skillIds: string[], questions: readonly NewQuestion[]) {
  try {
    await deps.db.transaction().execute(async (tx) => writeSet(deps, tx, session, skillIds, questions))
    deps.wakeWebhooks()
    return true
  } catch (error) {
    if (violatedConstraint(error) === 'one_open_assessment' || violatedConstraint(error) === 'attempt_is_numbered_once') return false
    throw error
  }
}

async function writeSet(
  deps: GenerateDeps,
  tx: Tx,
  session: Verification,
  skillIds: string[],
  questions: readonly NewQuestion[],
): Promise<void> {
  const now = deps.now()
  const verification = await lockVerification(tx, session)
  if (verification.state === 'completed') throw problems.ASSESSMENT_LOCKED()
  const before = await listAssessments(tx, verification.id)
  // the skills or the method changed while the questions were written: start over
  const stored = (await listSkills(tx, verification.id)).map(({ skillId }) => skillId)
  if (verification.method !== 'assessment' || stored.join() !== skillIds.join()) throw problems.GENERATION_FAILED({ skills: skillIds })
  // again with the person's row held: sets of other verifications may have been opened while these questions were written
  await attemptsAreLeft(tx, now, verification, skillIds)
  const set = { id: newId('set'), verificationId: verification.id, studentId: verification.studentId, skillIds }
  const expiresAt = after(now, ASSESSMENT_LIFETIME_MS)
  await insertAssessment(tx, { ...set, attemptNumber: (before[0]?.attemptNumber ?? 0) + 1, expiresAt }, questions, now)
  await reopenSkills(tx, verification.id)
  await setState(tx, verification.id, 'in_progress')
  if (before.length > 0) return
  const [skills, items] = [await listSkills(tx, verification.id), await listItems(tx, verification.id)]
  await tellPlatform(deps, tx, ['verification.initiated'], { verification, status: 'initiated', skills, items })
}

/** @throws Problem ASSESSMENT_LOCKED once it is passed */
function isNotPassed(sets: readonly Assessment[], { state }: Verification): void {
  if (sets.some(({ passed }) => passed) || state === 'completed') throw problems.ASSESSMENT_LOCKED()
}

/**
 * Makes the questions of a first attempt, or returns the open ones.
 *
 * @throws Problem MISSING_VERIFICATION_ID | SESSION_NOT_FOUND | ASSESSMENT_LOCKED | VERIFICATION_NOT_FOUND | INVALID_VERIFICATION_TYPE |
 *   NO_DATA | NO_SKILLS | RETAKE_REQUIRED | RETAKE_LIMIT | GENERATION_FAILED
 * @see facts 7.1
 */
export async function generateAssessment(deps: GenerateDeps, caller: PlatformCaller, named: Named) {
  const session = await getSession(deps, caller, named)
  if (session.method === null) throw problems.VERIFICATION_NOT_FOUND()
  if (session.method !== 'assessment') throw problems.INVALID_VERIFICATION_TYPE({ needs: 'assessment' })
  const sets = await listAssessments(deps.db, session.id)
  isNotPassed(sets, session)
  const [latest] = sets
  if (latest?.state === 'open') return { ...(await presentSet(deps, session.id, latest)), alreadyGenerated: true }
  if (latest) throw problems.RETAKE_REQUIRED()
  const { skillIds, questions } = await newQuestions(deps, session)
  const isOurs = await openSet(deps, session, skillIds, questions)
  const [made] = await listAssessments(deps.db, session.id)
  return { ...(await presentSet(deps, session.id, made!)), ...(!isOurs && { alreadyGenerated: true }) }
}

/** True when any skill was passed for one of these sources in another verification of this person. */
async function isPassedElsewhere(deps: Uses<'db'>, { id, studentId }: Verification): Promise<boolean> {
  const items = await listItems(deps.db, id)
  const skillIds = (await listSkills(deps.db, id)).map(({ skillId }) => skillId)
  const proofs = await listProofs(deps.db, studentId, items)
  return proofs.some(
    (proof) => proof.endorsementType === 'assessment' && skillIds.includes(proof.skillId) && items.some((item) => sameSource(item, proof)),
  )
}

/**
 * Makes new questions after a failed attempt, or returns the open ones.
 *
 * @throws Problem MISSING_VERIFICATION_ID | SESSION_NOT_FOUND | ASSESSMENT_LOCKED | NO_PRIOR_ATTEMPT | ASSESSMENT_PASSED | NO_DATA |
 *   NO_SKILLS | RETAKE_LIMIT | GENERATION_FAILED
 * @see facts 7.4
 */
export async function retakeAssessment(deps: GenerateDeps, caller: PlatformCaller, named: Named) {
  const session = await getSession(deps, caller, named)
  const sets = await listAssessments(deps.db, session.id)
  isNotPassed(sets, session)
  if (!sets.some(isCounted)) throw problems.NO_PRIOR_ATTEMPT()
  const present = async (set: Assessment) => {
    const { recordVerificationId, ...shown } = await presentSet(deps, session.id, set)
    return { recordVerificationId, retakeAttemptNumber: set.attemptNumber, ...shown }
  }
  if (sets[0]!.state === 'open') return present(sets[0]!)
  if (await isPassedElsewhere(deps, session)) throw problems.ASSESSMENT_PASSED()
  const { skillIds, questions } = await newQuestions(deps, session)
  await openSet(deps, session, skillIds, questions)
  return present((await listAssessments(deps.db, session.id))[0]!)
}
