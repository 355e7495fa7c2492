import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Answer, call, lastMail, operator, signIn } from '../../test/people.ts'
import {
  assess,
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
import { recheckCredential } from '../intake/recheck.ts'
import { createSeal } from '../platform/seal.ts'
import { sweep } from './sweep.ts'

let app: TestApp
let platform: TestPlatform
beforeAll(async () => {
  app = await startTestApp()
  platform = await makePlatform(app)
})
afterAll(() => app.stop())

const DAY = 24 * 60 * 60_000
const sweepNow = (): Promise<void> =>
  sweep({
    db: app.database.db,
    jobs: app.jobs,
    now: () => new Date(Date.now() + app.config.clockOffsetMs),
    baseUrl: 'http://localhost:3000',
    seal: createSeal(app.config.secret!),
    wakeWebhooks: () => {},
  })
const events = async (id: string): Promise<{ event: string; data: Record<string, unknown> }[]> => {
  const { rows } = await app.database.executeSql(`select body from deliveries where body like $1 order by created_at, id`, [`%${id}%`])
  return (rows as { body: string }[]).map(({ body }) => JSON.parse(body))
}

describe('time', () => {
  it('reminds a reviewer once, after a week, with the same link; after 30 days the verification expires and the platform hears it', async () => {
    const review = await sentReview(app, platform)
    app.travel(7 * DAY)
    await sweepNow()
    await sweepNow()
    const mails = await call(app, 'GET', `/api/admin/mail?to=${encodeURIComponent(review.reviewerEmail)}`, { headers: operator })
    const reminders = mails.body.mails.filter(({ subject }: { subject: string }) => subject.startsWith('Reminder'))
    expect(reminders).toHaveLength(1)
    expect(reminders[0].text).toContain(review.reviewerToken)
    app.travel(23 * DAY)
    await sweepNow()
    await sweepNow()
    app.travel(-30 * DAY)
    const told = await events(review.recordVerificationId)
    expect(told.map(({ event }) => event)).toEqual(['verification.initiated', 'verification.expired'])
    expect(told[1]!.data).toMatchObject({
      recordVerificationId: review.recordVerificationId,
      externalStudentId: 'S-1001',
      method: 'human',
      endorsementType: 'peer',
      status: 'expired',
      skills: [
        { skillId: 'skill_javascript', name: 'JavaScript', verified: false, status: 'pending' },
        { skillId: 'skill_react', name: 'React', verified: false, status: 'pending' },
      ],
      sources: [{ type: 'project', externalId: 'proj_001', title: 'E-Commerce App' }],
      credentialIds: [],
    })
  })

  it('counts questions nobody answered as a failed attempt', async () => {
    const session = await readyAssessment(app, platform, { skills: ['skill_git'] })
    await assess(app, platform, session, 'generate')
    app.travel(61 * 60_000)
    await sweepNow()
    app.travel(-61 * 60_000)
    expect((await events(session.recordVerificationId)).at(-1)).toMatchObject({
      event: 'verification.completed',
      data: { result: { score: 0, passed: false }, skills: [{ status: 'rejected' }] },
    })
  })
})

describe('the platform', () => {
  it('hears the result, and generation B at registered addresses', async () => {
    const own = await makePlatform(app)
    await skillCall(app, own, 'POST', '/webhooks', {
      url: 'https://jobs.example/b',
      events: ['verification.passed', 'verification.failed'],
    })
    const review = await sentReview(app, own)
    await skillCall(app, own, 'POST', '/humanverification/simulate', { ...review, decision: 'endorse', skillIds: ['skill_react'] })
    const told = await events(review.recordVerificationId)
    expect(told.map(({ event }) => event).sort()).toEqual(['verification.completed', 'verification.initiated', 'verification.passed'])
    expect(told.find(({ event }) => event === 'verification.completed')!.data).toMatchObject({
      status: 'completed',
      reviewer: { name: 'Rahul Mehta', company: 'TechCorp', proved: 'link' },
      skills: [
        { skillId: 'skill_javascript', verified: false, status: 'rejected' },
        { skillId: 'skill_react', verified: true, status: 'verified', verifiedBy: 'human' },
      ],
      credentialIds: [expect.stringMatching(/^urn:uuid:/)],
    })
  })

  it('sees what stands out about an endorsement, as no verdict', async () => {
    const session = await startSession(app, platform, { email: uniqueEmail() })
    // the student's own browser
    await skillCall(app, { headers: { 'x-api-key': session.sessionToken } }, 'GET', '/skills')
    await step1(app, platform, session, ['skill_react'])
    await step2(app, platform, session, 'human')
    await step3(app, platform, session)
    const { recordVerificationId } = session
    const reviewer = { recordVerificationId, name: 'Friend', email: 'friend.of.priya@gmail.com', company: 'None' }
    await skillCall(app, platform, 'POST', '/storereviewerdetails/store', reviewer)
    const { body } = await skillCall(app, platform, 'POST', '/humanverification/send-email', { recordVerificationId })
    const reviewerToken = new URL(body.data.reviewLink).searchParams.get('reviewerToken')!
    const review = { ...session, reviewerToken, reviewerEmail: reviewer.email }
    const answer: Answer = await submitReview(app, review, { skillIds: ['skill_react'], code: await reviewCode(app, review) })
    expect(answer.body.data.skillsVerified).toBe(1)
    const read = await skillCall(app, platform, 'GET', `/verifications/${recordVerificationId}`)
    expect(read.body.data.review).toMatchObject({
      proved: 'mailbox',
      signals: {
        sameAddressAsStudent: true,
        sameDeviceAsStudent: true,
        freeMailbox: true,
        newDomain: true,
        secondsToSubmit: expect.closeTo(0, -1),
      },
    })
    expect((await lastMail(app, session.email))?.subject).toBe('Friend confirmed your skills')
  })
})

describe('a revoked badge', () => {
  it('leaves the vault, says so on the resume, and the skill may be verified again', async () => {
    const live = await makePlatform(app, { mode: 'live' })
    const email = uniqueEmail('holder')
    const person = await signIn(app, email)
    const review = await sentReview(app, live, { skills: ['skill_react'], init: { email } })
    await submitReview(app, review, { skillIds: ['skill_react'], code: await reviewCode(app, review) })
    const vault = await skillCall(app, live, 'GET', `/vault/${review.recordUserId}`)
    const { credentialId } = vault.body.vault[0].skills[0].verifications[0]
    const revoked = await call(app, 'POST', `/api/admin/credentials/${encodeURIComponent(credentialId)}/revoke`, {
      headers: operator,
      body: {},
    })
    expect(revoked.status, revoked.text).toBe(200)
    expect((await skillCall(app, live, 'GET', `/vault/${review.recordUserId}`)).body.vault).toEqual([])
    expect((await call(app, 'GET', '/api/me/resume', { headers: person })).text).toContain('"revoked"')
    const { notices } = (await call(app, 'GET', '/api/me/notices', { headers: person })).body
    expect(notices).toMatchObject([{ verdict: 'revoked' }])
    expect((await lastMail(app, email))?.subject).toMatch(/was revoked$/)
    await expect(sentReview(app, live, { skills: ['skill_react'], init: { email } })).resolves.toBeDefined()
    const told = (await events(review.recordVerificationId)).find(({ event }) => event === 'credential.revoked')
    expect(told?.data).toMatchObject({ status: 'revoked', skills: [{ skillId: 'skill_react', verified: false, status: 'revoked' }] })
    const record = await skillCall(app, live, 'GET', `/verifications/${review.recordVerificationId}`)
    expect(record.body.data.skills).toMatchObject([{ skillId: 'skill_react', status: 'revoked' }])
    const user = await skillCall(app, live, 'GET', `/users/${review.recordUserId}/verifications`)
    expect(user.text).not.toContain('"status":"verified"')
  })
})

it('a check that began before a revocation does not overwrite it', async () => {
  const live = await makePlatform(app, { mode: 'live' })
  const review = await sentReview(app, live, { skills: ['skill_react'] })
  await submitReview(app, review, { skillIds: ['skill_react'], code: await reviewCode(app, review) })
  const vault = await skillCall(app, live, 'GET', `/vault/${review.recordUserId}`)
  const { credentialId } = vault.body.vault[0].skills[0].verifications[0]
  const held = async (): Promise<{ credential_id: string; verdict: string }> =>
    (await app.database.executeSql(`select credential_id, verdict from assertions where assertion_id = $1 and part = ''`, [credentialId]))
      .rows[0] as never
  const deps = {
    db: app.database.db,
    jobs: app.jobs,
    baseUrl: app.base,
    now: () => new Date(Date.now() + app.config.clockOffsetMs),
    verifier: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      await call(app, 'POST', `/api/admin/credentials/${encodeURIComponent(credentialId)}/revoke`, { headers: operator, body: {} })
      return { verdict: 'verified' as const, checks: [], nested: new Map() }
    },
  }
  await recheckCredential(deps, { credentialId: (await held()).credential_id, tries: 0 })
  expect((await held()).verdict).toBe('revoked')
})

describe.runIf(process.env.TEST_REDIS_URL !== undefined)('Redis', () => {
  it('holds a copy of the token, and nothing that is lost with it', async () => {
    const session = await startSession(app, platform)
    const redis = new Redis(process.env.TEST_REDIS_URL!)
    const keys = await redis.keys(`*verification:${session.recordVerificationId}`)
    expect(await redis.get(keys[0]!)).toBe(session.sessionToken)
    await redis.del(...keys)
    expect((await step1(app, platform, session, ['skill_react'])).status).toBe(200)
    expect((await skillCall(app, { headers: { 'x-api-key': session.sessionToken } }, 'GET', '/skills')).status).toBe(200)
    redis.disconnect()
  })
})
