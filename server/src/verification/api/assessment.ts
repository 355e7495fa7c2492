import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import { ok, SESSION_PROBLEMS, SessionQuery, Skipped, TAG, Text, Texts, unchecked, VerificationId, Webhook } from './shapes.ts'

const Questions = {
  recordVerificationId: Text,
  totalQuestions: Type.Integer(),
  questions: Type.Array(Type.Object({ questionId: Text, question: Text, options: Texts })),
  expiresAt: Type.String({ description: 'Answers count until then.' }),
}
const NoBody = unchecked(Type.Object({ recordVerificationId: Type.Optional(Text), sessionToken: Type.Optional(Text) }))
const GENERATION_PROBLEMS = ['NO_DATA', 'NO_SKILLS', 'RETAKE_LIMIT', 'GENERATION_FAILED'] as const

export const generateAssessment = defineEndpoint({
  id: 'generateAssessment',
  method: 'POST',
  path: '/api/v1/assessment/generate',
  tag: TAG,
  summary: 'Make the questions of the first attempt, or return the open ones.',
  audience: 'platform',
  reads: 'unchecked',
  query: SessionQuery,
  body: NoBody,
  success: 200,
  response: ok(Type.Object({ ...Questions, alreadyGenerated: Type.Optional(Type.Boolean()) })),
  problems: [
    ...SESSION_PROBLEMS,
    'ASSESSMENT_LOCKED',
    'VERIFICATION_NOT_FOUND',
    'INVALID_VERIFICATION_TYPE',
    'RETAKE_REQUIRED',
    ...GENERATION_PROBLEMS,
  ],
})

export const retakeAssessment = defineEndpoint({
  id: 'retakeAssessment',
  method: 'POST',
  path: '/api/v1/assessment/retakeassessment',
  tag: TAG,
  summary: 'New questions after a failed attempt: at most 3 attempts a day and 10 in all for a skill.',
  audience: 'platform',
  reads: 'unchecked',
  query: SessionQuery,
  body: NoBody,
  success: 200,
  response: ok(Type.Object({ ...Questions, retakeAttemptNumber: Type.Integer() })),
  problems: [...SESSION_PROBLEMS, 'ASSESSMENT_LOCKED', 'NO_PRIOR_ATTEMPT', 'ASSESSMENT_PASSED', ...GENERATION_PROBLEMS],
})

export const readAssessment = defineEndpoint({
  id: 'readAssessment',
  method: 'GET',
  path: '/api/v1/assessment/:recordVerificationId',
  tag: TAG,
  summary: 'The questions, without their key.',
  audience: 'platform',
  params: VerificationId,
  success: 200,
  response: ok(Type.Object(Questions)),
  problems: ['INVALID_API_KEY', 'MISSING_VERIFICATION_ID', 'NO_QUESTIONS', 'RATE_LIMITED'],
})

const PerSkill = Type.Object({ skillId: Text, name: Text, correctAnswers: Type.Integer(), totalQuestions: Type.Integer() })

export const submitAssessment = defineEndpoint({
  id: 'submitAssessment',
  method: 'POST',
  path: '/api/v1/assessment/submit',
  tag: TAG,
  summary: 'Answer every question once, within 60 minutes. The first submit wins.',
  audience: 'platform',
  reads: 'unchecked',
  query: SessionQuery,
  body: unchecked(
    Type.Object({
      answers: Type.Array(Type.Object({ questionId: Text, selectedAnswer: Type.Integer({ minimum: 0, maximum: 3 }) })),
    }),
  ),
  success: 200,
  response: ok(
    Type.Object({
      recordVerificationId: Text,
      result: Type.Object({
        score: Type.Integer(),
        passed: Type.Boolean(),
        attemptNumber: Type.Integer(),
        correctAnswers: Type.Integer(),
        totalQuestions: Type.Integer(),
        message: Text,
        perSkill: Type.Array(PerSkill),
      }),
      verifiedSkills: Type.Array(Type.Unknown()),
      skillsUpdated: Type.Integer(),
      webhook: Webhook,
      skipped: Skipped,
    }),
  ),
  problems: [
    ...SESSION_PROBLEMS,
    'MISSING_ANSWERS',
    'NO_QUESTIONS',
    'ASSESSMENT_LOCKED',
    'ALREADY_SUBMITTED',
    'ASSESSMENT_EXPIRED',
    'INCOMPLETE_ANSWERS',
    'INVALID_ANSWERS',
  ],
})

export const readAttempts = defineEndpoint({
  id: 'readAttempts',
  method: 'GET',
  path: '/api/v1/assessment/:recordVerificationId/attempts',
  tag: TAG,
  summary: 'The attempts made, and how many are left.',
  audience: 'platform',
  params: VerificationId,
  success: 200,
  response: ok(
    Type.Object({
      attempts: Type.Array(Type.Unknown()),
      remainingToday: Type.Integer(),
      remaining: Type.Integer(),
    }),
  ),
  problems: ['INVALID_API_KEY', 'MISSING_VERIFICATION_ID', 'NOT_FOUND', 'RATE_LIMITED'],
})
