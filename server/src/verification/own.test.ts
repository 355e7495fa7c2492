import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Answer, call, codeIn, type HeaderLines, lastMail, operator, signIn } from '../../test/people.ts'
import { answersOf, assess, keyOf, reviewCode, submitReview, type TestPlatform, uniqueEmail } from '../../test/platforms.ts'
import { forgetStudents } from './index.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const addEntry = async (headers: HeaderLines, entry: Record<string, unknown>): Promise<string> =>
  (await call(app, 'POST', '/api/me/resume/entries', { headers, body: entry })).body.id

const job = { section: 'Experience', title: 'Developer', organization: 'TechCorp', startDate: '2022-06', description: 'Built the shop.' }

/** A person with a job on the resume. */
async function worker(email = uniqueEmail('own')): Promise<{ headers: HeaderLines; email: string; entry: string }> {
  const headers = await signIn(app, email)
  await call(app, 'PATCH', '/api/me', { headers, body: { givenName: 'Ana', familyName: 'Ruiz' } })
  return { headers, email, entry: await addEntry(headers, job) }
}

const start = (headers: HeaderLines, body: unknown): Promise<Answer> => call(app, 'POST', '/api/me/verifications', { headers, body })

/** The session behind an address, as the hosted page holds it. */
async function sessionOf({ status, body, text }: Answer): Promise<TestPlatform & { token: string; student: string }> {
  if (status !== 201) throw new Error(text)
  const url = new URL(body.url)
  expect(`${url.pathname}${url.search}`).toBe('/verify?from=resume')
  const token = new URLSearchParams(url.hash.slice(1)).get('session')!
  const headers = { 'x-api-key': token }
  const key = { keyId: '', apiKey: token, secretKey: '', webhookSecret: '', mode: 'live' as const, headers }
  const { data } = (await skill(key, 'GET', `/step3/store-verification-items/session/${token}`)).body
  return { ...key, token, id: data.recordVerificationId, student: data.recordUserId }
}

const skill = (key: { headers: HeaderLines }, method: string, path: string, body?: unknown): Promise<Answer> =>
  call(app, method, `/api/v1${path}`, { headers: key.headers, ...(body !== undefined && { body }) })

type Own = Awaited<ReturnType<typeof sessionOf>>

/** Steps 2 and 3 as the page sends them. */
async function choose(session: Own, method: string, items: object): Promise<void> {
  const one = await skill(session, 'POST', '/step2/verification-method', { verificationMethod: method })
  const two = await skill(session, 'POST', '/step3/store-verification-items/store', { sessionToken: session.token, ...items })
  if (one.status !== 200 || two.status !== 200) throw new Error(one.text + two.text)
}

const askReviewer = (session: Own, email: string): Promise<Answer> =>
  skill(session, 'POST', '/storereviewerdetails/store', { name: 'Rahul Mehta', email, company: 'TechCorp' })

const skillsOf = async (headers: HeaderLines) => (await call(app, 'GET', '/api/me/resume', { headers })).body.skills

