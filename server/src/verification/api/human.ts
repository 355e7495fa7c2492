import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import {
  KEY_PROBLEMS,
  Nullable,
  ok,
  READ_PROBLEMS,
  ReviewerQuery,
  SESSION_PROBLEMS,
  SessionQuery,
  Skipped,
  TAG,
  Text,
  Texts,
  unchecked,
  VerificationId,
  Webhook,
} from './shapes.ts'

const Reviewer = Type.Object({ recordVerificationId: Text, name: Text, email: Text, company: Text, website: Text })
const ShownSkill = Type.Object({ skillId: Text, name: Text, proofUrls: Texts })

export const storeReviewer = defineEndpoint({
  id: 'storeReviewer',
  method: 'POST',
  path: '/api/v1/storereviewerdetails/store',
  tag: TAG,
  summary: 'Who is asked to endorse.',
  audience: 'platform',
  reads: 'unchecked',
  body: unchecked(Type.Object({ recordVerificationId: Text, name: Text, email: Text, company: Text, website: Type.Optional(Text) })),
  success: 200,
  response: ok(Reviewer),
  problems: [
    ...SESSION_PROBLEMS,
    'MISSING_NAME',
    'MISSING_EMAIL',
    'MISSING_COMPANY',
    'INVALID_EMAIL',
    'INVALID_WEBSITE',
    'INVALID_VERIFICATION_TYPE',
    'ALREADY_COMPLETED',
    'SESSION_LOCKED',
    'SELF_ENDORSEMENT',
    'DUPLICATE_REVIEWER_EMAIL',
  ],
})

export const readReviewer = defineEndpoint({
  id: 'readReviewer',
  method: 'GET',
  path: '/api/v1/storereviewerdetails/:recordVerificationId',
  tag: TAG,
  summary: 'The stored reviewer; the address is masked without a key.',
  audience: 'reader',
  params: VerificationId,
  query: ReviewerQuery,
  success: 200,
  response: ok(Reviewer),
  problems: READ_PROBLEMS,
})

export const companyName = defineEndpoint({
  id: 'reviewerCompanyName',
  method: 'GET',
  path: '/api/v1/storereviewerdetails/company-name',
  tag: TAG,
  summary: 'The company your own reviewers gave for a website.',
  audience: 'reader',
  query: Type.Object({ website: Type.Optional(Text) }),
  success: 200,
  response: ok(Type.Object({ companyName: Nullable(Text) })),
  problems: [...KEY_PROBLEMS, 'MISSING_WEBSITE', 'INVALID_WEBSITE'],
})

export const emailSuggestions = defineEndpoint({
  id: 'reviewerEmailSuggestions',
  method: 'GET',
  path: '/api/v1/storereviewerdetails/email-suggestions',
  tag: TAG,
  summary: 'Up to ten of your own reviewers at a website.',
  audience: 'reader',
  query: Type.Object({ website: Type.Optional(Text), email: Type.Optional(Text) }),
  success: 200,
  response: ok(Type.Object({ suggestions: Type.Array(Type.Object({ name: Text, email: Text, company: Text })) })),
  problems: KEY_PROBLEMS,
})

export const sendReview = defineEndpoint({
  id: 'sendReviewerEmail',
  method: 'POST',
  path: '/api/v1/humanverification/send-email',
  tag: TAG,
  summary: 'Mail the reviewer a link of 30 days; older links die.',
  audience: 'platform',
  reads: 'unchecked',
  query: SessionQuery,
  body: unchecked(Type.Object({ recordVerificationId: Type.Optional(Text), sessionToken: Type.Optional(Text) })),
  success: 200,
  response: ok(
    Type.Object({
      recordVerificationId: Text,
      reviewerEmail: Text,
      reviewerName: Text,
      skillCount: Type.Integer(),
      reviewLink: Text,
      expiresAt: Text,
    }),
  ),
  problems: [
    ...SESSION_PROBLEMS,
    'REVIEWER_NOT_FOUND',
    'NO_SKILLS_FOUND',
    'VERIFICATION_NOT_FOUND',
    'ALREADY_COMPLETED',
    'SESSION_LOCKED',
    'SELF_ENDORSEMENT',
    'DUPLICATE_REVIEWER_EMAIL',
    'CREDITS_EXHAUSTED',
    'EMAIL_SEND_FAILED',
  ],
})

export const readHumanSkills = defineEndpoint({
  id: 'readHumanSkills',
  method: 'GET',
  path: '/api/v1/humanverification/skills/:recordVerificationId',
  tag: TAG,
  summary: 'The skills a reviewer is asked about.',
  audience: 'reader',
  params: VerificationId,
  query: ReviewerQuery,
  success: 200,
  response: ok(Type.Object({ recordVerificationId: Text, skills: Type.Array(ShownSkill) })),
  problems: [...KEY_PROBLEMS, 'MISSING_VERIFICATION_ID', 'NO_SKILLS_FOUND'],
})

