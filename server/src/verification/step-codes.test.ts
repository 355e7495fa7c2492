import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Answer } from '../../test/people.ts'
import {
  answersOf,
  assess,
  draftOf,
  keyOf,
  makePlatform,
  makePlatformKey,
  readyAssessment,
  reviewCode,
  sendReview,
  sentReview,
  skillCall,
  startSession,
  step1,
  step2,
  step3,
  storeReviewer,
  submitReview,
  type TestPlatform,
} from '../../test/platforms.ts'
import { type Key, NO_KEY, refused } from '../../test/refusals.ts'

let app: TestApp
let platform: TestPlatform
let live: TestPlatform
beforeAll(async () => {
  app = await startTestApp()
  platform = await makePlatform(app)
  live = await makePlatformKey(app, platform.id, { mode: 'live' })
})
afterAll(() => app.stop())

const post = (path: string, body?: unknown, key: Key = platform): Promise<Answer> => skillCall(app, key, 'POST', path, body)
const get = (path: string, key: Key = platform): Promise<Answer> => skillCall(app, key, 'GET', path)

describe('step 1', () => {
  it('refuses in the published order', async () => {
    const session = await startSession(app, platform)
    const { recordVerificationId, recordUserId } = session
    const other = await startSession(app, platform)
    const store = async (body: object): Promise<string> => refused(await post('/step1/storeskills/store', body))
    expect(await store({})).toBe('400 MISSING_VERIFICATION_ID')
    expect(await store({ recordVerificationId: 'ver_test_x' })).toBe('404 SESSION_NOT_FOUND')
    expect(await store({ recordVerificationId })).toBe('400 MISSING_USER_ID')
    expect(await store({ recordVerificationId, recordUserId: other.recordUserId })).toBe('404 SESSION_NOT_FOUND')
    for (const skills of [undefined, 'x', []])
      expect(await store({ recordVerificationId, recordUserId, skills })).toBe('400 MISSING_SKILLS')
    expect(await store({ recordVerificationId, recordUserId, skills: [{ skillId: 'unknown' }, {}] })).toBe('400 MISSING_SKILL_ID')
    expect(await store({ recordVerificationId, recordUserId, skills: [{ skillId: 'unknown' }] })).toBe('400 UNKNOWN_SKILL')
    const react = { skillId: 'skill_react' }
    expect(await store({ recordVerificationId, recordUserId, skills: [react, react] })).toBe('409 DUPLICATE_SKILLS_IN_BUNDLE')
    const bad = { ...react, proofUrls: ['javascript:alert(1)'] }
    expect(await store({ recordVerificationId, recordUserId, skills: [bad] })).toBe('400 INVALID_DATA_FORMAT')
  })

  it('drops doubled proof links, takes ten skills and refuses eleven at once', async () => {
    const session = await startSession(app, platform)
    const names = Array.from({ length: 11 }, (_none, index) => `own_${index}`)
    for (const skillId of names) await post('/skills', { skillId, name: skillId })
    expect((await step1(app, platform, session, names.slice(0, 10))).status).toBe(200)
    const eleven = await step1(app, platform, session, names)
    expect(refused(eleven)).toBe('409 MAX_SKILLS_PER_SOURCE')
    expect(eleven.body.error.skills).toEqual(['own_10'])
    const { recordVerificationId, recordUserId } = session
    const proofUrls = ['https://a.example/1', 'https://a.example/1']
    const stored = await post('/step1/storeskills/store', { recordVerificationId, recordUserId, skills: [{ skillId: 'own_1', proofUrls }] })
    expect(stored.body.data.skills).toEqual([{ skillId: 'own_1', proofUrls: ['https://a.example/1'], totalUrls: 1 }])
    expect((await get(`/step1/storeskills/${recordVerificationId}`, NO_KEY)).body.data).toEqual({
      recordVerificationId,
      skills: [{ skillId: 'own_1', name: 'own_1', proofUrls: ['https://a.example/1'] }],
      totalSkills: 1,
    })
  })

  it('reads with the codes of its page', async () => {
    expect(refused(await get('/step1/storeskills/ver_test_unknown', NO_KEY))).toBe('404 NOT_FOUND')
    expect(refused(await get('/step1/storeskills/', NO_KEY))).toBe('400 MISSING_VERIFICATION_ID')
    expect(refused(await get('/humanverification/skills/ver_test_unknown', NO_KEY))).toBe('404 NO_SKILLS_FOUND')
    expect(refused(await get('/humanverification/verify-page/ver_test_unknown', NO_KEY))).toBe('404 NOT_FOUND')
    expect(refused(await get('/storereviewerdetails/ver_test_unknown', NO_KEY))).toBe('404 NOT_FOUND')
    expect(refused(await get('/assessment/ver_test_unknown'))).toBe('404 NO_QUESTIONS')
    expect(refused(await get('/assessment/ver_test_unknown', NO_KEY))).toBe('401 INVALID_API_KEY')
  })
})

