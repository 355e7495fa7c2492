import { type Answer, badge, call, type HeaderLines, push } from '../test/people.ts'
import { sentReview, skillCall } from '../test/platforms.ts'
import type { History } from './history.ts'
import type { World } from './world.ts'

const JSON_OF_A_BADGE = (id: string): object => ({ ...badge(), id })
const ENVELOPE = 3

/** Sends, and writes down what was sent and what was acknowledged. A broken connection ends the client. */
async function told(
  history: History,
  operation: 'upload' | 'claim' | 'withdrawal' | 'endorsement',
  key: string,
  facts: Record<string, unknown>,
  send: () => Promise<Answer>,
): Promise<Answer> {
  history.write({ kind: 'sent', operation, key, facts })
  const answer = await send()
  if (answer.status === 200 || answer.status === 204)
    history.write({
      kind: 'acknowledged',
      operation,
      key,
      facts: {
        ...facts,
        ...(operation === 'upload' && { token: answer.body.identifier_token }),
        ...(operation === 'claim' && { added: answer.body.added }),
      },
    })
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

/** Clients that work until the connection breaks or `isOver`. @returns how many operations were begun */
export async function work(world: World, history: History, round: string, clients: number, isOver: () => boolean): Promise<number> {
  let begun = 0
  const client = async (number: number): Promise<void> => {
    for (let i = 0; !isOver(); i++) {
      begun++
      const name = `${round}:${number}:${i}`
      try {
        await (number % 4 === 3 ? endorse(world, history, name) : uploadAndClaim(world, history, name))
      } catch {
        // the server or what it stands on is away: the next try says whether it is back
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  return begun
}
