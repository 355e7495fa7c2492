import { call, codeIn, lastMail, operator } from '../people.ts'
import {
  answersOf,
  assess,
  initBody,
  keyOf,
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
  type TestSession,
  uniqueEmail,
} from '../platforms.ts'
import { COUNTED_TRY, type FaultWorld, type Operations, operation, unique } from './operation.ts'

const SKILLS = ['skill_javascript']

/** The steps of a skill verification. */
export function skillOperations({ app, platform }: FaultWorld): Operations {
  const session = () => startSession(app, platform)
  const withSkills = async (): Promise<TestSession> => {
    const made = await session()
    await step1(app, platform, made, SKILLS)
    return made
  }
  const withMethod = async (): Promise<TestSession> => {
    const made = await withSkills()
    await step2(app, platform, made, 'human')
    return made
  }
  const withItems = async (): Promise<TestSession> => {
    const made = await withMethod()
    await step3(app, platform, made)
    return made
  }
  const withReviewer = async (): Promise<TestSession> => {
    const made = await withItems()
    await storeReviewer(app, platform, made)
    return made
  }
  const sent = () => sentReview(app, platform, { skills: SKILLS })
  const withQuestions = async (): Promise<TestSession> => {
    const made = await readyAssessment(app, platform)
    await assess(app, platform, made, 'generate')
    return made
  }
  const answered = async (right: number) => {
    const made = await withQuestions()
    return { session: made, answers: answersOf(await keyOf(app, made), right) }
  }
  const failed = async (): Promise<TestSession> => {
    const { session, answers } = await answered(0)
    await assess(app, platform, session, 'submit', { answers })
    return session
  }
  return {
    startVerification: operation(
      async () => initBody(),
      (body) => skillCall(app, platform, 'POST', '/verify', body),
    ),
    storeSkills: operation(session, (made) => step1(app, platform, made, [...SKILLS, 'skill_react'])),
    chooseMethod: operation(withSkills, (made) => step2(app, platform, made, 'human', 'peer')),
    storeItems: operation(withMethod, (made) => step3(app, platform, made, { projectIds: ['proj_001'], workExperienceIds: ['exp_001'] })),
    updateSessionEmail: operation(session, ({ sessionToken }) =>
      skillCall(app, platform, 'POST', '/step3/store-verification-items/session/email', { sessionToken, email: uniqueEmail() }),
    ),
    storeReviewer: operation(withItems, (made) => storeReviewer(app, platform, made)),
    sendReviewerEmail: operation(withReviewer, (made) => sendReview(app, platform, made)),
    sendReviewerCode: operation(sent, ({ reviewerToken }) =>
      call(app, 'POST', `/api/v1/humanverification/code?reviewerToken=${reviewerToken}`),
    ),
    submitReview: operation(
      async () => {
        const review = await sent()
        return { review, code: await reviewCode(app, review) }
      },
      ({ review, code }) => submitReview(app, review, { code, skillIds: SKILLS }),
      COUNTED_TRY,
    ),
    simulateReview: operation(sent, ({ recordVerificationId }) =>
      skillCall(app, platform, 'POST', '/humanverification/simulate', { recordVerificationId, decision: 'endorse' }),
    ),
    generateAssessment: operation(
      () => readyAssessment(app, platform),
      (made) => assess(app, platform, made, 'generate'),
    ),
    submitAssessment: operation(
      () => answered(8),
      ({ session, answers }) => assess(app, platform, session, 'submit', { answers }),
    ),
    retakeAssessment: operation(failed, (made) => assess(app, platform, made, 'retakeassessment')),
    addSkill: operation(
      async () => unique('weaving').replace('-', '_'),
      (skillId) => skillCall(app, platform, 'POST', '/skills', { skillId, name: skillId }),
    ),
    createVerification: operation(
      async () => ({
        email: uniqueEmail(),
        name: 'Priya',
        source: { type: 'project', id: unique('b'), title: 'Shop', organization: 'School' },
        skills: ['Python'],
        method: 'human_endorsement',
        endorsementType: 'client',
      }),
      (body) => skillCall(app, platform, 'POST', '/verifications', body),
    ),
  }
}

/** What a platform is told, and what the person looks at. */
export function vaultOperations({ app, platform }: FaultWorld): Operations {
  const register = async (): Promise<string> => {
    const { body } = await skillCall(app, platform, 'POST', '/webhooks', {
      url: 'https://jobs.example/hooks',
      events: ['verification.completed'],
    })
    return body.data.webhookEndpointId ?? body.data.id
  }
  const delivery = async (): Promise<string> => {
    const { recordVerificationId } = await sentReview(app, platform, { skills: SKILLS })
    const { body } = await skillCall(app, platform, 'GET', '/webhooks/deliveries?limit=100')
    const found = body.data.deliveries[0].id
    await app.database.executeSql(`update deliveries set state = 'dead', finished_at = now() where id = $1`, [found])
    return recordVerificationId && found
  }
  const known = async () => {
    const review = await sentReview(app, platform, { skills: SKILLS })
    await submitReview(app, review, { skillIds: SKILLS, code: await reviewCode(app, review) })
    return review.email
  }
  const asked = async () => {
    const email = await known()
    const { headers } = await call(app, 'POST', '/api/vault/code', { body: { email, mode: 'test' } })
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
    return { cookie, body: { email, mode: 'test', code: codeIn((await lastMail(app, email))?.text) } }
  }
  return {
    registerWebhook: operation(
      async () => `https://jobs.example/${unique('hooks')}`,
      (url) => skillCall(app, platform, 'POST', '/webhooks', { url, events: ['verification.completed'] }),
    ),
    deleteWebhook: operation(register, (id) => skillCall(app, platform, 'DELETE', `/webhooks/${id}`)),
    replayDelivery: operation(delivery, (id) => skillCall(app, platform, 'POST', `/webhooks/deliveries/${id}/replay`)),
    replayAnyDelivery: operation(delivery, (id) => call(app, 'POST', `/api/admin/deliveries/${id}/replay`, { headers: operator })),
    sendVaultCode: operation(known, (email) => call(app, 'POST', '/api/vault/code', { body: { email, mode: 'test' } })),
    openVault: operation(asked, ({ cookie, body }) => call(app, 'POST', '/api/vault', { headers: { cookie }, body }), COUNTED_TRY),
  }
}