describe('steps 2 and 3', () => {
  it('refuse in the published order', async () => {
    const session = await startSession(app, platform)
    const { recordVerificationId, sessionToken } = session
    const method = async (body: object): Promise<string> => refused(await post('/step2/verification-method', body))
    expect(await method({})).toBe('400 MISSING_VERIFICATION_ID')
    expect(await method({ recordVerificationId })).toBe('400 MISSING_VERIFICATION_METHOD')
    expect(await method({ recordVerificationId, verificationMethod: 'oracle' })).toBe('400 INVALID_VERIFICATION_METHOD')
    expect(await method({ recordVerificationId, verificationMethod: 'human', endorsementType: 'friend' })).toBe(
      '400 INVALID_ENDORSEMENT_TYPE',
    )
    const items = async (body: object): Promise<string> => refused(await post('/step3/store-verification-items/store', body))
    expect(await items({})).toBe('400 MISSING_SESSION_TOKEN')
    expect(await items({ sessionToken: crypto.randomUUID() })).toBe('404 SESSION_NOT_FOUND')
    expect(await items({ sessionToken })).toBe('400 NO_ITEMS_SELECTED')
    expect(await items({ sessionToken, projectIds: ['unknown'] })).toBe('400 NO_ITEMS_SELECTED')
    expect(await items({ sessionToken, projectIds: ['proj_001'] })).toBe('400 VERIFICATION_METHOD_NOT_SET')
  })

  it('are locked once somebody was mailed', async () => {
    const review = await sentReview(app, platform)
    expect(refused(await step1(app, platform, review, ['skill_sql']))).toBe('409 SESSION_LOCKED')
    expect(refused(await step2(app, platform, review, 'human'))).toBe('409 METHOD_LOCKED')
    expect(refused(await step3(app, platform, review))).toBe('409 SESSION_LOCKED')
    expect(refused(await storeReviewer(app, platform, review))).toBe('409 SESSION_LOCKED')
    expect((await storeReviewer(app, platform, review, { email: review.reviewerEmail })).status).toBe(200)
    await submitReview(app, review, { skillIds: ['skill_react'], code: await reviewCode(app, review) })
    for (const answer of [
      await step1(app, platform, review, ['skill_sql']),
      await step2(app, platform, review, 'human'),
      await step3(app, platform, review),
      await storeReviewer(app, platform, review),
      await sendReview(app, platform, review),
    ])
      expect(refused(answer)).toBe('409 ALREADY_COMPLETED')
  })
})

