import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Answer } from '../../test/people.ts'
import {
  assess,
  initBody,
  makePlatform,
  makePlatformKey,
  readyAssessment,
  sendReview,
  sentReview,
  skillCall,
  startSession,
  step2,
  storeReviewer,
  type TestPlatform,
  uniqueEmail,
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

  it.each(['10.0.0.1', '127.0.0.1', '[::1]', '169.254.169.254', '2130706433', 'localhost', 'hooks.localhost', 'jobs.example:8443'])(
    'refuses a callback in live that no delivery would reach: %s',
    async (host) => {
      const callbackWebhookUrl = `https://${host}/hook`
      expect(refused(await post('/verify', initBody({ callbackWebhookUrl }), live))).toBe('400 INVALID_CALLBACK_WEBHOOK_URL')
      expect((await post('/verify', initBody({ callbackWebhookUrl }))).status).toBe(201)
    },
  )

  it('refuses a day that is not in the calendar', async () => {
    const began = (startDate: string) => post('/verify', initBody({ projects: [{ projectId: 'p', name: 'n', startDate }] }))
    for (const day of ['2024-02-31', '2023-02-29', '2024-04-31T10:00:00Z']) {
      const answer = await began(day)
      expect(refused(answer)).toBe('400 INVALID_DATA_FORMAT')
      expect(answer.body.error.message).toContain('/projects/0/startDate')
    }
    for (const day of ['2024-02-29', '2024-02', '2024', '2024-02-29T23:30:00-05:00']) expect((await began(day)).status).toBe(201)
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

  it('end, and what was found out is still read with the key of its platform', async () => {
    const review = await sentReview(app, platform)
    const simulated = { recordVerificationId: review.recordVerificationId, decision: 'endorse' }
    expect((await post('/humanverification/simulate', simulated)).status).toBe(200)
    const assessed = await readyAssessment(app, platform)
    await assess(app, platform, assessed, 'generate')
    app.travel(41 * DAY)
    try {
      const path = `/verifications/${review.recordVerificationId}`
      const { status, body } = await get(path)
      expect([status, body.data.status, body.data.review.name]).toEqual([200, 'completed', expect.any(String)])
      const attempts = await get(`/assessment/${assessed.recordVerificationId}/attempts`)
      expect(attempts.body.data.attempts).toMatchObject([{ attemptNumber: 1, score: 0, passed: false }])
      expect((await get(`/assessment/${assessed.recordVerificationId}`)).body.data.totalQuestions).toBe(10)
      const foreign = await makePlatform(app)
      expect((await get(path, foreign)).text).toBe((await get('/verifications/ver_test_unknown', foreign)).text)
      expect(refused(await get(path, { headers: { 'x-api-key': review.sessionToken } }))).toBe('401 INVALID_API_KEY')
    } finally {
      app.travel(-41 * DAY)
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
    expect(refused(await update({ sessionToken: crypto.randomUUID(), email: 'no' }))).toBe('404 SESSION_NOT_FOUND')
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

describe('a verification made in one call', () => {
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
