import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp, testEngine } from '../../test/app.ts'
import { type Answer, call } from '../../test/people.ts'
import {
  answersOf,
  assess,
  keyOf,
  makePlatform,
  sendReview,
  skillCall,
  startSession,
  step1,
  step2,
  step3,
  storeReviewer,
  type TestPlatform,
  type TestSession,
  uniqueEmail,
} from '../../test/platforms.ts'
import { conflictRules } from './rules.ts'
import type { EndorsementType } from './words.ts'

/*
 * The conflict rules once more, written from the specification alone and without a look at the server: a flat list of verifications, and
 * sets. Random operations run against both; every answer must agree.
 */
const SKILLS = Array.from({ length: 13 }, (_none, index) => `model_${index}`)
const SOURCES = ['exp_001', 'proj_001', 'cert_001'] as const
const TYPES = ['client', 'peer', 'assessment'] as const
type Source = (typeof SOURCES)[number]
type Type = (typeof TYPES)[number]

interface Modelled {
  skills: string[]
  type: Type | null
  sources: Source[]
  state: 'draft' | 'open' | 'done'
  verified: string[]
}

class Model {
  readonly all: Modelled[] = []
  /** `source skill type` */
  readonly proofs = new Set<string>()

  conflict(own: Modelled, skills: string[], sources: Source[]): string | undefined {
    const has = (type: Type): boolean => sources.some((source) => skills.some((skill) => this.proofs.has(`${source} ${skill} ${type}`)))
    if (own.type === 'assessment' && has('assessment')) return 'ASSESSMENT_ALREADY_PASSED'
    if (own.type !== null && has(own.type)) return 'DUPLICATE_SKILLS_IN_BUNDLE'
    return sources.some((source) => new Set([...this.on(source, own), ...skills]).size > 10) ? 'MAX_SKILLS_PER_SOURCE' : undefined
  }

  /** Skills on a source: proved ones, and those open elsewhere. */
  on(source: Source, except?: Modelled): Set<string> {
    const proved = [...this.proofs].filter((proof) => proof.startsWith(`${source} `)).map((proof) => proof.split(' ')[1]!)
    const open = this.all
      .filter((one) => one !== except && one.state === 'open' && one.sources.includes(source))
      .flatMap((one) => one.skills)
    return new Set([...proved, ...open])
  }

  changeable({ state }: Modelled): string | undefined {
    return state === 'draft' ? undefined : state === 'open' ? 'SESSION_LOCKED' : 'ALREADY_COMPLETED'
  }

  finish(own: Modelled, endorsed: string[]): string[] {
    own.state = 'done'
    for (const skill of own.skills.filter((one) => endorsed.includes(one))) {
      const proved = own.sources.some((source) => this.proofs.has(`${source} ${skill} ${own.type}`))
      const full = own.sources.some((source) => {
        const known = new Set([...this.proofs].filter((proof) => proof.startsWith(`${source} `)).map((proof) => proof.split(' ')[1]))
        return !known.has(skill) && known.size >= 10
      })
      if (proved || full) continue
      own.verified.push(skill)
      for (const source of own.sources) this.proofs.add(`${source} ${skill} ${own.type}`)
    }
    return own.verified
  }
}

type Step =
  | { step: 'init' }
  | { step: 'skills'; at: number; skills: string[] }
  | { step: 'method'; at: number; type: Type }
  | { step: 'items'; at: number; sources: Source[] }
  | { step: 'ask'; at: number }
  | { step: 'answer'; at: number; endorsed: string[] }