describe('a person starts a verification of their own', () => {
  it('and what a reviewer confirms is verified on the resume, without a claim', async () => {
    const { headers, email, entry } = await worker()
    await addEntry(headers, { kind: 'skill', name: 'Bookbinding' })
    const answer = await start(headers, { skill: { name: ' Bookbinding ' }, entryIds: [entry] })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const session = await sessionOf(answer)
    const { data } = (await skill(session, 'GET', `/step3/store-verification-items/session/${session.token}`)).body
    expect(data.email).toBe(email)
    expect(data.name).toBe('Ana Ruiz')
    expect(data.experience).toMatchObject([{ workExperienceId: entry, role: 'Developer', companyName: 'TechCorp', startDate: '2022-06' }])
    const chosen = (await skill(session, 'GET', `/step1/storeskills/${session.id}`)).body.data.skills
    expect(chosen).toMatchObject([{ name: 'Bookbinding' }])

    await choose(session, 'human', { workExperienceIds: [entry] })
    const reviewer = uniqueEmail('boss')
    expect((await askReviewer(session, reviewer)).status).toBe(200)
    const sent = await skill(session, 'POST', '/humanverification/send-email', {})
    const mail = await lastMail(app, reviewer)
    expect(mail?.subject).toBe('Ana Ruiz asks you to confirm a skill')
    const reviewerToken = new URL(sent.body.data.reviewLink).searchParams.get('reviewerToken')!
    const review = { sessionToken: session.token, recordVerificationId: session.id, recordUserId: session.student, email }
    const asked = { ...review, reviewerEmail: reviewer, reviewerToken }
    const done = await submitReview(app, asked, { skillIds: [chosen[0].skillId], code: await reviewCode(app, asked) })
    expect(done.status).toBe(200)

    const onResume = (await skillsOf(headers)).filter(({ fullName }: { fullName: string }) => fullName === 'Bookbinding')
    expect(onResume).toMatchObject([{ verdict: 'verified', proofs: [{ mode: 'live' }] }])
    expect((await call(app, 'GET', '/api/me/inbox', { headers })).body.items).toEqual([])
    expect((await call(app, 'GET', '/api/admin/platforms', { headers: operator })).body.platforms).toEqual([])
  })

  it('or passes an assessment; the badge follows the person to the address they have by then', async () => {
    const { headers, email } = await worker()
    const session = await sessionOf(await start(headers, { skill: { id: 'skill_javascript' } }))
    const { data } = (await skill(session, 'GET', `/step3/store-verification-items/session/${session.token}`)).body
    const id = data.experience[0].workExperienceId
    await choose(session, 'assessment', { workExperienceIds: [id] })
    const other = uniqueEmail('own')
    await addAddress(headers, other)
    await call(app, 'PUT', '/api/me/emails/primary', { headers, body: { email: other } })
    await call(app, 'DELETE', `/api/me/emails/${encodeURIComponent(email)}`, { headers })
    await assess(app, session, review(session, email), 'generate')
    const key = await keyOf(app, review(session, email))
    const { body } = await assess(app, session, review(session, email), 'submit', { answers: answersOf(key, key.length) })
    expect(body.data.result.passed).toBe(true)
    expect(await skillsOf(headers)).toMatchObject([{ name: 'JavaScript', verdict: 'verified' }])
    expect((await lastMail(app, other))?.subject).toBe('You passed the assessment')
    const again = await sessionOf(await start(headers, { skill: { id: 'skill_javascript' }, entryIds: [id] }))
    expect(again.student).toBe(session.student)
    const method = await skill(again, 'POST', '/step2/verification-method', { verificationMethod: 'assessment' })
    const items = await skill(again, 'POST', '/step3/store-verification-items/store', {
      sessionToken: again.token,
      workExperienceIds: [id],
    })
    expect([method.body.error?.code, items.body.error?.code]).toContain('ASSESSMENT_ALREADY_PASSED')
  })
})

const review = ({ token, id, student }: Own, email: string) => ({
  sessionToken: token,
  recordVerificationId: id,
  recordUserId: student,
  email,
})

async function addAddress(headers: HeaderLines, email: string): Promise<void> {
  await call(app, 'POST', '/api/me/emails', { headers, body: { email } })
  const { status, text } = await call(app, 'POST', '/api/me/emails/verify', {
    headers,
    body: { email, code: codeIn((await lastMail(app, email))?.text) },
  })
  if (status >= 300) throw new Error(text)
}

describe('what is refused', () => {
  it('to nobody signed in, and for what is not on the resume', async () => {
    expect((await start({}, { skill: { name: 'SQL' } })).body.code).toBe('not_signed_in')
    const { headers } = await worker()
    const foreign = await worker()
    for (const id of ['own_unknown', foreign.entry]) {
      const { status, body } = await start(headers, { skill: { name: 'SQL' }, entryIds: [id] })
      expect([status, body.code, body.entries]).toEqual([404, 'entry_not_found', [id]])
    }
    const bodies = [{}, { skill: {} }, { skill: { name: ' ' } }, { skill: { name: 'a', id: 'b' } }, { skill: { name: 'a' }, entryIds: [] }]
    for (const body of bodies) expect((await start(headers, body)).body.code).toBe('request_invalid')
    expect((await start(headers, { skill: { id: 'skill_nobody_knows' } })).body.code).toBe('UNKNOWN_SKILL')
    const empty = await signIn(app, uniqueEmail('own'))
    expect((await start(empty, { skill: { name: 'SQL' } })).body.code).toBe('NO_DATA')
  })

  it('an eleventh skill on one entry', async () => {
    const { headers, entry } = await worker()
    const session = await sessionOf(await start(headers, { skill: { name: 'Skill 0' }, entryIds: [entry] }))
    for (let n = 1; n <= 10; n++)
      await app.database.executeSql('insert into source_skills values ($1, $2, $3, $4, $5)', [
        session.student,
        'experience',
        entry,
        `s${n}`,
        n,
      ])
    await app.database.executeSql(
      `insert into skill_proofs select student_id, source_type, source_id, skill_id, 'peer', $2, now() from source_skills where student_id = $1`,
      [session.student, session.id],
    )
    const { status, body } = await start(headers, { skill: { name: 'Skill 11' }, entryIds: [entry] })
    expect([status, body.code, body.source]).toEqual([409, 'MAX_SKILLS_PER_SOURCE', { type: 'experience', externalId: entry }])
  })

  it('any of their own addresses as the reviewer, and another address for the badge', async () => {
    const { headers, entry } = await worker()
    const second = uniqueEmail('own')
    await addAddress(headers, second)
    const session = await sessionOf(await start(headers, { skill: { name: 'SQL' }, entryIds: [entry] }))
    await choose(session, 'human', { workExperienceIds: [entry] })
    expect((await askReviewer(session, second)).body.error.code).toBe('SELF_ENDORSEMENT')
    const moved = await skill(session, 'POST', '/step3/store-verification-items/session/email', {
      sessionToken: session.token,
      email: uniqueEmail(),
    })
    expect(moved.body.error.code).toBe('SESSION_LOCKED')
  })
})

