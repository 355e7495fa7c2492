import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Answer, call, codeIn, lastMail, operator } from '../../test/people.ts'
import {
  assess,
  initBody,
  makePlatform,
  makePlatformKey,
  readyAssessment,
  reviewCode,
  type SentReview,
  sentReview,
  skillCall,
  startSession,
  submitReview,
  type TestPlatform,
} from '../../test/platforms.ts'

let app: TestApp
let platform: TestPlatform
let foreign: TestPlatform
let otherMode: TestPlatform
let review: SentReview
beforeAll(async () => {
  app = await startTestApp({ env: { FETCH_ALLOW_PRIVATE: '1' } })
  platform = await makePlatform(app)
  foreign = await makePlatform(app)
  otherMode = await makePlatformKey(app, platform.id, { mode: 'live' })
  review = await sentReview(app, platform)
})
afterAll(() => app.stop())

const unknownVerification = 'ver_test_0000000000000000000000000'
const unknownUser = 'usr_test_0000000000000000000000000'

describe('two platforms, and test and live', () => {
  const bodies: [string, string, (id: string, user: string, token: string) => unknown][] = [
    [
      'POST',
      '/step1/storeskills/store',
      (recordVerificationId, recordUserId) => ({ recordVerificationId, recordUserId, skills: [{ skillId: 'skill_sql' }] }),
    ],
    ['POST', '/step2/verification-method', (recordVerificationId) => ({ recordVerificationId, verificationMethod: 'human' })],
    ['POST', '/step3/store-verification-items/store', (_id, _user, sessionToken) => ({ sessionToken, projectIds: ['proj_001'] })],
    [
      'POST',
      '/storereviewerdetails/store',
      (recordVerificationId) => ({ recordVerificationId, name: 'A', email: 'a@b.example', company: 'C' }),
    ],
    ['POST', '/humanverification/send-email', (recordVerificationId) => ({ recordVerificationId })],
    ['POST', '/assessment/generate', (recordVerificationId) => ({ recordVerificationId })],
    ['POST', '/assessment/retakeassessment', (recordVerificationId) => ({ recordVerificationId })],
    ['POST', '/assessment/submit', (recordVerificationId) => ({ recordVerificationId, answers: [{}] })],
    ['POST', '/step3/store-verification-items/session/email', (_id, _user, sessionToken) => ({ sessionToken, email: 'thief@x.example' })],
  ]
  const paths: ((id: string, user: string, token: string) => string)[] = [
    (id) => `/step1/storeskills/${id}`,
    (id) => `/step3/store-verification-items/get/${id}`,
    (_id, _user, token) => `/step3/store-verification-items/session/${token}`,
    (_id, _user, token) => `/step3/store-verification-items/${token}/email`,
    (id) => `/storereviewerdetails/${id}`,
    (id) => `/humanverification/skills/${id}`,
    (id) => `/humanverification/verify-page/${id}`,
    (id) => `/humanverification/status/${id}`,
    (id) => `/assessment/${id}`,
    (id) => `/assessment/${id}/attempts`,
    (id) => `/verifications/${id}`,
    (_id, user) => `/users/${user}/verifications`,
    (_id, user) => `/vault/${user}`,
  ]
  const same = (theirs: Answer, unknown: Answer, what: string): void => {
    expect(theirs.status, what).toBe(404)
    expect([theirs.status, theirs.text], what).toEqual([unknown.status, unknown.text])
    const headersOf = ({ headers }: Answer): string[] => [...headers.keys()].filter((name) => name !== 'date')
    expect(headersOf(theirs), what).toEqual(headersOf(unknown))
  }

  it('never see each other: a foreign one answers with the same bytes as one that never was', async () => {
    const token = review.sessionToken
    for (const key of [foreign, otherMode]) {
      for (const [method, path, body] of bodies) {
        const theirs = await skillCall(app, key, method, path, body(review.recordVerificationId, review.recordUserId, token))
        same(theirs, await skillCall(app, key, method, path, body(unknownVerification, unknownUser, crypto.randomUUID())), path)
      }
      for (const path of paths) {
        const theirs = await skillCall(app, key, 'GET', path(review.recordVerificationId, review.recordUserId, token))
        same(
          theirs,
          await skillCall(app, key, 'GET', path(unknownVerification, unknownUser, crypto.randomUUID())),
          path('id', 'user', 'token'),
        )
      }
    }
  })

  it('a session token reaches its own verification and nothing else', async () => {
    const mine = { headers: { 'x-api-key': (await startSession(app, platform)).sessionToken } }
    for (const path of paths.slice(0, 2).concat(paths.slice(4, 11)))
      expect((await skillCall(app, mine, 'GET', path(review.recordVerificationId, review.recordUserId, ''))).status).toBe(404)
    for (const path of [`/users/${review.recordUserId}/verifications`, `/vault/${review.recordUserId}`])
      expect((await skillCall(app, mine, 'GET', path)).body.error.code).toBe('API_KEY_REQUIRED')
  })

  it('without a key, addresses and numbers are masked', async () => {
    const id = review.recordVerificationId
    const page = await skillCall(app, { headers: {} }, 'GET', `/humanverification/verify-page/${id}`)
    expect(page.text).not.toContain(review.email)
    expect(page.text).not.toContain(review.reviewerEmail)
    expect(page.body.data.requesterInfo).toEqual({
      name: 'Priya Nair',
      email: `s***@${review.email.split('@')[1]}`,
      externalStudentId: 'S***',
    })
    const withToken = await skillCall(
      app,
      { headers: {} },
      'GET',
      `/humanverification/verify-page/${id}?reviewerToken=${review.reviewerToken}`,
    )
    expect(withToken.body.data.requesterInfo).toEqual({ name: 'Priya Nair', email: review.email, externalStudentId: 'S-1001' })
    const other = await sentReview(app, platform)
    const wrong = await skillCall(app, { headers: {} }, 'GET', `/humanverification/verify-page/${id}?reviewerToken=${other.reviewerToken}`)
    expect(wrong.text).toBe(page.text.replace(/"\d+ms"/, wrong.text.match(/"\d+ms"/)![0]))
  })

  it('keys can be switched off, and stop at once', async () => {
    const key = await makePlatformKey(app, platform.id)
    expect((await skillCall(app, key, 'GET', '/skills')).status).toBe(200)
    await call(app, 'PATCH', `/api/admin/platforms/${platform.id}/keys/${key.keyId}`, { body: { active: false }, headers: operator })
    expect((await skillCall(app, key, 'GET', '/skills')).body.error.code).toBe('INVALID_API_KEY')
    const gone = await makePlatform(app)
    await call(app, 'DELETE', `/api/admin/platforms/${gone.id}`, { headers: operator })
    expect((await skillCall(app, gone, 'GET', '/skills')).status).toBe(401)
    const { rows } = await app.database.executeSql('select * from platform_keys where id = $1', [key.keyId])
    expect(JSON.stringify(rows)).not.toContain(key.secretKey)
    expect(JSON.stringify(rows)).not.toContain(key.apiKey)
  })
})