const skillSet = fc.oneof(
  { weight: 3, arbitrary: fc.uniqueArray(fc.constantFrom(...SKILLS), { minLength: 1, maxLength: 4 }) },
  { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...SKILLS), { minLength: 5, maxLength: 11 }) },
)
const at = fc.nat({ max: 30 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ step: fc.constant('init' as const) }) },
  { weight: 4, arbitrary: fc.record({ step: fc.constant('skills' as const), at, skills: skillSet }) },
  { weight: 3, arbitrary: fc.record({ step: fc.constant('method' as const), at, type: fc.constantFrom(...TYPES) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      step: fc.constant('items' as const),
      at,
      sources: fc.uniqueArray(fc.constantFrom(...SOURCES), { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ step: fc.constant('ask' as const), at }) },
  {
    weight: 4,
    arbitrary: fc.record({ step: fc.constant('answer' as const), at, endorsed: fc.shuffledSubarray(SKILLS, { minLength: 6 }) }),
  },
)

let app: TestApp
let platform: TestPlatform
beforeAll(async () => {
  app = await startTestApp()
  platform = await makePlatform(app)
  for (const skillId of SKILLS) await skillCall(app, platform, 'POST', '/skills', { skillId, name: skillId })
})
afterAll(() => app.stop())

const codeOf = ({ status, body }: Answer): string | undefined => (status < 300 ? undefined : body.error.code)

/** A set of questions for a skill the bank does not know: written straight to the tables, as a model would have. */
async function writeSet(session: TestSession): Promise<void> {
  const id = `set_${crypto.randomUUID()}`
  const now = new Date()
  await app.database.executeSql(
    `insert into assessments (id, verification_id, student_id, attempt_number, skill_ids, created_at, expires_at)
     select $1, $2, $3, 1, array_agg(skill_id order by position), $4, $5 from verification_skills where verification_id = $2`,
    [id, session.recordVerificationId, session.recordUserId, now, new Date(now.getTime() + 3_600_000)],
  )
  await app.database.executeSql(
    `insert into assessment_questions (id, assessment_id, position, skill_id, question, options, answer) values ($1, $2, 0, 'x', 'Which?', '{a,b,c,d}', 2)`,
    [crypto.randomUUID(), id],
  )
  await app.database.executeSql(`update verifications set state = 'in_progress' where id = $1`, [session.recordVerificationId])
}

class Run {
  readonly model = new Model()
  readonly sessions: TestSession[] = []
  readonly email = uniqueEmail()

  async apply(done: Step): Promise<void> {
    if (done.step === 'init' || this.sessions.length === 0) {
      this.sessions.push(await startSession(app, platform, { email: this.email }))
      this.model.all.push({ skills: [], type: null, sources: [], state: 'draft', verified: [] })
      return
    }
    const index = done.at % this.sessions.length
    const [session, own] = [this.sessions[index]!, this.model.all[index]!]
    if (done.step === 'skills') {
      const expected =
        this.model.changeable(own) ??
        this.model.conflict(own, done.skills, own.sources) ??
        (done.skills.length > 10 ? 'MAX_SKILLS_PER_SOURCE' : undefined)
      expect(codeOf(await step1(app, platform, session, done.skills))).toBe(expected)
      if (expected === undefined) own.skills = done.skills
    }
    if (done.step === 'method') {
      const isAssessment = done.type === 'assessment'
      const answer = await step2(app, platform, session, isAssessment ? 'assessment' : 'human', isAssessment ? undefined : done.type)
      const expected = own.state === 'draft' ? undefined : own.state === 'open' ? 'METHOD_LOCKED' : 'ALREADY_COMPLETED'
      expect(codeOf(answer)).toBe(expected)
      if (expected === undefined) own.type = done.type
    }
    if (done.step === 'items') {
      const expected =
        own.type === null
          ? 'VERIFICATION_METHOD_NOT_SET'
          : (this.model.changeable(own) ?? this.model.conflict(own, own.skills, done.sources))
      const lists = {
        projectIds: done.sources.filter((id) => id === 'proj_001'),
        workExperienceIds: done.sources.filter((id) => id === 'exp_001'),
        credentialIds: done.sources.filter((id) => id === 'cert_001'),
      }
      expect(codeOf(await step3(app, platform, session, lists))).toBe(expected)
      if (expected === undefined) own.sources = done.sources
    }
    if (done.step === 'ask') await this.ask(session, own)
    if (done.step === 'answer' && own.state === 'open') await this.answer(session, own, done.endorsed)
  }

  private async ask(session: TestSession, own: Modelled): Promise<void> {
    if (own.state !== 'draft' || own.type === null || own.skills.length === 0 || own.sources.length === 0) return
    if (own.type === 'assessment') await writeSet(session)
    else {
      // each time another reviewer: that rule has tests of its own
      expect((await storeReviewer(app, platform, session)).status).toBe(200)
      expect((await sendReview(app, platform, session)).status).toBe(200)
    }
    own.state = 'open'
  }

  private async answer(session: TestSession, own: Modelled, endorsed: string[]): Promise<void> {
    const named = { recordVerificationId: session.recordVerificationId }
    if (own.type === 'assessment') {
      const expected = this.model.finish(own, own.skills)
      const answer = await assess(app, platform, session, 'submit', { answers: answersOf(await keyOf(app, session), 1) })
      expect(answer.body.data.verifiedSkills.filter(({ verified }: { verified: boolean }) => verified)).toHaveLength(expected.length)
    } else {
      const asked = own.skills.filter((skill) => endorsed.includes(skill))
      const expected = this.model.finish(own, asked)
      const answer = await skillCall(app, platform, 'POST', '/humanverification/simulate', {
        ...named,
        decision: 'endorse',
        skillIds: asked,
      })
      expect(answer.body.data.skillsVerified).toBe(expected.length)
    }
    const { body } = await call(app, 'GET', `/api/v1/verifications/${session.recordVerificationId}`, { headers: platform.headers })
    const verified = body.data.skills.filter(({ status }: { status: string }) => status === 'verified')
    expect(verified.map(({ skillId }: { skillId: string }) => skillId).sort()).toEqual([...own.verified].sort())
  }
}

const RUNS = Number(process.env.MODEL_RUNS ?? 12)
const seed = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000)