export const readVerifyPage = defineEndpoint({
  id: 'readVerifyPage',
  method: 'GET',
  path: '/api/v1/humanverification/verify-page/:recordVerificationId',
  tag: TAG,
  summary: 'What a reviewer looks at; looking changes nothing.',
  audience: 'reader',
  params: VerificationId,
  query: ReviewerQuery,
  success: 200,
  response: ok(
    Type.Object({
      recordVerificationId: Text,
      endorsementType: Nullable(Text),
      endorserInfo: Nullable(Type.Object({ name: Text, company: Text, email: Text })),
      requesterInfo: Type.Object({ name: Text, email: Text, externalStudentId: Text }),
      source: Nullable(Type.Object({ type: Text, title: Text, subtitle: Text, meta: Text, description: Text })),
      skills: Type.Array(Type.Object({ skillId: Text, name: Text, proofUrl: Texts })),
    }),
  ),
  problems: READ_PROBLEMS,
})

export const readHumanStatus = defineEndpoint({
  id: 'readHumanStatus',
  method: 'GET',
  path: '/api/v1/humanverification/status/:recordVerificationId',
  tag: TAG,
  summary: 'Whether the reviewer has answered; flat, for polling.',
  audience: 'reader',
  params: VerificationId,
  query: ReviewerQuery,
  success: 200,
  response: Type.Object({ success: Type.Literal(true), alreadySubmitted: Type.Boolean(), expired: Type.Boolean(), status: Text }),
  problems: READ_PROBLEMS,
})

const TOKEN_PROBLEMS = ['MISSING_REVIEWER_TOKEN', 'INVALID_REVIEWER_TOKEN', 'REVIEWER_TOKEN_EXPIRED', 'ALREADY_VERIFIED'] as const

export const sendReviewCode = defineEndpoint({
  id: 'sendReviewerCode',
  method: 'POST',
  path: '/api/v1/humanverification/code',
  tag: TAG,
  summary: 'Mail the reviewer a 6-digit code; it works for 10 minutes.',
  audience: 'anyone',
  reads: 'unchecked',
  query: ReviewerQuery,
  success: 200,
  response: ok(Type.Object({ recordVerificationId: Text, sentTo: Text, expiresIn: Type.Integer({ description: 'Seconds.' }) })),
  problems: [...TOKEN_PROBLEMS, 'RATE_LIMITED'],
})

const Answered = Type.Object({
  recordVerificationId: Text,
  skillsVerified: Type.Integer(),
  reviewerEmail: Text,
  webhook: Webhook,
  summary: Type.Object({
    totalSkillsVerified: Type.Integer(),
    totalProjects: Type.Integer(),
    totalExperience: Type.Integer(),
    totalCertificates: Type.Integer(),
  }),
  skipped: Skipped,
})

export const submitReview = defineEndpoint({
  id: 'submitReview',
  method: 'POST',
  path: '/api/v1/humanverification/verify',
  tag: TAG,
  summary: 'The reviewer answers: what is named is verified, what else is pending is rejected.',
  audience: 'anyone',
  reads: 'unchecked',
  query: ReviewerQuery,
  body: unchecked(
    Type.Object({
      skillIds: Texts,
      code: Type.Optional(Type.String({ description: 'From POST /humanverification/code.' })),
      comment: Type.Optional(Type.String({ maxLength: 2000 })),
      relationship: Type.Optional(Text),
      decline: Type.Optional(Type.Boolean({ description: 'skillIds may then be empty.' })),
    }),
  ),
  success: 200,
  response: ok(Answered),
  problems: [
    ...TOKEN_PROBLEMS,
    'REVIEWER_NOT_FOUND',
    'MISSING_SKILL_IDS',
    'UNKNOWN_SKILL',
    'MISSING_REVIEWER_CODE',
    'INVALID_REVIEWER_CODE',
    'INVALID_DATA_FORMAT',
    'RATE_LIMITED',
  ],
})

export const simulateReview = defineEndpoint({
  id: 'simulateReview',
  method: 'POST',
  path: '/api/v1/humanverification/simulate',
  tag: TAG,
  summary: 'Test keys only: answer in the reviewer’s place.',
  audience: 'platform',
  reads: 'unchecked',
  body: unchecked(
    Type.Object({ recordVerificationId: Text, decision: Type.String({ enum: ['endorse', 'decline'] }), skillIds: Type.Optional(Texts) }),
  ),
  success: 200,
  response: ok(Answered),
  problems: [
    ...SESSION_PROBLEMS,
    'INVALID_DATA_FORMAT',
    'API_KEY_REQUIRED',
    'TEST_MODE_ONLY',
    'REVIEWER_NOT_FOUND',
    'ALREADY_VERIFIED',
    'UNKNOWN_SKILL',
  ],
})
