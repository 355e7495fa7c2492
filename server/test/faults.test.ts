import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFaultPoints } from '../src/platform/fault-points.ts'
import { startTestApp, type TestApp } from './app.ts'
import { type Answer, badge, call, type HeaderLines, makePartner, operator, push, signIn, type TestPartner } from './people.ts'
import {
  initBody,
  makePlatform,
  reviewCode,
  sentReview,
  skillCall,
  startSession,
  step1,
  step2,
  step3,
  submitReview,
  type TestPlatform,
} from './platforms.ts'

const faults = createFaultPoints()
let app: TestApp
let partner: TestPartner
let platform: TestPlatform
let person: HeaderLines
beforeAll(async () => {
  app = await startTestApp({ faults })
  partner = await makePartner(app)
  platform = await makePlatform(app)
  person = await signIn(app, 'faults@example.org')
})
afterAll(() => app.stop())

/** One state-changing request: `prepare` makes what it needs, `send` sends it, `state` tells from outside what is there. */
interface Operation<T> {
  prepare(): Promise<T>
  send(made: T): Promise<Answer>
  state(made: T): Promise<unknown>
}
const operation = <T>(given: Operation<T>): Operation<unknown> => given as Operation<unknown>

async function count(sql: string, value: string): Promise<number> {
  const { rows } = await app.database.executeSql(sql, [value])
  return (rows[0] as { n: number }).n
}

const listed = async (id: string): Promise<number> =>
  (await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(id)}`, { headers: partner.headers })).status

async function pushed(count: number): Promise<{ ids: string[]; token: string }> {
  const credentials = Array.from({ length: count }, () => badge())
  const { body } = await push(app, partner, { credentials })
  return { ids: credentials.map(({ id }) => String(id)), token: body.identifier_token }
}

const claimState = async (token: string): Promise<unknown> =>
  (await call(app, 'GET', `/api/claims/${token}`, { headers: person })).body.state

const operations: Readonly<Record<string, Operation<unknown>>> = {
  'upload of three': operation({
    prepare: async () => [badge(), badge(), badge()],
    send: (credentials) => push(app, partner, { credentials }),
    state: (credentials) => Promise.all(credentials.map(({ id }) => listed(String(id)))),
  }),
  'upload with a key of its own': operation({
    prepare: async () => ({ credentials: [badge()], key: `key-${Math.random()}` }),
    send: ({ credentials, key }) => push(app, partner, { credentials }, { 'idempotency-key': key }),
    state: ({ credentials }) => listed(String(credentials[0]?.id)),
  }),
  claim: operation({
    prepare: () => pushed(2),
    send: ({ token }) => call(app, 'POST', `/api/claims/${token}`, { headers: person, body: {} }),
    state: ({ token }) => claimState(token),
  }),
  withdrawal: operation({
    prepare: () => pushed(1),
    send: ({ ids }) => call(app, 'DELETE', `/api/v1/credentials/${encodeURIComponent(ids[0]!)}`, { headers: partner.headers }),
    state: async ({ ids }) =>
      (await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(ids[0]!)}`, { headers: partner.headers })).body.status,
  }),
  'a new partner': operation({
    prepare: async () => `Faulty ${Math.random()}`,
    send: (name) => call(app, 'POST', '/api/admin/partners', { headers: operator, body: { name } }),
    state: async (name) => {
      const { body } = await call(app, 'GET', '/api/admin/partners', { headers: operator })
      return body.partners.filter((one: { name: string }) => one.name === name).length
    },
  }),
  'the start of a skill verification': operation({
    prepare: async () => initBody(),
    send: (body) => skillCall(app, platform, 'POST', '/verify', body),
    state: async ({ email }) => count('select count(*)::int as n from students where email = $1', email),
  }),
  'skills of a verification': operation({
    prepare: () => startSession(app, platform),
    send: (session) => step1(app, platform, session, ['skill_javascript', 'skill_react']),
    state: ({ recordVerificationId }) =>
      count('select count(*)::int as n from verification_skills where verification_id = $1', recordVerificationId),
  }),
  'sources of a verification': operation({
    prepare: async () => {
      const session = await startSession(app, platform)
      await step1(app, platform, session, ['skill_javascript'])
      await step2(app, platform, session, 'human')
      return session
    },
    send: (session) => step3(app, platform, session, { projectIds: ['proj_001'], workExperienceIds: ['exp_001'] }),
    state: ({ recordVerificationId }) =>
      count('select count(*)::int as n from verification_items where verification_id = $1', recordVerificationId),
  }),
  'an endorsement, its badge and its webhooks': operation({
    prepare: async () => {
      const review = await sentReview(app, platform, { skills: ['skill_javascript'] })
      return { review, code: await reviewCode(app, review) }
    },
    send: ({ review, code }) => submitReview(app, review, { code, skillIds: ['skill_javascript'] }),
    state: async ({ review: { recordVerificationId } }) =>
      Promise.all([
        count(`select count(*)::int as n from verifications where id = $1 and state = 'completed'`, recordVerificationId),
        count('select count(*)::int as n from deliveries where body::text like $1', `%${recordVerificationId}%`),
      ]),
  }),
}

describe.each(Object.keys(operations))('%s, with each of its steps failing in turn', (name) => {
  it.each(['before', 'after'] as const)('is wholly done or not at all, and can be sent again (fault %s the step)', async (when) => {
    const { prepare, send, state } = operations[name]!
    const sample = await prepare()
    const before = JSON.stringify(await state(sample))
    faults.arm()
    const good = await send(sample)
    expect([200, 201, 204]).toContain(good.status)
    const steps = faults.counted
    const after = JSON.stringify(await state(sample))
    expect(steps).toBeGreaterThan(2)
    expect(after).not.toBe(before)

    for (let at = 1; at <= steps; at++) {
      const made = await prepare()
      faults.arm({ at, when, how: 'error' })
      const answer = await send(made)
      const { struck } = faults
      faults.arm()
      const found = JSON.stringify(await state(made))
      expect([before, after], `step ${at} of ${steps}: neither old nor new`).toContain(found)
      if (!struck) continue
      // a step nobody depends on (a cache) may fail unseen; otherwise 503 with a time to come back, never a bug
      if (answer.status >= 300) expect([at, answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([at, 503, true])
      else expect(found).toBe(after)
      if (found === before) expect([at, [200, 201, 204].includes((await send(made)).status)]).toEqual([at, true])
    }
  })
})
