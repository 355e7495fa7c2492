import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Answer, call, operator } from '../../test/people.ts'
import {
  answersOf,
  assess,
  initBody,
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
  type TestSession,
  uniqueEmail,
} from '../../test/platforms.ts'

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

/** Status and code of a refusal, which is `{success: false, error: {code, message}}` and, of a conflict, its skills and source. */
const refused = ({ status, body, text }: Answer): string => {
  expect(body?.success, text).toBe(false)
  expect(typeof body.error.message).toBe('string')
  const { code, message: _message, skills: _skills, source: _source, ...others } = body.error
  if (status === 409) expect(others, text).toEqual({})
  else
    expect([Object.keys(body).sort(), Object.keys(body.error).sort()], text).toEqual([
      ['error', 'success'],
      ['code', 'message'],
    ])
  return `${status} ${code}`
}
const post = (path: string, body?: unknown, key: { headers: Record<string, string> } = platform): Promise<Answer> =>
  skillCall(app, key, 'POST', path, body)
const get = (path: string, key: { headers: Record<string, string> } = platform): Promise<Answer> => skillCall(app, key, 'GET', path)
const NO_KEY = { headers: {} }
const without = (body: object, ...names: string[]): object =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))

describe('init', () => {
  const cases: [string, () => unknown][] = [
    ['400 MISSING_STUDENT_ID', () => ({})],
    ['400 MISSING_STUDENT_ID', () => without(initBody({ name: '' }), 'studentId')],
    ['400 MISSING_CALLBACK_WEBHOOK_URL', () => without(initBody({ name: '' }), 'callbackWebhookUrl')],
    ['400 MISSING_NAME', () => without(initBody({ email: '' }), 'name')],
    ['400 MISSING_CONTACT', () => without(initBody({ projects: 'x' }), 'email')],
    ['400 INVALID_DATA_FORMAT', () => initBody({ projects: 'x', skillIds: 'x' })],
    ['400 INVALID_DATA_FORMAT', () => without(initBody(), 'certificates')],
    ['400 NO_DATA', () => initBody({ projects: [], experience: [], certificates: [], skillIds: 'x' })],
    ['400 INVALID_SKILL_IDS', () => initBody({ skillIds: 'skill_react', callbackWebhookUrl: 'x' })],
    ['400 INVALID_CALLBACK_WEBHOOK_URL', () => initBody({ callbackWebhookUrl: 'ftp://jobs.example', email: 'no' })],
    ['400 INVALID_EMAIL', () => initBody({ email: 'no', projects: [{}] })],
    ['400 INVALID_DATA_FORMAT', () => initBody({ projects: [{ projectId: 'p' }], skillIds: ['unknown'] })],
    ['400 INVALID_SKILL_IDS', () => initBody({ skillIds: ['skill_react', 'unknown'] })],
  ]
  it.each(cases)('%s (%#)', async (code, body) => {
    expect(refused(await post('/verify', body()))).toBe(code)
  })

  it('names the place of a bad item', async () => {
    const { body } = await post('/verify', initBody({ projects: [{ projectId: 'p', name: 'n' }, { projectId: 'q' }] }))
    expect(body.error.message).toContain('/projects/1/name')
  })

  it('takes a message as published, a phone number alone, and http only in test', async () => {
    expect((await post('/verify', {})).body).toEqual({
      success: false,
      error: { code: 'MISSING_STUDENT_ID', message: 'Student ID is required' },
    })
    expect((await post('/verify', { ...without(initBody(), 'email'), phoneNumber: '+91 98765 43210' })).status).toBe(201)
    expect((await post('/verify', initBody({ callbackWebhookUrl: 'http://127.0.0.1:9/hook' }))).status).toBe(201)
    expect(refused(await post('/verify', initBody({ callbackWebhookUrl: 'http://jobs.example/' }), live))).toBe(
      '400 INVALID_CALLBACK_WEBHOOK_URL',
    )
  })

  it('needs the API key', async () => {
    expect(refused(await post('/verify', initBody(), NO_KEY))).toBe('401 INVALID_API_KEY')
    expect(refused(await post('/verify', {}, { headers: { 'x-api-key': 'svp_test_unknown' } }))).toBe('401 INVALID_API_KEY')
    const session = await startSession(app, platform)
    expect(refused(await post('/verify', initBody(), { headers: { 'x-api-key': session.sessionToken } }))).toBe('403 API_KEY_REQUIRED')
    expect((await post('/verify', initBody(), { headers: { authorization: `Bearer ${platform.apiKey}` } })).status).toBe(201)
  })

  it('finds the same person by address', async () => {
    const email = uniqueEmail()
    const [one, two] = [await startSession(app, platform, { email }), await startSession(app, platform, { email: email.toUpperCase() })]
    expect(two.recordUserId).toBe(one.recordUserId)
    expect(two.recordVerificationId).not.toBe(one.recordVerificationId)
  })

  it('500 SESSION_STORAGE_FAILED when the session cannot be written', async () => {
    await app.database.executeSql('alter table verifications rename to verifications_away')
    try {
      expect(refused(await post('/verify', initBody()))).toBe('500 SESSION_STORAGE_FAILED')
      expect(refused(await get('/verifications/ver_test_x'))).toBe('500 INTERNAL_ERROR')
    } finally {
      await app.database.executeSql('alter table verifications_away rename to verifications')
    }
  })
})

