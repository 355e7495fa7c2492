import type { TestApp } from './app.ts'
import { type Answer, call, codeIn, type HeaderLines, lastMail, operator } from './people.ts'

export interface TestPlatform {
  id: string
  keyId: string
  apiKey: string
  secretKey: string
  webhookSecret: string
  mode: 'test' | 'live'
  /** headers with the API key */
  headers: HeaderLines
}

export async function makePlatformKey(app: TestApp, id: string, settings: Record<string, unknown> = {}): Promise<TestPlatform> {
  const { body, status, text } = await call(app, 'POST', `/api/admin/platforms/${id}/keys`, {
    body: { mode: 'test', ...settings },
    headers: operator,
  })
  if (status !== 201) throw new Error(`no key: ${text}`)
  return { id, ...body, headers: { 'x-api-key': body.apiKey } }
}

/** A platform with one key. */
export async function makePlatform(app: TestApp, settings: Record<string, unknown> = {}): Promise<TestPlatform> {
  const { body } = await call(app, 'POST', '/api/admin/platforms', { body: { name: 'Job Board' }, headers: operator })
  return makePlatformKey(app, body.id, settings)
}

let counter = 0
export const uniqueEmail = (name = 'student'): string => `${name}${++counter}@school${counter}.example`

export const initBody = (overrides: Record<string, unknown> = {}) => ({
  studentId: 'S-1001',
  callbackWebhookUrl: 'https://jobs.example/hooks/skills',
  name: 'Priya Nair',
  email: uniqueEmail(),
  projects: [
    {
      projectId: 'proj_001',
      name: 'E-Commerce App',
      description: 'A shop built for a course.',
      startDate: '2023-01-01',
      endDate: '2023-06-01',
    },
  ],
  experience: [{ workExperienceId: 'exp_001', role: 'Developer', companyName: 'TechCorp', startDate: '2022-06-01', endDate: '2023-01-31' }],
  certificates: [{ credentialId: 'cert_001', name: 'Cloud Developer', issuedOrganization: 'Cloud School', issueDate: '2024-02-01' }],
  ...overrides,
})

export interface TestSession {
  sessionToken: string
  recordVerificationId: string
  recordUserId: string
  email: string
}

