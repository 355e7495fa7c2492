import { call, type HeaderLines } from '../test/people.ts'
import { skillCall } from '../test/platforms.ts'
import type { Acknowledged, Event, History } from './history.ts'
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
    ...(await assessmentsHold(world, told)),
    ...(await entriesHold(world, told)),
    ...(await linksHold(world, told)),
    ...(await erasuresHold(world, told)),
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
    // an entry of one's own has no assertion
    for (const { assertionId } of entries.filter((entry) => entry.assertionId))
      owners.set(assertionId, [...(owners.get(assertionId) ?? []), person])
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

const of = (told: readonly Event[], operation: Acknowledged): readonly Event[] => told.filter((event) => event.operation === operation)

async function assessmentsHold({ app, platform }: World, told: readonly Event[]): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { key, facts } of of(told, 'assessment')) {
    const { body } = await skillCall(app, platform, 'GET', `/assessment/${facts.recordVerificationId}/attempts`)
    const attempt = body?.data?.attempts?.[0]
    if (attempt?.score !== facts.score || attempt?.passed !== facts.passed)
      found.push(`D4 assessment ${key}: told ${facts.score}, found ${JSON.stringify(body).slice(0, 200)}`)
  }
  return found
}

async function entriesHold({ app, people }: World, told: readonly Event[]): Promise<Violation[]> {
  const found: Violation[] = []
  for (const [person, headers] of people.entries()) {
    const { text } = await call(app, 'GET', '/api/me/resume', { headers: headers as HeaderLines })
    for (const { key, facts } of of(told, 'entry'))
      if (facts.person === person && !text.includes(JSON.stringify(facts.title))) found.push(`D4 own entry ${key}: not on the resume`)
  }
  return found
}

/** A link that was made opens, unless its end was asked for; one whose end was acknowledged opens for nobody. */
async function linksHold({ app }: World, told: readonly Event[]): Promise<Violation[]> {
  const found: Violation[] = []
  const ended = new Set(of(told, 'share revoked').map(({ key }) => key))
  for (const { key, facts } of of(told, 'share revoked')) {
    const { status } = await call(app, 'GET', `/r/${facts.slug}`)
    if (status < 400) found.push(`D4 share revoked ${key}: the link still answers ${status}`)
  }
  for (const { key, facts } of of(told, 'share')) {
    if (ended.has(key)) continue
    // its end may have been asked for and not acknowledged: there or gone, never broken
    const { status } = await call(app, 'GET', `/r/${facts.slug}`)
    if (status >= 500) found.push(`D4 share ${key}: ${status}`)
  }
  return found
}

async function erasuresHold({ app }: World, told: readonly Event[]): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { key, facts } of of(told, 'erasure')) {
    const { status, body } = await call(app, 'GET', '/api/me', { headers: facts.headers as HeaderLines })
    if (status !== 401 && typeof body?.erasesAt !== 'string')
      found.push(`D4 erasure ${key}: ${status} ${JSON.stringify(body).slice(0, 200)}`)
  }
  return found
}
