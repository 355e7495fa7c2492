import { call, type HeaderLines } from '../test/people.ts'
import { skillCall } from '../test/platforms.ts'
import type { Event, History } from './history.ts'
import type { World } from './world.ts'

/** What must not be: each line names the promise, the operation and what was found. */
export type Violation = string

export interface Verdict {
  violations: Violation[]
  acknowledged: number
  unacknowledged: number
}

const textsOf = (facts: Event['facts'], name: string): string[] => facts[name] as string[]

/** Compares what clients were told with what the server says now, all of it through the front door. */
export async function checkHistory(world: World, history: History): Promise<Verdict> {
  const events = history.read()
  const told = events.filter(({ kind }) => kind === 'acknowledged')
  const keysTold = new Set(told.map(({ operation, key }) => `${operation} ${key}`))
  const open = events.filter(({ kind, operation, key }) => kind === 'sent' && !keysTold.has(`${operation} ${key}`))
  const violations = [
    ...(await uploadsAreWhole(world, events, keysTold)),
    ...(await claimsHold(world, told)),
    ...(await withdrawalsHold(world, told)),
    ...(await endorsementsHold(world, told)),
  ]
  return { violations, acknowledged: told.length, unacknowledged: open.length }
}

const statusOf = async ({ app, partner }: World, id: string): Promise<string> => {
  const { status, body } = await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(id)}`, { headers: partner.headers })
  return status === 200 ? body.status : 'absent'
}

/** D1: acknowledged is there. D2: what was not acknowledged is wholly there or wholly absent. */
async function uploadsAreWhole(world: World, events: readonly Event[], told: ReadonlySet<string>): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { key, facts } of events.filter(({ kind, operation }) => kind === 'sent' && operation === 'upload')) {
    const states = await Promise.all(textsOf(facts, 'ids').map((id) => statusOf(world, id)))
    const there = states.filter((state) => state !== 'absent').length
    const isTold = told.has(`upload ${key}`)
    if (isTold && there < states.length) found.push(`D1 upload ${key}: acknowledged, ${there} of ${states.length} are there`)
    if (!isTold && there > 0 && there < states.length) found.push(`D2 upload ${key}: half an envelope, ${there} of ${states.length}`)
  }
  return found
}

/** D3: one owner. D4: an acknowledged claim holds, and the owner is the one who was told so. */
async function claimsHold({ app, people }: World, told: readonly Event[]): Promise<Violation[]> {
  const found: Violation[] = []
  const owners = new Map<string, number[]>()
  for (const [person, headers] of people.entries()) {
    const { body } = await call(app, 'GET', '/api/me/resume', { headers: headers as HeaderLines })
    const entries: { assertionId: string }[] = [...body.sections.flatMap((s: { entries: object[] }) => s.entries), ...body.deleted.entries]
    for (const { assertionId } of entries) owners.set(assertionId, [...(owners.get(assertionId) ?? []), person])
  }
  for (const [id, people] of owners) if (people.length > 1) found.push(`D3 ${id}: owners ${people.join(' and ')}`)
  const winners = new Map<string, number>()
  for (const { key, facts } of told.filter(({ operation }) => operation === 'claim')) {
    const person = facts.person as number
    const token = facts.token as string
    if (winners.has(token)) found.push(`D3 claim ${key}: both ${winners.get(token)} and ${person} were told they won`)
    winners.set(token, person)
    // who came second through the other link was told that nothing was left
    if (facts.added === 0) continue
    for (const id of textsOf(facts, 'ids'))
      if (!owners.get(id)?.includes(person)) found.push(`D4 claim ${key}: ${id} is not on the resume of person ${person}`)
  }
  return found
}

async function withdrawalsHold(world: World, told: readonly Event[]): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { key, facts } of told.filter(({ operation }) => operation === 'withdrawal')) {
    const state = await statusOf(world, facts.id as string)
    if (state !== 'withdrawn') found.push(`D4 withdrawal ${key}: ${state}`)
  }
  return found
}

async function endorsementsHold({ app, platform }: World, told: readonly Event[]): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { key, facts } of told.filter(({ operation }) => operation === 'endorsement')) {
    const { body } = await skillCall(app, platform, 'GET', `/humanverification/status/${facts.recordVerificationId}`)
    if (body?.alreadySubmitted !== true || body.status !== 'completed')
      found.push(`D4 endorsement ${key}: ${JSON.stringify(body).slice(0, 200)}`)
  }
  return found
}