const rowOf = async (id: string): Promise<{ platformId: string; keyId: string; personId: string }> =>
  (
    await app.database.executeSql(
      'select platform_id as "platformId", key_id as "keyId", person_id as "personId" from verifications where id = $1',
      [id],
    )
  ).rows[0] as never

it('goes with the person: what they started under an address they gave up is erased too', async () => {
  const { headers, email, entry } = await worker()
  const session = await sessionOf(await start(headers, { skill: { name: 'SQL' }, entryIds: [entry] }))
  await addAddress(headers, uniqueEmail('own'))
  const { status } = await call(app, 'DELETE', `/api/me/emails/${encodeURIComponent(email)}`, { headers })
  expect(status).toBeLessThan(300)
  const { personId } = await rowOf(session.id)
  const forget = { cache: { forget: async () => {} }, mailer: { forget: async () => {} } } as never
  await app.database.db.transaction().execute((tx) => forgetStudents(forget, tx, { personId, addresses: [] }))
  expect(await rowOf(session.id)).toBeUndefined()
})

describe('the platform of the server itself', () => {
  it('shows nobody the skills that others wrote', async () => {
    const [one, two] = [await worker(), await worker()]
    await sessionOf(await start(one.headers, { skill: { name: 'Zzyzx weaving' }, entryIds: [one.entry] }))
    const session = await sessionOf(await start(two.headers, { skill: { name: 'SQL' }, entryIds: [two.entry] }))
    expect((await skill(session, 'GET', '/skills?query=weaving')).body.data.skills).toEqual([])
  })

  it('is made once by eight who start at the same instant, and no operator finds it; twenty starts are enough for a day', async () => {
    const fresh = await startTestApp({ env: { RATE_LIMIT_SCALE: '1' } })
    const outer = app
    app = fresh
    try {
      const { headers, entry } = await worker()
      const answers = await Promise.all(Array.from({ length: 8 }, () => start(headers, { skill: { name: 'SQL' }, entryIds: [entry] })))
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
      const { rows } = await app.database.executeSql(
        `select (select count(*)::int from platforms) as platforms, (select count(*)::int from platform_keys) as keys,
           (select count(distinct platform_id)::int from verifications) as used, (select count(*)::int from students) as students`,
      )
      expect(rows).toEqual([{ platforms: 1, keys: 1, used: 1, students: 1 }])
      const { platformId: id, keyId } = await rowOf((await sessionOf(answers[0]!)).id)
      for (const [method, path] of [
        ['GET', `/api/admin/platforms/${id}/keys`],
        ['POST', `/api/admin/platforms/${id}/keys`],
        ['PATCH', `/api/admin/platforms/${id}/keys/${keyId}`],
        ['POST', `/api/admin/platforms/${id}/keys/${keyId}/rotate`],
        ['DELETE', `/api/admin/platforms/${id}/keys/${keyId}`],
        ['DELETE', `/api/admin/platforms/${id}`],
      ] as const) {
        const body = method === 'PATCH' ? { active: false } : method === 'POST' && path.endsWith('keys') ? { mode: 'live' } : undefined
        expect((await call(app, method, path, { headers: operator, ...(body && { body }) })).status, `${method} ${path}`).toBe(404)
      }
      const more: Answer[] = []
      for (let n = 9; n <= 21; n++) more.push(await start(headers, { skill: { name: 'SQL' }, entryIds: [entry] }))
      const refused = more.filter(({ status }) => status !== 201)
      expect(refused.map(({ status, body }) => [status, body.code])).toEqual([[429, 'rate_limited']])
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(80_000)
    } finally {
      app = outer
      await fresh.stop()
    }
  })
})