describe('signed metadata', () => {
  const path = (id: string): string => `/api/v1/metadata/user/${id}`
  const signed = (key: TestPlatform, url: string, at: number, secret = key.secretKey) => ({
    ...key.headers,
    'x-timestamp': String(at),
    'x-signature': createHmac('sha256', secret).update(`${at}\nGET\n${url}\n`).digest('hex'),
  })
  const ask = (url: string, headers: Record<string, string>): Promise<Answer> => call(app, 'GET', url, { headers })

  it('is answered to who holds the secret, flat where it is refused', async () => {
    const url = path(review.recordUserId)
    const good = await ask(url, signed(platform, url, Date.now()))
    expect(good.body.data).toEqual(
      ['skill_javascript', 'skill_react'].map((skillId) => expect.objectContaining({ skillId, verified: false, status: 'pending' })),
    )
    expect(good.body.data[0]).toHaveProperty('skillName', 'JavaScript')
    const wrong = await ask(url, signed(platform, url, Date.now(), 'another'))
    expect([wrong.status, wrong.body]).toEqual([401, { success: false, message: 'Invalid signature' }])
    expect((await ask(url, signed(platform, `${url}?x=1`, Date.now()))).status).toBe(401)
    expect((await ask(url, platform.headers)).status).toBe(401)
    expect((await ask(url, signed(platform, url, Date.now() - 31 * 60_000))).status).toBe(403)
    expect((await ask(url, signed(otherMode, url, Date.now() - 6 * 60_000))).status).toBe(403)
    const [theirs, unknown] = [
      await ask(url, signed(foreign, url, Date.now())),
      await ask(path(unknownUser), signed(foreign, path(unknownUser), Date.now())),
    ]
    expect([theirs.status, theirs.text]).toEqual([404, unknown.text])
  })

  it('takes both secrets for a day after a rotation', async () => {
    const key = await makePlatformKey(app, platform.id)
    const url = path(review.recordUserId)
    const { body } = await call(app, 'POST', `/api/admin/platforms/${platform.id}/keys/${key.keyId}/rotate`, { headers: operator })
    expect(body.webhookSecret).toBe(`whsec_${Buffer.from(body.secretKey).toString('base64')}`)
    for (const secret of [key.secretKey, body.secretKey]) expect((await ask(url, signed(key, url, Date.now(), secret))).status).toBe(200)
    app.travel(25 * 3_600_000)
    const later = Date.now() + 25 * 3_600_000
    expect((await ask(url, signed(key, url, later))).status).toBe(401)
    expect((await ask(url, signed(key, url, later, body.secretKey))).status).toBe(200)
    app.travel(-25 * 3_600_000)
  })
})

