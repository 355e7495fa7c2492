import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Answer, call, operator } from '../../test/people.ts'
import {
  draftOf,
  makePlatform,
  makePlatformKey,
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

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const post = (path: string, body?: unknown, key: Key = platform): Promise<Answer> => skillCall(app, key, 'POST', path, body)
const get = (path: string, key: Key = platform): Promise<Answer> => skillCall(app, key, 'GET', path)

describe('reviewers', () => {
  it('are stored with the published codes', async () => {
    const session = await startSession(app, platform)
    await step1(app, platform, session, ['skill_react'])
    expect(refused(await storeReviewer(app, platform, session))).toBe('400 INVALID_VERIFICATION_TYPE')
    await step2(app, platform, session, 'human')
    await step3(app, platform, session)
    const store = async (overrides: object): Promise<string> => refused(await storeReviewer(app, platform, session, { ...overrides }))
    expect(await store({ recordVerificationId: '' })).toBe('400 MISSING_VERIFICATION_ID')
    expect(await store({ name: ' ', email: '' })).toBe('400 MISSING_NAME')
    expect(await store({ email: '', company: '' })).toBe('400 MISSING_EMAIL')
    expect(await store({ company: '', website: 'no' })).toBe('400 MISSING_COMPANY')
    expect(await store({ email: 'no', website: 'no' })).toBe('400 INVALID_EMAIL')
    expect(await store({ website: 'no url' })).toBe('400 INVALID_WEBSITE')
    expect(await store({ email: session.email.toUpperCase() })).toBe('409 SELF_ENDORSEMENT')
    const gmail = await startSession(app, platform, { email: 'priya.nair@gmail.com' })
    await step2(app, platform, gmail, 'human')
    expect(refused(await storeReviewer(app, platform, gmail, { email: 'PriyaNair+boss@googlemail.com' }))).toBe('409 SELF_ENDORSEMENT')
    const stored = await storeReviewer(app, platform, session, { email: 'Rahul@TechCorp.example' })
    expect(stored.body).toEqual({
      success: true,
      message: 'Reviewer details stored successfully',
      data: {
        recordVerificationId: session.recordVerificationId,
        name: 'Rahul Mehta',
        email: 'rahul@techcorp.example',
        company: 'TechCorp',
        website: 'https://www.techcorp.example',
      },
    })
    expect((await get(`/storereviewerdetails/${session.recordVerificationId}`)).body.data.email).toBe('rahul@techcorp.example')
    expect((await get(`/storereviewerdetails/${session.recordVerificationId}`, NO_KEY)).body.data.email).toBe('r***@techcorp.example')
  })

  it('endorse one skill and source under one type only', async () => {
    const review = await sentReview(app, platform, { skills: ['skill_react'], type: 'client' })
    const other = await draftOf(app, platform, review, ['skill_react'], 'human', 'peer')
    await step3(app, platform, other)
    expect(refused(await storeReviewer(app, platform, other, { email: review.reviewerEmail }))).toBe('409 DUPLICATE_REVIEWER_EMAIL')
    const elsewhere = await draftOf(app, platform, review, ['skill_react'], 'human', 'peer')
    await step3(app, platform, elsewhere, { workExperienceIds: ['exp_001'] })
    expect((await storeReviewer(app, platform, elsewhere, { email: review.reviewerEmail })).status).toBe(200)
  })

  it('are suggested from the key’s own rows only', async () => {
    const own = await makePlatform(app)
    const session = await startSession(app, own)
    await step2(app, own, session, 'human')
    await storeReviewer(app, own, session, { email: 'ann@acme.example', company: 'Acme', website: 'https://www.acme.example/x' })
    expect((await get('/storereviewerdetails/company-name?website=acme.example', own)).body).toEqual({
      success: true,
      data: { companyName: 'Acme' },
    })
    expect((await get('/storereviewerdetails/company-name?website=acme.example')).body.data.companyName).toBeNull()
    expect(refused(await get('/storereviewerdetails/company-name', own))).toBe('400 MISSING_WEBSITE')
    expect(refused(await get('/storereviewerdetails/company-name?website=%20not%20a%20site', own))).toBe('400 INVALID_WEBSITE')
    expect(refused(await get('/storereviewerdetails/company-name?website=acme.example', NO_KEY))).toBe('401 INVALID_API_KEY')
    expect((await get('/storereviewerdetails/email-suggestions?website=acme.example&email=AN', own)).body.data).toEqual({
      suggestions: [{ name: 'Rahul Mehta', email: 'ann@acme.example', company: 'Acme' }],
    })
    expect((await get('/storereviewerdetails/email-suggestions', own)).body.data).toEqual({ suggestions: [] })
  })

  it('are mailed when everything is there', async () => {
    const session = await startSession(app, platform)
    expect(refused(await post('/humanverification/send-email'))).toBe('400 MISSING_VERIFICATION_ID')
    expect(refused(await sendReview(app, platform, session))).toBe('404 REVIEWER_NOT_FOUND')
    await step2(app, platform, session, 'human')
    await storeReviewer(app, platform, session)
    expect(refused(await sendReview(app, platform, session))).toBe('404 NO_SKILLS_FOUND')
    await step1(app, platform, session, ['skill_react'])
    expect(refused(await sendReview(app, platform, session))).toBe('404 VERIFICATION_NOT_FOUND')
    await step3(app, platform, session)
    const sent = await sendReview(app, platform, session)
    expect(sent.body.message).toBe('Reviewer email sent successfully')
    expect(sent.body.data.reviewLink).toMatch(/\/review\?recordVerificationId=ver_test_\w+&reviewerToken=[0-9a-f-]{36}$/)
    for (let mail = 2; mail <= 5; mail++) expect((await sendReview(app, platform, session)).status).toBe(200)
    const sixth = await sendReview(app, platform, session)
    expect(refused(sixth)).toBe('429 RATE_LIMITED')
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(86_000)
  })

  it('cost a credit each in live, resends nothing, and none are left at the limit', async () => {
    const poor = await makePlatformKey(app, platform.id, { mode: 'live', creditLimit: 1 })
    const review = await sentReview(app, poor)
    expect((await sendReview(app, poor, review)).status).toBe(200)
    await expect(sentReview(app, poor)).rejects.toThrow('CREDITS_EXHAUSTED')
    const { body } = await call(app, 'GET', `/api/admin/platforms/${platform.id}/keys`, { headers: operator })
    expect(body.keys.find(({ keyId }: { keyId: string }) => keyId === poor.keyId)).toMatchObject({ creditsUsed: 1, creditLimit: 1 })
  })

  it('500 EMAIL_SEND_FAILED when the mail cannot be written: nothing is sent', async () => {
    const session = await startSession(app, platform)
    await step1(app, platform, session, ['skill_react'])
    await step2(app, platform, session, 'human')
    await step3(app, platform, session)
    await storeReviewer(app, platform, session)
    await app.database.executeSql('alter table mails rename to mails_away')
    try {
      expect(refused(await sendReview(app, platform, session))).toBe('500 EMAIL_SEND_FAILED')
    } finally {
      await app.database.executeSql('alter table mails_away rename to mails')
    }
    expect((await get(`/verifications/${session.recordVerificationId}`)).body.data.status).toBe('draft')
  })
})

describe('answers of reviewers', () => {
  it('are refused in the published order', async () => {
    const review = await sentReview(app, platform)
    const submit = async (body: object, token = review.reviewerToken): Promise<string> =>
      refused(await call(app, 'POST', `/api/v1/humanverification/verify?reviewerToken=${token}`, { body }))
    expect(await submit({}, '')).toBe('400 MISSING_REVIEWER_TOKEN')
    expect(await submit({}, crypto.randomUUID())).toBe('401 INVALID_REVIEWER_TOKEN')
    expect(await submit({})).toBe('400 MISSING_SKILL_IDS')
    expect(await submit({ skillIds: [] })).toBe('400 MISSING_SKILL_IDS')
    expect(await submit({ skillIds: ['skill_sql'] })).toBe('400 UNKNOWN_SKILL')
    expect(await submit({ skillIds: ['skill_react'] })).toBe('400 MISSING_REVIEWER_CODE')
    expect(await submit({ skillIds: ['skill_react'], code: '000000' })).toBe('401 INVALID_REVIEWER_CODE')
    const code = await reviewCode(app, review)
    expect(await submit({ skillIds: ['skill_react'], code: code === '123456' ? '654321' : '123456' })).toBe('401 INVALID_REVIEWER_CODE')
    app.travel(11 * MINUTE)
    expect(await submit({ skillIds: ['skill_react'], code })).toBe('401 INVALID_REVIEWER_CODE')
    app.travel(-11 * MINUTE)
    expect((await submitReview(app, review, { skillIds: ['skill_react'], code })).status).toBe(200)
    expect(await submit({})).toBe('409 ALREADY_VERIFIED')
    expect(await submit({ skillIds: ['skill_react'], code })).toBe('409 ALREADY_VERIFIED')
  })

  it('come through the newest link only, and within 30 days', async () => {
    const review = await sentReview(app, platform)
    const { body } = await sendReview(app, platform, review)
    expect(refused(await submitReview(app, review, {}))).toBe('401 INVALID_REVIEWER_TOKEN')
    const newest = { ...review, reviewerToken: new URL(body.data.reviewLink).searchParams.get('reviewerToken')! }
    app.travel(30 * DAY)
    expect(refused(await submitReview(app, newest, {}))).toBe('410 REVIEWER_TOKEN_EXPIRED')
    const status = await get(`/humanverification/status/${review.recordVerificationId}`, NO_KEY)
    expect(status.body).toEqual({ success: true, alreadySubmitted: false, expired: true, status: 'expired' })
    const { body: read } = await get(`/verifications/${review.recordVerificationId}`)
    expect(read.data).toMatchObject({ status: 'expired', skills: [{ status: 'pending' }, { status: 'pending' }] })
    expect((await storeReviewer(app, platform, review)).status).toBe(200)
    expect((await sendReview(app, platform, review)).status).toBe(200)
    app.travel(-30 * DAY)
  })

  it('may decline, which opens the way to another reviewer', async () => {
    const review = await sentReview(app, platform)
    const code = await reviewCode(app, review)
    const declined = await submitReview(app, review, { decline: true, code })
    expect(declined.body.data.skillsVerified).toBe(0)
    const { body } = await get(`/verifications/${review.recordVerificationId}`)
    expect(body.data.skills.map(({ status }: { status: string }) => status)).toEqual(['rejected', 'rejected'])
    expect(refused(await storeReviewer(app, platform, review, { email: review.reviewerEmail }))).toBe('409 ALREADY_COMPLETED')
    expect((await storeReviewer(app, platform, review)).status).toBe(200)
    const sent = await sendReview(app, platform, review)
    expect(sent.status).toBe(200)
    const reviewerToken = new URL(sent.body.data.reviewLink).searchParams.get('reviewerToken')!
    const again = { ...review, reviewerToken, reviewerEmail: sent.body.data.reviewerEmail }
    const answer = await submitReview(app, again, { skillIds: ['skill_react'], code: await reviewCode(app, again) })
    expect(answer.body.data.skillsVerified).toBe(1)
  })

  it('need no code where the operator switched it off: the badge says link only', async () => {
    const loose = await makePlatformKey(app, platform.id, { requireReviewerCode: false })
    const review = await sentReview(app, loose)
    expect((await submitReview(app, review, { skillIds: ['skill_react'] })).status).toBe(200)
    const { body } = await skillCall(app, loose, 'GET', `/vault/${review.recordUserId}`)
    const { credentialId } = body.vault[0].skills[0].verifications[0]
    expect((await call(app, 'GET', `/api/v1/badges/${credentialId.replace('urn:uuid:', '')}`)).text).toContain('link only')
  })

  it('are simulated with test keys only', async () => {
    const review = await sentReview(app, platform)
    const simulate = (key: TestPlatform, body: object): Promise<Answer> => post('/humanverification/simulate', body, key)
    const named = { recordVerificationId: review.recordVerificationId, decision: 'endorse' }
    expect(refused(await simulate(live, named))).toBe('403 TEST_MODE_ONLY')
    expect(refused(await simulate(platform, { ...named, decision: 'maybe' }))).toBe('400 INVALID_DATA_FORMAT')
    expect((await simulate(platform, named)).body.data.skillsVerified).toBe(2)
    expect(refused(await simulate(platform, named))).toBe('409 ALREADY_VERIFIED')
    const draft = await startSession(app, platform)
    expect(refused(await simulate(platform, { ...named, recordVerificationId: draft.recordVerificationId }))).toBe('404 REVIEWER_NOT_FOUND')
  })
})