describe('conflicts', () => {
  it('block the same skill, source and type, and nothing else', async () => {
    const review = await sentReview(app, platform, { skills: ['skill_react'], type: 'client' })
    await submitReview(app, review, { skillIds: ['skill_react'], code: await reviewCode(app, review) })
    const same = await draftOf(app, platform, review, ['skill_react', 'skill_sql'], 'human', 'client')
    const answer = await step3(app, platform, same)
    expect(refused(answer)).toBe('409 DUPLICATE_SKILLS_IN_BUNDLE')
    expect(answer.body.error).toMatchObject({ skills: ['skill_react'], source: { type: 'project', externalId: 'proj_001' } })
    expect((await step3(app, platform, same, { workExperienceIds: ['exp_001'] })).status).toBe(200)
    expect((await step3(app, platform, await draftOf(app, platform, review, ['skill_react'], 'human', 'peer'))).status).toBe(200)
    expect((await step3(app, platform, await draftOf(app, platform, review, ['skill_react'], 'assessment'))).status).toBe(200)
    // once the items are stored, step 1 checks too
    const later = await draftOf(app, platform, review, ['skill_sql'], 'human', 'client')
    expect((await step3(app, platform, later)).status).toBe(200)
    expect(refused(await step1(app, platform, later, ['skill_react']))).toBe('409 DUPLICATE_SKILLS_IN_BUNDLE')
  })

  it('name a passed assessment before anything else', async () => {
    const session = await readyAssessment(app, platform, { skills: ['skill_git'] })
    await assess(app, platform, session, 'generate')
    await assess(app, platform, session, 'submit', { answers: answersOf(await keyOf(app, session), 10) })
    const again = await draftOf(app, platform, session, ['skill_git'], 'assessment')
    expect(refused(await step3(app, platform, again))).toBe('409 ASSESSMENT_ALREADY_PASSED')
    expect((await step3(app, platform, await draftOf(app, platform, session, ['skill_git'], 'human'))).status).toBe(200)
  })

  it('count verified and pending skills of a source up to ten, drafts not', async () => {
    const names = Array.from({ length: 12 }, (_none, index) => `ten_${index}`)
    for (const skillId of names) await post('/skills', { skillId, name: skillId })
    const review = await sentReview(app, platform, { skills: names.slice(0, 9) })
    const draft = await draftOf(app, platform, review, names.slice(9, 10), 'human', 'client')
    expect((await step3(app, platform, draft)).status).toBe(200)
    const over = await draftOf(app, platform, review, names.slice(8, 12), 'human', 'client')
    const answer = await step3(app, platform, over)
    expect(refused(answer)).toBe('409 MAX_SKILLS_PER_SOURCE')
    expect(answer.body.error).toMatchObject({ skills: ['ten_10', 'ten_11'], source: { type: 'project', externalId: 'proj_001' } })
    expect((await step3(app, platform, over, { credentialIds: ['cert_001'] })).status).toBe(200)
  })

  it('found only when a result is written leave the earlier proof', async () => {
    const first = await sentReview(app, platform, { skills: ['skill_react'] })
    const second = await sentReview(app, platform, { skills: ['skill_react', 'skill_sql'], init: { email: first.email } })
    await submitReview(app, first, { skillIds: ['skill_react'], code: await reviewCode(app, first) })
    const answer = await submitReview(app, second, { skillIds: ['skill_react', 'skill_sql'], code: await reviewCode(app, second) })
    expect(answer.status).toBe(200)
    expect(answer.body.data).toMatchObject({ skillsVerified: 1, skipped: [{ id: 'skill_react', reason: 'duplicate' }] })
    const { body } = await get(`/verifications/${second.recordVerificationId}`)
    expect(body.data.skills.map(({ status }: { status: string }) => status)).toEqual(['rejected', 'verified'])
  })
})

describe('beside the steps', () => {
  it('verify-url answers flat', async () => {
    expect((await post('/step1/storeskills/verify-url', { url: ' ' }, NO_KEY)).body).toEqual({ success: false, message: 'URL is required' })
    const refusedTarget = await post('/step1/storeskills/verify-url', { url: 'http://127.0.0.1:1/' }, NO_KEY)
    expect(refusedTarget.status).toBe(200)
    expect(refusedTarget.body).toEqual({ success: true, data: { accessible: false, message: 'Link is not reachable' } })
  })

  it('lists and adds skills', async () => {
    const { body } = await get('/skills?query=java')
    expect(body.data.skills.map(({ skillId }: { skillId: string }) => skillId)).toContain('skill_javascript')
    const added = await post('/skills', { skillId: 'knots', name: 'Knots' })
    expect([added.status, added.body]).toEqual([
      201,
      { success: true, data: { skillId: 'knots', name: 'Knots', category: '', description: '' } },
    ])
    expect(refused(await post('/skills', { skillId: 'knots', name: 'Knots' }))).toBe('409 SKILL_EXISTS')
    expect((await get('/skills?query=knots', live)).body.data.total).toBe(0)
  })
})