describe('the sessions', () => {
  it('are named in five ways, all or none of them right', async () => {
    const session = await startSession(app, platform)
    const other = await startSession(app, platform)
    const { recordVerificationId, sessionToken } = session
    const method = { verificationMethod: 'human' }
    const path = '/step2/verification-method'
    expect((await post(path, { ...method, recordVerificationId })).status).toBe(200)
    expect((await post(path, { ...method, sessionToken })).status).toBe(200)
    expect((await post(path, method, { headers: { ...platform.headers, 'x-session-token': sessionToken } })).status).toBe(200)
    expect((await post(path, method, { headers: { 'x-api-key': sessionToken } })).status).toBe(200)
    expect(refused(await post(path, method))).toBe('400 MISSING_VERIFICATION_ID')
    expect(refused(await post(path, { ...method, recordVerificationId: 'ver_test_unknown' }))).toBe('404 SESSION_NOT_FOUND')
    expect(refused(await post(path, { ...method, recordVerificationId, sessionToken: other.sessionToken }))).toBe('404 SESSION_NOT_FOUND')
    expect(
      refused(await post(path, { recordVerificationId: other.recordVerificationId }, { headers: { 'x-api-key': sessionToken } })),
    ).toBe('404 SESSION_NOT_FOUND')
  })

  it('end after 40 days', async () => {
    const session = await startSession(app, platform)
    app.travel(40 * DAY)
    try {
      expect(refused(await step2(app, platform, session, 'human'))).toBe('404 SESSION_NOT_FOUND')
      expect(refused(await get(`/step3/store-verification-items/session/${session.sessionToken}`, NO_KEY))).toBe('404 SESSION_NOT_FOUND')
      expect(refused(await get('/skills', { headers: { 'x-api-key': session.sessionToken } }))).toBe('401 INVALID_API_KEY')
    } finally {
      app.travel(-40 * DAY)
    }
  })

  it('give their data to whoever presents the token, and another address before anybody was mailed', async () => {
    const session = await startSession(app, platform)
    const base = '/step3/store-verification-items'
    const { body } = await get(`${base}/session/${session.sessionToken}`, NO_KEY)
    expect(Object.keys(body.data)).toEqual([
      'recordVerificationId',
      'recordUserId',
      'externalStudentId',
      'callbackWebhookUrl',
      'email',
      'name',
      'projects',
      'experience',
      'certificates',
    ])
    expect(body.data.projects).toEqual(initBody().projects)
    expect((await get(`${base}/${session.sessionToken}/email`, NO_KEY)).body).toEqual({
      success: true,
      email: session.email,
      name: 'Priya Nair',
      recordUserId: session.recordUserId,
    })
    expect(refused(await get(`${base}/session/${crypto.randomUUID()}`, NO_KEY))).toBe('404 SESSION_NOT_FOUND')
    expect(refused(await get(`${base}/session/`, NO_KEY))).toBe('400 MISSING_SESSION_TOKEN')
    const update = (sent: object): Promise<Answer> => post(`${base}/session/email`, sent, NO_KEY)
    const { sessionToken } = session
    expect(refused(await update({ sessionToken }))).toBe('400 MISSING_DATA')
    expect(refused(await update({ sessionToken, email: 'no' }))).toBe('400 INVALID_EMAIL')
    expect(refused(await update({ sessionToken: crypto.randomUUID(), email: 'a@b.example' }))).toBe('404 SESSION_NOT_FOUND')
    expect((await update({ sessionToken, email: 'new@school.example' })).body).toEqual({
      success: true,
      message: 'Email updated successfully',
    })
    expect((await get(`${base}/${sessionToken}/email`, NO_KEY)).body.email).toBe('new@school.example')
    const sent = await sentReview(app, platform)
    expect(refused(await update({ sessionToken: sent.sessionToken, email: 'thief@other.example' }))).toBe('409 SESSION_LOCKED')
  })
})

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

/** A draft of the same person, its skills and method stored. */
async function draftOf(person: TestSession, skills: string[], method: string, type?: string): Promise<TestSession> {
  const session = await startSession(app, platform, { email: person.email })
  expect((await step1(app, platform, session, skills)).status).toBe(200)
  expect((await step2(app, platform, session, method, type)).status).toBe(200)
  return session
}

