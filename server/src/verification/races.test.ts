import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Answer } from '../../test/people.ts'
import {
  answersOf,
  assess,
  keyOf,
  makePlatform,
  readyAssessment,
  reviewCode,
  sentReview,
  skillCall,
  startSession,
  step1,
  step2,
  step3,
  submitReview,
  type TestPlatform,
  uniqueEmail,
} from '../../test/platforms.ts'

let app: TestApp
let platform: TestPlatform
beforeAll(async () => {
  app = await startTestApp()
  platform = await makePlatform(app)
})
afterAll(() => app.stop())

const WIDE = 32
const race = <T>(run: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: WIDE }, (_none, index) => run(index)))
const statuses = (answers: readonly Answer[]): Record<number, number> => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

it('step 3: the stored items are those of exactly one request', async () => {
  const projects = Array.from({ length: WIDE * 2 }, (_none, index) => ({ projectId: `p${index}`, name: `Project ${index}` }))
  const session = await startSession(app, platform, { projects })
  await step1(app, platform, session, ['skill_react'])
  await step2(app, platform, session, 'human')
  const answers = await race((index) => step3(app, platform, session, { projectIds: [`p${2 * index}`, `p${2 * index + 1}`] }))
  expect(statuses(answers)).toEqual({ 200: WIDE })
  const stored = await skillCall(app, platform, 'GET', `/step3/store-verification-items/get/${session.recordVerificationId}`)
  const ids = stored.body.data.projects.map(({ externalProjectId }: { externalProjectId: string }) => Number(externalProjectId.slice(1)))
  expect(ids).toHaveLength(2)
  expect([ids[0] % 2, ids[1]]).toEqual([0, ids[0] + 1])
})

it('init: one person, whoever is first', async () => {
  const email = uniqueEmail()
  const sessions = await race(() => startSession(app, platform, { email }))
  expect(new Set(sessions.map(({ recordUserId }) => recordUserId)).size).toBe(1)
  expect(new Set(sessions.map(({ sessionToken }) => sessionToken)).size).toBe(WIDE)
})

it('generation B: one person, and nobody waits for another in a circle', async () => {
  const [email, source] = [uniqueEmail(), { type: 'project', id: 'p1', title: 'Shop' }]
  const sent = { name: 'Priya Nair', email, source, skills: ['skill_react'], method: 'assessment' }
  const answers = await race(() => skillCall(app, platform, 'POST', '/verifications', sent))
  expect(statuses(answers)).toEqual({ 201: WIDE })
  expect(new Set(answers.map(({ body }) => body.data.userId)).size).toBe(1)
})

it('endorse: the first answer wins, and one badge is issued', async () => {
  const review = await sentReview(app, platform)
  const code = await reviewCode(app, review)
  const answers = await race((index) => submitReview(app, review, { skillIds: [index % 2 ? 'skill_react' : 'skill_javascript'], code }))
  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  // whatever the winner took away meanwhile (the pending skills, the code), the others hear that it has won
  const heard = answers.filter(({ status }) => status !== 200).map(({ status, body }) => `${status} ${body.error.code}`)
  expect(new Set(heard)).toEqual(new Set(['409 ALREADY_VERIFIED']))
  const { rows } = await app.database.executeSql('select 1 from skill_proofs where verification_id = $1', [review.recordVerificationId])
  expect(rows).toHaveLength(1)
})

it('the same skill, source and type through two verifications: one proof', async () => {
  const email = uniqueEmail()
  const reviews = []
  for (let count = 0; count < 8; count++) reviews.push(await sentReview(app, platform, { skills: ['skill_react'], init: { email } }))
  const codes = await Promise.all(reviews.map((review) => reviewCode(app, review)))
  const answers = await Promise.all(
    reviews.map((review, index) => submitReview(app, review, { skillIds: ['skill_react'], code: codes[index] })),
  )
  expect(statuses(answers)).toEqual({ 200: 8 })
  expect(answers.map(({ body }) => body.data.skillsVerified).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
  expect(answers.filter(({ body }) => body.data.skipped?.[0]?.reason === 'duplicate')).toHaveLength(7)
})

it('generate: one set of questions', async () => {
  const session = await readyAssessment(app, platform)
  const answers = await race(() => assess(app, platform, session, 'generate'))
  expect(statuses(answers)).toEqual({ 200: WIDE })
  expect(new Set(answers.map(({ body }) => JSON.stringify(body.data.questions))).size).toBe(1)
})

it('submit: the first wins', async () => {
  for (const right of [10, 0]) {
    const session = await readyAssessment(app, platform)
    await assess(app, platform, session, 'generate')
    const answers = answersOf(await keyOf(app, session), right)
    const raced = await race(() => assess(app, platform, session, 'submit', { answers }))
    expect(statuses(raced)).toEqual({ 200: 1, [right === 10 ? 403 : 409]: WIDE - 1 })
    const attempts = await skillCall(app, platform, 'GET', `/assessment/${session.recordVerificationId}/attempts`)
    expect(attempts.body.data.attempts).toHaveLength(1)
  }
})

it('attempts of one person through many verifications: three a day, also side by side', async () => {
  const init = { email: uniqueEmail() }
  const sessions = await Promise.all(
    Array.from({ length: 8 }, () => readyAssessment(app, platform, { skills: ['skill_communication'], init })),
  )
  const answers = await Promise.all(sessions.map((session) => assess(app, platform, session, 'generate')))
  expect(statuses(answers)).toEqual({ 200: 3, 429: 5 })
  expect(new Set(answers.filter(({ status }) => status === 429).map(({ body }) => body.error.code))).toEqual(new Set(['RETAKE_LIMIT']))
})
