import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, lastMail, operator, signIn } from '../../test/people.ts'
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

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

describe('the steps', () => {
  it('answer in the published shapes', async () => {
    const session = await startSession(app, platform)
    expect(session.sessionToken).toMatch(UUID)
    expect(session.recordVerificationId).toMatch(/^ver_test_[0-9a-z]{25}$/)
    expect(session.recordUserId).toMatch(/^usr_test_[0-9a-z]{25}$/)

    const one = await step1(app, platform, session, ['skill_javascript', 'skill_react'])
    expect(one.body).toEqual({
      success: true,
      data: {
        recordVerificationId: session.recordVerificationId,
        skills: ['skill_javascript', 'skill_react'].map((skillId) => ({
          skillId,
          proofUrls: ['https://github.com/user/project'],
          totalUrls: 1,
        })),
        totalProcessed: 2,
      },
      message: 'Skill verifications replaced successfully',
    })
    const two = await step2(app, platform, session, 'human', 'tech_lead')
    expect(two.body.message).toBe('Verification method stored successfully')
    expect(two.body.data).toEqual({
      recordVerificationId: session.recordVerificationId,
      verificationMethod: 'human',
      endorsementType: 'tech_lead',
    })
    const three = await step3(app, platform, session, {
      projectIds: ['proj_001', 'proj_404'],
      workExperienceIds: ['exp_001'],
      credentialIds: ['cert_001'],
    })
    expect(three.body).toEqual({
      success: true,
      message: 'Verification items synced successfully',
      data: {
        recordVerificationId: session.recordVerificationId,
        recordUserId: session.recordUserId,
        stored: {
          projects: [{ recordProjectId: expect.stringMatching(UUID), externalProjectId: 'proj_001', projectName: 'E-Commerce App' }],
          experience: [
            { recordExperienceId: expect.stringMatching(UUID), externalExpId: 'exp_001', companyName: 'TechCorp', role: 'Developer' },
          ],
          certificates: [
            { recordCertificateId: expect.stringMatching(UUID), externalCertificateId: 'cert_001', certificateName: 'Cloud Developer' },
          ],
        },
        skipped: [{ id: 'proj_404', reason: 'unknown' }],
      },
    })
    const again = await step3(app, platform, session, { projectIds: ['proj_001'] })
    expect(again.body.data.stored.projects[0].recordProjectId).toBe(three.body.data.stored.projects[0].recordProjectId)
    const items = await skillCall(app, platform, 'GET', `/step3/store-verification-items/get/${session.recordVerificationId}`)
    expect(items.body.data).toEqual({
      recordVerificationId: session.recordVerificationId,
      projects: [
        {
          externalProjectId: 'proj_001',
          projectName: 'E-Commerce App',
          description: 'A shop built for a course.',
          startDate: '2023-01-01T00:00:00.000Z',
          endDate: '2023-06-01T00:00:00.000Z',
        },
      ],
      experience: [],
      certificates: [],
    })
    expect(items.body.executionTime).toMatch(/^\d+ms$/)
  })
})