describe('conflicts', () => {
  it('block the same skill, source and type, and nothing else', async () => {
    const review = await sentReview(app, platform, { skills: ['skill_react'], type: 'client' })
    await submitReview(app, review, { skillIds: ['skill_react'], code: await reviewCode(app, review) })
    const same = await draftOf(review, ['skill_react', 'skill_sql'], 'human', 'client')
    const answer = await step3(app, platform, same)
    expect(refused(answer)).toBe('409 DUPLICATE_SKILLS_IN_BUNDLE')
    expect(answer.body.error).toMatchObject({ skills: ['skill_react'], source: { type: 'project', externalId: 'proj_001' } })
    expect((await step3(app, platform, same, { workExperienceIds: ['exp_001'] })).status).toBe(200)
    expect((await step3(app, platform, await draftOf(review, ['skill_react'], 'human', 'peer'))).status).toBe(200)
    expect((await step3(app, platform, await draftOf(review, ['skill_react'], 'assessment'))).status).toBe(200)
    // once the items are stored, step 1 checks too
    const later = await draftOf(review, ['skill_sql'], 'human', 'client')
    expect((await step3(app, platform, later)).status).toBe(200)
    expect(refused(await step1(app, platform, later, ['skill_react']))).toBe('409 DUPLICATE_SKILLS_IN_BUNDLE')
  })

  it('name a passed assessment before anything else', async () => {
    const session = await readyAssessment(app, platform, { skills: ['skill_git'] })
    await assess(app, platform, session, 'generate')
    await assess(app, platform, session, 'submit', { answers: answersOf(await keyOf(app, session), 10) })
    const again = await draftOf(session, ['skill_git'], 'assessment')
    expect(refused(await step3(app, platform, again))).toBe('409 ASSESSMENT_ALREADY_PASSED')
    expect((await step3(app, platform, await draftOf(session, ['skill_git'], 'human'))).status).toBe(200)
  })

  it('count verified and pending skills of a source up to ten, drafts not', async () => {
    const names = Array.from({ length: 12 }, (_none, index) => `ten_${index}`)
    for (const skillId of names) await post('/skills', { skillId, name: skillId })
    const review = await sentReview(app, platform, { skills: names.slice(0, 9) })
    const draft = await draftOf(review, names.slice(9, 10), 'human', 'client')
    expect((await step3(app, platform, draft)).status).toBe(200)
    const over = await draftOf(review, names.slice(8, 12), 'human', 'client')
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
    const other = await draftOf(review, ['skill_react'], 'human', 'peer')
    await step3(app, platform, other)
    expect(refused(await storeReviewer(app, platform, other, { email: review.reviewerEmail }))).toBe('409 DUPLICATE_REVIEWER_EMAIL')
    const elsewhere = await draftOf(review, ['skill_react'], 'human', 'peer')
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

describe('the rest', () => {
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

  it('generation B leaves out what is verified, and says so', async () => {
    const source = { type: 'project', id: 'b-1', title: 'Shop', organization: 'School', metadata: { jobBoardId: 7 } }
    const email = uniqueEmail()
    const create = (skills: string[], overrides: object = {}): Promise<Answer> =>
      post('/verifications', { email, name: 'Priya', source, skills, method: 'human_endorsement', endorsementType: 'client', ...overrides })
    const made = await create(['Python', 'Juggling with Fire'])
    expect([made.status, made.body.data.skills]).toEqual([
      201,
      [
        { skillId: 'skill_python', name: 'Python', status: 'pending' },
        { skillId: 'skill_juggling_with_fire', name: 'Juggling with Fire', status: 'pending' },
      ],
    ])
    const session = { ...made.body.data, recordVerificationId: made.body.data.verificationId }
    expect((await storeReviewer(app, platform, session)).status).toBe(200)
    expect((await sendReview(app, platform, session)).status).toBe(200)
    await post('/humanverification/simulate', { ...session, decision: 'endorse', skillIds: ['skill_python'] })
    const second = await create(['Python', 'SQL'])
    expect(second.body).toMatchObject({
      data: { skills: [{ skillId: 'skill_sql' }] },
      warnings: [{ code: 'partial_bundle', skills: ['Python'] }],
    })
    expect(refused(await create(['Python']))).toBe('409 DUPLICATE_SKILLS_IN_BUNDLE')
    expect(refused(await create(['Python'], { source: { type: 'hobby' } }))).toBe('400 INVALID_DATA_FORMAT')
    const list = await get(`/users/${made.body.data.userId}/verifications`)
    expect(list.body.data.total).toBe(2)
    expect(list.body.data.verifications[1]).toMatchObject({
      verificationId: session.verificationId,
      status: 'completed',
      method: 'human',
      endorsementType: 'client',
      source: { type: 'project', id: 'b-1', title: 'Shop', metadata: { jobBoardId: 7 } },
    })
    expect((await get(`/vault/${made.body.data.userId}`)).body.vault[0]).toMatchObject({ sourceId: 'b-1', metadata: { jobBoardId: 7 } })
    expect(refused(await get('/vault/usr_test_unknown'))).toBe('404 NOT_FOUND')
    const named = await create(['SQL'], { userId: made.body.data.userId, email: undefined, name: undefined, endorsementType: 'peer' })
    expect([named.status, named.body.data.userId]).toEqual([201, made.body.data.userId])
    expect(await get(`/humanverification/verify-page/${named.body.data.verificationId}`)).toMatchObject({
      body: { data: { requesterInfo: { name: 'Priya', email } } },
    })
    expect(refused(await create(['SQL'], { name: undefined }))).toBe('400 MISSING_NAME')
  })
})