/** One call of the skill API with the platform's key. */
export const skillCall = (
  app: TestApp,
  platform: { headers: HeaderLines },
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> => call(app, method, `/api/v1${path}`, { ...(body !== undefined && { body }), headers: platform.headers })

export async function startSession(app: TestApp, platform: TestPlatform, overrides: Record<string, unknown> = {}): Promise<TestSession> {
  const sent = initBody(overrides)
  const { status, body, text } = await skillCall(app, platform, 'POST', '/verify', sent)
  if (status !== 201) throw new Error(`no session: ${text}`)
  return { ...body.data, email: sent.email }
}

export const step1 = (app: TestApp, platform: TestPlatform, session: TestSession, skillIds: string[]): Promise<Answer> =>
  skillCall(app, platform, 'POST', '/step1/storeskills/store', {
    recordVerificationId: session.recordVerificationId,
    recordUserId: session.recordUserId,
    skills: skillIds.map((skillId) => ({ skillId, proofUrls: ['https://github.com/user/project'] })),
  })

export const step2 = (
  app: TestApp,
  platform: TestPlatform,
  session: TestSession,
  method: string,
  endorsementType?: string,
): Promise<Answer> =>
  skillCall(app, platform, 'POST', '/step2/verification-method', {
    recordVerificationId: session.recordVerificationId,
    verificationMethod: method,
    ...(endorsementType !== undefined && { endorsementType }),
  })

export const step3 = (
  app: TestApp,
  platform: TestPlatform,
  session: TestSession,
  items: Record<string, string[]> = { projectIds: ['proj_001'] },
): Promise<Answer> =>
  skillCall(app, platform, 'POST', '/step3/store-verification-items/store', { sessionToken: session.sessionToken, ...items })

export const storeReviewer = (app: TestApp, platform: TestPlatform, session: TestSession, overrides: Record<string, unknown> = {}) =>
  skillCall(app, platform, 'POST', '/storereviewerdetails/store', {
    recordVerificationId: session.recordVerificationId,
    name: 'Rahul Mehta',
    email: uniqueEmail('reviewer'),
    company: 'TechCorp',
    website: 'https://www.techcorp.example',
    ...overrides,
  })

export const sendReview = (app: TestApp, platform: TestPlatform, session: TestSession): Promise<Answer> =>
  skillCall(app, platform, 'POST', '/humanverification/send-email', { recordVerificationId: session.recordVerificationId })

const must = ({ status, text }: Answer, expected = 200): void => {
  if (status !== expected) throw new Error(`expected ${expected}, got ${status}: ${text}`)
}

export interface SentReview extends TestSession {
  reviewerEmail: string
  reviewerToken: string
}

/** A session up to the mail to its reviewer. */
export async function sentReview(
  app: TestApp,
  platform: TestPlatform,
  settings: { skills?: string[]; type?: string; items?: Record<string, string[]>; init?: Record<string, unknown>; reviewer?: string } = {},
): Promise<SentReview> {
  const session = await startSession(app, platform, settings.init)
  must(await step1(app, platform, session, settings.skills ?? ['skill_javascript', 'skill_react']))
  must(await step2(app, platform, session, 'human', settings.type))
  must(await step3(app, platform, session, settings.items))
  must(await storeReviewer(app, platform, session, settings.reviewer === undefined ? {} : { email: settings.reviewer }))
  const sent = await sendReview(app, platform, session)
  must(sent)
  const { reviewerEmail, reviewLink } = sent.body.data
  return { ...session, reviewerEmail, reviewerToken: new URL(reviewLink).searchParams.get('reviewerToken')! }
}

/** A draft of the same person, its skills and method stored. */
export async function draftOf(
  app: TestApp,
  platform: TestPlatform,
  person: { email: string },
  skills: string[],
  method: string,
  type?: string,
): Promise<TestSession> {
  const session = await startSession(app, platform, { email: person.email })
  must(await step1(app, platform, session, skills))
  must(await step2(app, platform, session, method, type))
  return session
}

/** Asks for the reviewer's code and reads it from the mail. */
export async function reviewCode(app: TestApp, review: SentReview): Promise<string> {
  must(await call(app, 'POST', `/api/v1/humanverification/code?reviewerToken=${review.reviewerToken}`))
  return codeIn((await lastMail(app, review.reviewerEmail))?.text)
}

export const submitReview = (app: TestApp, review: SentReview, body: Record<string, unknown>): Promise<Answer> =>
  call(app, 'POST', `/api/v1/humanverification/verify?reviewerToken=${review.reviewerToken}`, { body })

/** A session up to its questions. */
export async function readyAssessment(
  app: TestApp,
  platform: TestPlatform,
  settings: { skills?: string[]; items?: Record<string, string[]>; init?: Record<string, unknown> } = {},
): Promise<TestSession> {
  const session = await startSession(app, platform, settings.init)
  must(await step1(app, platform, session, settings.skills ?? ['skill_javascript']))
  must(await step2(app, platform, session, 'assessment'))
  must(await step3(app, platform, session, settings.items))
  return session
}

export const assess = (app: TestApp, platform: TestPlatform, session: TestSession, step: string, body: object = {}): Promise<Answer> =>
  skillCall(app, platform, 'POST', `/assessment/${step}`, { recordVerificationId: session.recordVerificationId, ...body })

/** The key of a verification's newest set, by looking where no answer ever comes from. */
export async function keyOf(app: TestApp, session: TestSession): Promise<{ questionId: string; answer: number }[]> {
  const { rows } = await app.database.executeSql(
    `select q.id as "questionId", q.answer from assessment_questions q join assessments a on a.id = q.assessment_id
     where a.verification_id = $1 and a.attempt_number = (select max(attempt_number) from assessments where verification_id = $1) order by q.position`,
    [session.recordVerificationId],
  )
  return rows as { questionId: string; answer: number }[]
}

/** Answers with as many right as asked for. */
export const answersOf = (key: readonly { questionId: string; answer: number }[], right: number) =>
  key.map(({ questionId, answer }, index) => ({ questionId, selectedAnswer: index < right ? answer : (answer + 1) % 4 }))
