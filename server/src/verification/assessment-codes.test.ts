import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Answer } from '../../test/people.ts'
import {
  answersOf,
  assess,
  keyOf,
  makePlatform,
  readyAssessment,
  skillCall,
  startSession,
  step1,
  step2,
  step3,
  type TestPlatform,
} from '../../test/platforms.ts'
import { type Key, refused } from '../../test/refusals.ts'

let app: TestApp
let platform: TestPlatform
beforeAll(async () => {
  app = await startTestApp()
  platform = await makePlatform(app)
})
afterAll(() => app.stop())

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const post = (path: string, body?: unknown, key: Key = platform): Promise<Answer> => skillCall(app, key, 'POST', path, body)
const get = (path: string, key: Key = platform): Promise<Answer> => skillCall(app, key, 'GET', path)

describe('assessments', () => {
  it('are made when everything is there', async () => {
    const session = await startSession(app, platform)
    const generate = async (): Promise<string> => refused(await assess(app, platform, session, 'generate'))
    expect(refused(await post('/assessment/generate'))).toBe('400 MISSING_VERIFICATION_ID')
    expect(await generate()).toBe('404 VERIFICATION_NOT_FOUND')
    await step2(app, platform, session, 'human')
    expect(await generate()).toBe('400 INVALID_VERIFICATION_TYPE')
    await step2(app, platform, session, 'assessment')
    expect(await generate()).toBe('400 NO_DATA')
    await step3(app, platform, session)
    expect(await generate()).toBe('400 NO_SKILLS')
    await post('/skills', { skillId: 'juggling', name: 'Juggling' })
    await step1(app, platform, session, ['juggling'])
    const failed = await assess(app, platform, session, 'generate')
    expect(refused(failed)).toBe('500 GENERATION_FAILED')
    expect(failed.body.error.message).toContain('Juggling')
    expect(refused(await get(`/assessment/${session.recordVerificationId}`))).toBe('404 NO_QUESTIONS')
    expect(refused(await assess(app, platform, session, 'submit', { answers: [{}] }))).toBe('404 NO_QUESTIONS')
    expect(refused(await assess(app, platform, session, 'retakeassessment'))).toBe('400 NO_PRIOR_ATTEMPT')
  })

  it('are answered once, wholly and in time', async () => {
    const session = await readyAssessment(app, platform)
    const made = await assess(app, platform, session, 'generate')
    expect(made.body.data.alreadyGenerated).toBeUndefined()
    const again = await assess(app, platform, session, 'generate')
    expect(again.body.data).toEqual({ ...made.body.data, alreadyGenerated: true })
    expect((await get(`/assessment/${session.recordVerificationId}`)).body.data).toEqual(made.body.data)
    expect(refused(await step1(app, platform, session, ['skill_sql']))).toBe('409 SESSION_LOCKED')
    expect(refused(await step2(app, platform, session, 'human'))).toBe('409 METHOD_LOCKED')
    const answers = answersOf(await keyOf(app, session), 3)
    const submit = async (sent: unknown): Promise<string> => refused(await assess(app, platform, session, 'submit', { answers: sent }))
    for (const sent of [undefined, 'x', []]) expect(await submit(sent)).toBe('400 MISSING_ANSWERS')
    expect(await submit(answers.slice(1))).toBe('400 INCOMPLETE_ANSWERS')
    expect(await submit([...answers, answers[0]])).toBe('400 INVALID_ANSWERS')
    expect(await submit([...answers.slice(1), answers[1]])).toBe('400 INVALID_ANSWERS')
    expect(await submit([...answers.slice(1), { questionId: crypto.randomUUID(), selectedAnswer: 0 }])).toBe('400 INVALID_ANSWERS')
    for (const selectedAnswer of [4, -1, 1.5, '1', null])
      expect(await submit([...answers.slice(1), { ...answers[0], selectedAnswer }])).toBe('400 INVALID_ANSWERS')
    expect((await assess(app, platform, session, 'submit', { answers })).body.data.result).toMatchObject({
      score: 30,
      passed: false,
      message: 'Unfortunately, you did not pass. Minimum required: 60%',
    })
    expect(await submit(answers)).toBe('409 ALREADY_SUBMITTED')
    expect(refused(await assess(app, platform, session, 'generate'))).toBe('409 RETAKE_REQUIRED')
    const retake = await assess(app, platform, session, 'retakeassessment')
    expect(retake.body.data.retakeAttemptNumber).toBe(2)
    const old = made.body.data.questions.map(({ question }: { question: string }) => question)
    expect(retake.body.data.questions.some(({ question }: { question: string }) => old.includes(question))).toBe(false)
    expect(await submit(answers)).toBe('400 INVALID_ANSWERS')
    expect((await assess(app, platform, session, 'retakeassessment')).body.data).toEqual(retake.body.data)
    const right = answersOf(await keyOf(app, session), 10)
    app.travel(61 * MINUTE)
    expect(await submit(right)).toBe('410 ASSESSMENT_EXPIRED')
    app.travel(-61 * MINUTE)
    const { body } = await get(`/assessment/${session.recordVerificationId}/attempts`)
    expect(body.data).toMatchObject({ attempts: [{ score: 30 }, { score: 0, passed: false }], remainingToday: 1, remaining: 8 })
  })

  it('are locked once passed, here and elsewhere', async () => {
    const first = await readyAssessment(app, platform, { skills: ['skill_python'] })
    const second = await readyAssessment(app, platform, { skills: ['skill_python'], init: { email: first.email } })
    await assess(app, platform, second, 'generate')
    await assess(app, platform, second, 'submit', { answers: answersOf(await keyOf(app, second), 0) })
    await assess(app, platform, first, 'generate')
    const answers = answersOf(await keyOf(app, first), 10)
    await assess(app, platform, first, 'submit', { answers })
    for (const step of ['generate', 'retakeassessment'])
      expect(refused(await assess(app, platform, first, step))).toBe('403 ASSESSMENT_LOCKED')
    expect(refused(await assess(app, platform, first, 'submit', { answers }))).toBe('403 ASSESSMENT_LOCKED')
    expect(refused(await assess(app, platform, second, 'retakeassessment'))).toBe('403 ASSESSMENT_PASSED')
    expect(refused(await step2(app, platform, first, 'human'))).toBe('409 ALREADY_COMPLETED')
  })

  it('may be tried three times a day and ten times in all, over all verifications', async () => {
    let session = await readyAssessment(app, platform, { skills: ['skill_communication'] })
    const fail = async (step: string): Promise<Answer> => {
      const made = await assess(app, platform, session, step)
      if (made.status !== 200) return made
      return assess(app, platform, session, 'submit', { answers: answersOf(await keyOf(app, session), 0) })
    }
    expect((await fail('generate')).status).toBe(200)
    for (let attempt = 2; attempt <= 3; attempt++) expect((await fail('retakeassessment')).status).toBe(200)
    const fourth = await fail('retakeassessment')
    expect(refused(fourth)).toBe('429 RETAKE_LIMIT')
    expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(86_000)
    session = await readyAssessment(app, platform, { skills: ['skill_communication'], init: { email: session.email } })
    expect(refused(await fail('generate'))).toBe('429 RETAKE_LIMIT')
    app.travel(DAY)
    try {
      expect((await fail('generate')).status).toBe(200)
      // 40 questions, 10 an attempt: the bank has no fifth set
      const fifth = await fail('retakeassessment')
      expect(refused(fifth)).toBe('429 RETAKE_LIMIT')
      expect(fifth.body.error.message).toContain('no unseen questions')
    } finally {
      app.travel(-DAY)
    }
  })
})