it(`agrees with the server about ${RUNS} random histories (MODEL_SEED=${seed})`, { timeout: 600_000 }, async () => {
  let operations = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 90 }), async (steps) => {
      const run = new Run()
      for (const done of steps) await run.apply(done)
      operations += steps.length
    }),
    { seed, numRuns: RUNS, interruptAfterTimeLimit: 500_000, endOnFailure: true },
  )
  console.log(`conflict rules: ${operations} operations, MODEL_SEED=${seed}`)
})

// asks no database: once is enough
it.runIf(testEngine() === 'embedded')(`agrees with the rules about 20,000 random claims (MODEL_SEED=${seed})`, () => {
  const claim = fc.record({
    skills: fc.uniqueArray(fc.constantFrom(...SKILLS), { minLength: 1, maxLength: 10 }),
    sources: fc.uniqueArray(fc.constantFrom(...SOURCES), { minLength: 1, maxLength: 3 }),
    type: fc.constantFrom(...TYPES),
    proofs: fc.array(fc.tuple(fc.constantFrom(...SOURCES), fc.constantFrom(...SKILLS), fc.constantFrom(...TYPES)), { maxLength: 14 }),
    open: fc.array(fc.record({ source: fc.constantFrom(...SOURCES), skills: skillSet }), { maxLength: 2 }),
  })
  fc.assert(
    fc.property(claim, ({ skills, sources, type, proofs, open }) => {
      const model = new Model()
      for (const [source, skill, proved] of proofs) model.proofs.add(`${source} ${skill} ${proved}`)
      for (const one of open) model.all.push({ skills: one.skills, type: 'peer', sources: [one.source], state: 'open', verified: [] })
      const own: Modelled = { skills, type, sources, state: 'draft', verified: [] }
      const key = (source: string) => ({ type: 'project' as const, externalId: source })
      const facts = {
        skillIds: skills,
        sources: sources.map(key),
        endorsementType: type as EndorsementType,
        proofs: proofs.map(([source, skillId, proved]) => ({ ...key(source), skillId, endorsementType: proved as EndorsementType })),
        pending: open.flatMap((one) => one.skills.map((skillId) => ({ ...key(one.source), skillId }))),
      }
      const first = conflictRules.map((rule) => rule(facts)).find(Boolean)
      return (first ? first.code : undefined) === model.conflict(own, skills, sources)
    }),
    { seed, numRuns: 20_000 },
  )
})
