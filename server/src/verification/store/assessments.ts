import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'

export interface Assessment {
  id: string
  verificationId: string
  studentId: string
  attemptNumber: number
  skillIds: string[]
  state: 'open' | 'submitted' | 'expired'
  createdAt: Date
  expiresAt: Date
  submittedAt: Date | null
  score: number | null
  passed: boolean | null
}

/** A question as it may be shown: without its key. */
export interface ShownQuestion {
  questionId: string
  question: string
  options: string[]
}

export interface KeyedQuestion {
  id: string
  skillId: string
  answer: number
}

export interface NewQuestion {
  skillId: string
  question: string
  options: readonly string[]
  answer: number
  bankItem: string | null
}

const assessments = (db: Db) =>
  db
    .selectFrom('assessments')
    .select([
      'id',
      'verification_id as verificationId',
      'student_id as studentId',
      'attempt_number as attemptNumber',
      'skill_ids as skillIds',
      'state',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'submitted_at as submittedAt',
      'score',
      'passed',
    ])

/** All sets of a verification, the newest first. */
export const listAssessments = async (db: Db, verificationId: string): Promise<Assessment[]> =>
  (await assessments(db).where('verification_id', '=', verificationId).orderBy('attempt_number', 'desc').execute()) as Assessment[]

/** Sets of a person about any of these skills, the newest first: attempts count for the person, not for one verification. */
export const listAssessmentsAbout = async (db: Db, studentId: string, skillIds: readonly string[]): Promise<Assessment[]> =>
  (await assessments(db)
    .where('student_id', '=', studentId)
    .where(sql<boolean>`skill_ids && ${[...skillIds]}::text[]`)
    .orderBy('created_at', 'desc')
    .execute()) as Assessment[]

/** Writes a set with its questions. @throws unique violation of `one_open_assessment` when another call made one meanwhile */
export async function insertAssessment(
  tx: Tx,
  set: Pick<Assessment, 'id' | 'verificationId' | 'studentId' | 'attemptNumber' | 'skillIds' | 'expiresAt'>,
  questions: readonly NewQuestion[],
  now: Date,
): Promise<void> {
  await tx
    .insertInto('assessments')
    .values({
      id: set.id,
      verification_id: set.verificationId,
      student_id: set.studentId,
      attempt_number: set.attemptNumber,
      skill_ids: set.skillIds,
      created_at: now,
      expires_at: set.expiresAt,
    })
    .execute()
  await tx
    .insertInto('assessment_questions')
    .values(
      questions.map(({ skillId, question, options, answer, bankItem }, position) => ({
        id: crypto.randomUUID(),
        assessment_id: set.id,
        position,
        skill_id: skillId,
        question,
        options: [...options],
        answer,
        bank_item: bankItem,
      })),
    )
    .execute()
}

/** What a set asks, without the key. */
export const listShownQuestions = (db: Db, assessmentId: string): Promise<ShownQuestion[]> =>
  db
    .selectFrom('assessment_questions')
    .select(['id as questionId', 'question', 'options'])
    .where('assessment_id', '=', assessmentId)
    .orderBy('position')
    .execute()

/** The key of a set, for scoring only. */
export const listKeyedQuestions = (db: Db, assessmentId: string): Promise<KeyedQuestion[]> =>
  db
    .selectFrom('assessment_questions')
    .select(['id', 'skill_id as skillId', 'answer'])
    .where('assessment_id', '=', assessmentId)
    .orderBy('position')
    .execute()

/** Whatever a person was asked before about these skills: never asked again. */
export const listAsked = (
  db: Db,
  studentId: string,
  skillIds: readonly string[],
): Promise<{ skillId: string; question: string; bankItem: string | null }[]> =>
  db
    .selectFrom('assessment_questions')
    .innerJoin('assessments', 'assessments.id', 'assessment_questions.assessment_id')
    .select(['assessment_questions.skill_id as skillId', 'question', 'bank_item as bankItem'])
    .where('student_id', '=', studentId)
    .where('assessment_questions.skill_id', 'in', skillIds)
    .execute()

/** @returns false when it was closed in between */
export async function closeAssessment(
  tx: Tx,
  id: string,
  state: 'submitted' | 'expired',
  result: { score: number; passed: boolean; correct: number; at: Date },
  chosen: readonly { id: string; chosen: number }[],
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('assessments')
    .set({ state, submitted_at: result.at, score: result.score, passed: result.passed, correct: result.correct })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  if (chosen.length > 0)
    await sql`update assessment_questions q set chosen = c.chosen from jsonb_to_recordset(${JSON.stringify(chosen)}::jsonb) as c(id text, chosen integer)
      where q.assessment_id = ${id} and q.id = c.id`.execute(tx)
  return true
}

/** Verifications whose set has run out of time. */
export const listOverdueAssessments = async (db: Db, now: Date, limit: number): Promise<string[]> =>
  (
    await db
      .selectFrom('assessments')
      .select('verification_id')
      .where('state', '=', 'open')
      .where('expires_at', '<=', now)
      .orderBy('expires_at')
      .limit(limit)
      .execute()
  ).map(({ verification_id }) => verification_id)
