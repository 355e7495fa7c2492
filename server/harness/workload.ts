import { type Answer, badge, call, type HeaderLines, push, signIn } from '../test/people.ts'
import { assess, readyAssessment, sentReview, skillCall } from '../test/platforms.ts'
import type { Acknowledged, History } from './history.ts'
import type { World } from './world.ts'

const JSON_OF_A_BADGE = (id: string): object => ({ ...badge(), id })
const ENVELOPE = 3

/** What an answer adds to what was known before it. */
const learned: Partial<Record<Acknowledged, (answer: Answer) => Record<string, unknown>>> = {
  upload: ({ body }) => ({ token: body.identifier_token }),
  claim: ({ body }) => ({ added: body.added }),
  entry: ({ body }) => ({ id: body.id }),
  share: ({ body }) => ({ slug: body.slug }),
  assessment: ({ body }) => ({ score: body.data.result.score, passed: body.data.result.passed }),
}

/** Sends, and writes down what was sent and what was acknowledged. A broken connection ends the client. */
async function told(
  history: History,
  operation: Acknowledged,
  key: string,
  facts: Record<string, unknown>,
  send: () => Promise<Answer>,
): Promise<Answer> {
  history.write({ kind: 'sent', operation, key, facts })
  const answer = await send()
  if (answer.status >= 200 && answer.status < 300)
    history.write({ kind: 'acknowledged', operation, key, facts: { ...facts, ...learned[operation]?.(answer) } })
  return answer
}

async function uploadAndClaim({ app, partner, people }: World, history: History, name: string): Promise<void> {
  const ids = Array.from({ length: ENVELOPE }, (_, i) => `urn:crash:${name}:${i}`)
  const upload = await told(history, 'upload', name, { ids }, () => push(app, partner, { credentials: ids.map(JSON_OF_A_BADGE) }))
  if (upload.status !== 200) return
  // the same assertions a second time: two links lead to them
  const copy = await push(app, partner, { credentials: ids.map(JSON_OF_A_BADGE) })
  const tokens: string[] = [upload, copy].flatMap(({ status, body }) => (status === 200 ? [body.identifier_token] : []))
  // three accounts want the same assertions at once: two through one link, one through the other
  const first = Math.floor(Math.random() * people.length)
  await Promise.all(
    [0, 1, 2].map((rival) => {
      const person = (first + rival) % people.length
      const token = tokens[rival % tokens.length]
      return told(history, 'claim', `${name}/${person}`, { ids, token, person }, () =>
        call(app, 'POST', `/api/claims/${token}`, { headers: people[person] as HeaderLines, body: {} }),
      )
    }),
  )
  const path = `/api/v1/credentials/${encodeURIComponent(ids[2]!)}`
  await told(history, 'withdrawal', name, { id: ids[2] }, () => call(app, 'DELETE', path, { headers: partner.headers }))
}

async function endorse({ app, platform, callbackUrl }: World, history: History, name: string): Promise<void> {
  const review = await sentReview(app, platform, {
    skills: ['skill_javascript'],
    init: { callbackWebhookUrl: callbackUrl, studentId: name },
  })
  const { recordVerificationId } = review
  await told(history, 'endorsement', name, { recordVerificationId }, () =>
    skillCall(app, platform, 'POST', '/humanverification/simulate', { recordVerificationId, decision: 'endorse' }),
  )
}

async function takeAssessment({ app, platform, callbackUrl }: World, history: History, name: string): Promise<void> {
  const session = await readyAssessment(app, platform, { init: { callbackWebhookUrl: callbackUrl, studentId: name } })
  const { recordVerificationId } = session
  const { body } = await assess(app, platform, session, 'generate')
  const answers = body.data.questions.map(({ questionId }: { questionId: string }, index: number) => ({
    questionId,
    selectedAnswer: index % 4,
  }))
  await told(history, 'assessment', name, { recordVerificationId }, () => assess(app, platform, session, 'submit', { answers }))
}

/** Own words, a link to them, and its end: what a person does on their resume. */
async function arrange({ app, people }: World, history: History, name: string): Promise<void> {
  const person = Math.floor(Math.random() * people.length)
  const headers = people[person] as HeaderLines
  const entry = { section: 'Activities', title: `Gardener ${name}` }
  await told(history, 'entry', name, { person, title: entry.title }, () =>
    call(app, 'POST', '/api/me/resume/entries', { headers, body: entry }),
  )
  const share = await told(history, 'share', name, {}, () => call(app, 'POST', '/api/me/shares', { headers, body: {} }))
  if (share.status !== 201) return
  const { id, slug } = share.body
  await told(history, 'share revoked', name, { slug }, () => call(app, 'DELETE', `/api/me/shares/${id}`, { headers }))
}

/** An account that comes and asks to go again. */
async function leave({ app }: World, history: History, name: string): Promise<void> {
  const headers = await signIn(app, `${name.replace(/[^a-z0-9]/gi, '-')}@leaving.example`)
  await told(history, 'erasure', name, { headers }, () => call(app, 'DELETE', '/api/me', { headers }))
}

const KINDS = [uploadAndClaim, takeAssessment, uploadAndClaim, endorse, uploadAndClaim, arrange, uploadAndClaim, leave] as const

/** Clients that work until the connection breaks or `isOver`. @returns how many operations were begun */
export async function work(world: World, history: History, round: string, clients: number, isOver: () => boolean): Promise<number> {
  let begun = 0
  const client = async (number: number): Promise<void> => {
    for (let i = 0; !isOver(); i++) {
      begun++
      const name = `${round}:${number}:${i}`
      try {
        await KINDS[number % KINDS.length]!(world, history, name)
      } catch {
        // the server or what it stands on is away: the next try says whether it is back
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  return begun
}
