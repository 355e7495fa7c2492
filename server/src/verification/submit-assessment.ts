import type { PlatformCaller } from '../core/caller.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Tx } from '../platform/db/client.ts'
import type { Uses } from './deps.ts'
import { bodyOf, isRecord } from './fields.ts'
import { getSession, type Named } from './get-session.ts'
import { assessmentMail } from './mails.ts'
import { problems } from './problems.ts'
import { type Assessment, closeAssessment, type KeyedQuestion, listAssessments, listKeyedQuestions } from './store/assessments.ts'
import type { VerifiedSkill } from './store/skills.ts'
import { lockVerification, setState, type Verification } from './store/verifications.ts'
import { skillResult, tellPlatform } from './tell-platform.ts'
import { PASS_SCORE } from './words.ts'
import { writeResult } from './write-result.ts'

type SubmitDeps = Uses<'db' | 'jobs' | 'now' | 'baseUrl' | 'issuing' | 'wakeWebhooks'>

interface Chosen {
  id: string
  chosen: number
}

/** One answer for each question of the set. @throws Problem INCOMPLETE_ANSWERS | INVALID_ANSWERS */
export function readAnswers(answers: readonly unknown[], questions: readonly { id: string }[]): Chosen[] {
  if (answers.length < questions.length) throw problems.INCOMPLETE_ANSWERS()
  const left = new Set(questions.map(({ id }) => id))
  return answers.map((answer) => {
    const { questionId, selectedAnswer } = isRecord(answer) ? answer : {}
    const isRight = typeof questionId === 'string' && left.delete(questionId)
    if (!isRight || !Number.isInteger(selectedAnswer) || (selectedAnswer as number) < 0 || (selectedAnswer as number) > 3)
      throw problems.INVALID_ANSWERS()
    return { id: questionId as string, chosen: selectedAnswer as number }
  })
}

/** round(100·correct/total), passed from 60. */
export function scoreOf(questions: readonly KeyedQuestion[], chosen: readonly Chosen[]) {
  const chosenOf = new Map(chosen.map(({ id, chosen }) => [id, chosen]))
  const isRight = ({ id, answer }: KeyedQuestion): boolean => chosenOf.get(id) === answer
  const correct = questions.filter(isRight).length
  const score = Math.round((100 * correct) / questions.length)
  const perSkill = [...new Set(questions.map(({ skillId }) => skillId))].map((skillId) => {
    const own = questions.filter((question) => question.skillId === skillId)
    return { skillId, correctAnswers: own.filter(isRight).length, totalQuestions: own.length }
  })
  return { score, passed: score >= PASS_SCORE, correct, perSkill }
}

/** The set that can be answered. @throws Problem NO_QUESTIONS | ASSESSMENT_LOCKED | ASSESSMENT_EXPIRED | ALREADY_SUBMITTED */
function openSetOf(sets: readonly Assessment[], verification: Verification, now: Date): Assessment {
  const [latest] = sets
  if (!latest) throw problems.NO_QUESTIONS()
  if (sets.some(({ passed }) => passed) || verification.state === 'completed') throw problems.ASSESSMENT_LOCKED()
  if (latest.state === 'submitted') throw problems.ALREADY_SUBMITTED()
  if (latest.state === 'expired' || latest.expiresAt <= now) throw problems.ASSESSMENT_EXPIRED()
  return latest
}

const PASSED = 'You have successfully passed the assessment and earned the Verified skill.'
const FAILED = 'Unfortunately, you did not pass. Minimum required: 60%'

async function write(deps: SubmitDeps, tx: Tx, session: Verification, answers: readonly unknown[]) {
  const now = deps.now()
  const verification = await lockVerification(tx, session)
  const set = openSetOf(await listAssessments(tx, verification.id), verification, now)
  const questions = await listKeyedQuestions(tx, set.id)
  const chosen = readAnswers(answers, questions)
  const { score, passed, correct, perSkill } = scoreOf(questions, chosen)
  if (!(await closeAssessment(tx, set.id, 'submitted', { score, passed, correct, at: now }, chosen))) throw problems.ALREADY_SUBMITTED()
  const written = await writeResult(deps, tx, verification, { endorsed: passed ? set.skillIds : [], score })
  if (passed) await setState(tx, verification.id, 'completed', now)
  const result = {
    score,
    passed,
    attemptNumber: set.attemptNumber,
    correctAnswers: correct,
    totalQuestions: questions.length,
    message: passed ? PASSED : FAILED,
    perSkill: perSkill.map((one) => ({ ...one, name: nameOf(written.skills, one.skillId) })),
  }
  if (written.emailKey !== '')
    await enqueueMail(deps, tx, {
      to: written.emailKey,
      purpose: 'assessment-result',
      mode: verification.mode,
      ...assessmentMail(
        passed,
        score,
        written.verified.map(({ name }) => name),
      ),
    })
  const { skills, items } = written
  await tellPlatform(deps, tx, ['verification.completed', passed ? 'assessment.passed' : 'assessment.failed'], {
    verification,
    status: 'completed',
    skills,
    items,
    result: { score, passed, attemptNumber: set.attemptNumber, correctAnswers: correct, totalQuestions: questions.length },
  })
  return {
    recordVerificationId: verification.id,
    result,
    verifiedSkills: skills.map((skill) => skillResult(skill, 'assessment')),
    skillsUpdated: skills.length,
    webhook: { sent: true },
    ...(written.skipped.length > 0 && { skipped: written.skipped }),
  }
}

const nameOf = (skills: readonly VerifiedSkill[], id: string): string => skills.find(({ skillId }) => skillId === id)?.name ?? id

/**
 * Scores a set: the first submit wins.
 *
 * @throws Problem MISSING_VERIFICATION_ID | SESSION_NOT_FOUND | MISSING_ANSWERS | NO_QUESTIONS | ASSESSMENT_LOCKED | ALREADY_SUBMITTED |
 *   ASSESSMENT_EXPIRED | INCOMPLETE_ANSWERS | INVALID_ANSWERS
 * @see facts 7.3
 */
export async function submitAssessment(deps: SubmitDeps, caller: PlatformCaller, named: Named, sent: unknown) {
  const session = await getSession(deps, caller, named)
  const { answers } = bodyOf(sent)
  if (!Array.isArray(answers) || answers.length === 0) throw problems.MISSING_ANSWERS()
  const scored = await deps.db.transaction().execute((tx) => write(deps, tx, session, answers))
  deps.jobs.wake(MAIL_QUEUE)
  deps.wakeWebhooks()
  return scored
}