describe('verify-url', () => {
  it('gives the published message for each status', async () => {
    const server = createServer((request, response) => {
      response.statusCode = Number(request.url!.slice(1))
      if (request.url === '/302') response.setHeader('location', '/204')
      if (request.url === '/301') response.setHeader('location', '/301')
      // never answers
      if (request.url === '/1') return
      response.end()
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const messages = {
      204: 'Link is publicly accessible',
      302: 'Link is publicly accessible',
      301: 'Link is not reachable',
      1: 'Link took too long to respond',
      401: 'Link requires login — not publicly accessible',
      403: 'Link is restricted — not publicly accessible',
      404: 'Link not found',
      410: 'Link no longer exists',
      429: 'Too many requests — try again later',
      503: 'Link server error',
    }
    for (const [status, message] of Object.entries(messages)) {
      const url = `http://127.0.0.1:${port}/${status}`
      const { body } = await skillCall(app, { headers: {} }, 'POST', '/step1/storeskills/verify-url', { url })
      expect(body).toEqual({ success: true, data: { accessible: status === '204' || status === '302', message } })
    }
    server.closeAllConnections()
    server.close()
  })
})

describe('the vault for people', () => {
  it('opens with the mailed code, in the browser that asked, once', async () => {
    const known = await sentReview(app, platform)
    await submitReview(app, known, { skillIds: ['skill_react'], code: await reviewCode(app, known) })
    const asked = await call(app, 'POST', '/api/vault/code', { body: { email: known.email, mode: 'test' } })
    expect(asked.status).toBe(202)
    const cookie = asked.headers.get('set-cookie')!.split(';')[0]!
    const code = codeIn((await lastMail(app, known.email))?.text)
    const open = (headers: Record<string, string>, mode = 'test'): Promise<Answer> =>
      call(app, 'POST', '/api/vault', { body: { email: known.email, mode, code }, headers })
    expect((await open({})).status).toBe(400)
    expect((await open({ cookie }, 'live')).status).toBe(400)
    const opened = await open({ cookie })
    expect(opened.body.skills).toEqual([
      expect.objectContaining({ skillId: 'skill_react', name: 'React', platform: 'Job Board', endorsementType: 'peer', score: null }),
    ])
    expect(opened.body.skills[0].reviewer).toMatchObject({ company: 'TechCorp', proved: 'mailbox' })
    expect((await open({ cookie })).status).toBe(400)
  })
})

describe('right answers', () => {
  it('appear in no answer before submit', async () => {
    const session = await readyAssessment(app, platform, { skills: ['skill_sql'] })
    const answers = [
      await assess(app, platform, session, 'generate'),
      await assess(app, platform, session, 'generate'),
      await skillCall(app, platform, 'GET', `/assessment/${session.recordVerificationId}`),
      await skillCall(app, platform, 'GET', `/verifications/${session.recordVerificationId}`),
      await skillCall(app, platform, 'GET', '/webhooks/deliveries'),
      await assess(app, platform, session, 'submit', { answers: [{}] }),
    ]
    for (const { text } of answers) expect(text).not.toMatch(/"(?:answer|correct\w*|rationale|isCorrect|bankItem|bank_item)"/)
  })

  it('stand at each position equally often', async () => {
    const counts = [0, 0, 0, 0]
    for (let session = 0; session < 40; session++) await assess(app, platform, await readyAssessment(app, platform), 'generate')
    const { rows } = await app.database.executeSql('select answer, count(*)::int as count from assessment_questions group by answer')
    for (const { answer, count } of rows as { answer: number; count: number }[]) counts[answer] = count
    const total = counts.reduce((sum, count) => sum + count, 0)
    expect(total).toBeGreaterThanOrEqual(400)
    // chi-squared with 3 degrees of freedom: 21.1 is passed by chance once in 10,000 runs
    const chi = counts.reduce((sum, count) => sum + (count - total / 4) ** 2 / (total / 4), 0)
    expect(chi, counts.join()).toBeLessThan(21.1)
  })
})

it('pages of other sites may call, by key or token', async () => {
  const origin = { origin: 'https://jobs.example', 'sec-fetch-site': 'cross-site' }
  const asked = await call(app, 'OPTIONS', '/api/v1/step2/verification-method', {
    headers: { ...origin, 'access-control-request-method': 'POST' },
  })
  expect([asked.status, asked.headers.get('access-control-allow-origin'), asked.headers.get('access-control-allow-headers')]).toEqual([
    204,
    '*',
    'authorization, content-type, x-api-key, x-session-token',
  ])
  const { sessionToken } = await startSession(app, platform)
  const body = { verificationMethod: 'human' }
  const called = await call(app, 'POST', '/api/v1/step2/verification-method', { body, headers: { ...origin, 'x-api-key': sessionToken } })
  expect([called.status, called.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  expect((await call(app, 'PUT', '/api/v1/step2/verification-method')).headers.get('allow')).toBe('OPTIONS, POST')
})

it('limits are counted by key, and by address without one', async () => {
  const limited = await startTestApp({ env: { RATE_LIMIT_SCALE: '0.01' } })
  try {
    const key = await makePlatform(limited)
    const answers = []
    for (let count = 0; count < 13; count++) answers.push(await skillCall(limited, key, 'GET', '/skills'))
    expect(answers.map(({ status }) => status)).toEqual([...Array(12).fill(200), 429])
    expect(answers.at(-1)!.body.error.code).toBe('RATE_LIMITED')
    expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0)
    const open = []
    for (let count = 0; count < 3; count++) open.push(await skillCall(limited, { headers: {} }, 'GET', `/humanverification/status/x`))
    expect(open.map(({ status }) => status)).toEqual([404, 404, 429])
    expect(initBody().name).toBe('Priya Nair')
  } finally {
    await limited.stop()
  }
})