describe('the human path', () => {
  it('verifies what the reviewer names, with a code that proves the mailbox', async () => {
    const review = await sentReview(app, platform)
    const page = await call(
      app,
      'GET',
      `/api/v1/humanverification/verify-page/${review.recordVerificationId}?reviewerToken=${review.reviewerToken}`,
    )
    expect(page.body.data.source).toEqual({
      type: 'project',
      title: 'E-Commerce App',
      subtitle: '',
      meta: 'Jan 2023 – Jun 2023',
      description: 'A shop built for a course.',
    })
    expect(page.body.data.endorserInfo.email).toBe(review.reviewerEmail)
    const code = await reviewCode(app, review)
    const answer = await submitReview(app, review, { skillIds: ['skill_react'], code, comment: 'Good work.' })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      message: 'Skills verified successfully',
      data: {
        skillsVerified: 1,
        webhook: { sent: true, status: 'sending' },
        summary: { totalSkillsVerified: 1, totalProjects: 1, totalExperience: 0, totalCertificates: 0 },
      },
    })
    const status = await call(app, 'GET', `/api/v1/humanverification/status/${review.recordVerificationId}`)
    expect(status.body).toEqual({ success: true, alreadySubmitted: true, expired: false, status: 'completed' })
    const vault = await skillCall(app, platform, 'GET', `/vault/${review.recordUserId}`)
    const { credentialId } = vault.body.vault[0].skills[0].verifications[0]
    expect(vault.body).toEqual({
      userId: review.recordUserId,
      email: review.email,
      vault: [
        {
          sourceId: 'proj_001',
          sourceTitle: 'E-Commerce App',
          skills: [
            {
              name: 'React',
              verifications: [{ type: 'peer', status: 'passed', date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), credentialId }],
            },
          ],
        },
      ],
    })
    const badge = await call(app, 'GET', `/api/v1/badges/${credentialId.replace('urn:uuid:', '')}`)
    expect(badge.status).toBe(200)
    const deliveries = await skillCall(app, platform, 'GET', '/webhooks/deliveries')
    expect(deliveries.body.data.deliveries.map(({ event }: { event: string }) => event)).toEqual(
      expect.arrayContaining(['verification.completed', 'verification.initiated']),
    )
  })

  it('puts a live badge on the resume of whoever proved the address, and behind a claim link for others', async () => {
    const live = await makePlatform(app, { mode: 'live' })
    const email = uniqueEmail('known')
    const person = await signIn(app, email)
    const review = await sentReview(app, live, { init: { email } })
    await submitReview(app, review, { skillIds: ['skill_react'], code: await reviewCode(app, review) })
    const resume = await call(app, 'GET', '/api/me/resume', { headers: person })
    expect(resume.text).toContain('React')
    expect(resume.text).toContain('"verified"')

    const stranger = await sentReview(app, live)
    await submitReview(app, stranger, { skillIds: ['skill_react'], code: await reviewCode(app, stranger) })
    const mails = await call(app, 'GET', `/api/admin/mail?to=${encodeURIComponent(stranger.email)}`, { headers: operator })
    expect(mails.body.mails.some(({ text }: { text: string }) => text.includes('/createmyresume/'))).toBe(true)
  })
})

describe('the assessment path', () => {
  it('asks, scores, fails and passes', async () => {
    const session = await readyAssessment(app, platform, { skills: ['skill_javascript', 'skill_sql'] })
    const generated = await assess(app, platform, session, 'generate')
    expect(generated.status, generated.text).toBe(200)
    expect(generated.body.data.totalQuestions).toBe(10)
    expect(Object.keys(generated.body.data.questions[0])).toEqual(['questionId', 'question', 'options'])
    const failed = await assess(app, platform, session, 'submit', { answers: answersOf(await keyOf(app, session), 5) })
    expect(failed.body.data.result).toMatchObject({ score: 50, passed: false, attemptNumber: 1, correctAnswers: 5, totalQuestions: 10 })
    expect(failed.body.data.verifiedSkills).toEqual([
      { skillId: 'skill_javascript', name: 'JavaScript', verified: false, status: 'rejected' },
      { skillId: 'skill_sql', name: 'SQL', verified: false, status: 'rejected' },
    ])
    const retake = await assess(app, platform, session, 'retakeassessment')
    expect(retake.body.data.retakeAttemptNumber).toBe(2)
    const passed = await assess(app, platform, session, 'submit', { answers: answersOf(await keyOf(app, session), 6) })
    expect(passed.body.data.result).toMatchObject({ score: 60, passed: true, attemptNumber: 2 })
    expect(passed.body.data.verifiedSkills[0]).toMatchObject({ verified: true, status: 'verified', verifiedBy: 'assessment' })
    const attempts = await skillCall(app, platform, 'GET', `/assessment/${session.recordVerificationId}/attempts`)
    expect(attempts.body.data).toMatchObject({ remainingToday: 1, remaining: 8 })
    expect(attempts.body.data.attempts.map(({ attemptNumber }: { attemptNumber: number }) => attemptNumber)).toEqual([1, 2])
    expect((await lastMail(app, session.email))?.subject).toBe('You passed the assessment')
  })
})
