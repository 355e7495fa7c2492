import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AroundStatement } from '../src/platform/db/around-statements.ts'
import { createFaultPoints, type StepKind } from '../src/platform/fault-points.ts'
import { startTestApp, type TestApp } from './app.ts'
import { type Changes, watchChanges } from './faults/changes.ts'
import type { FaultWorld, Operation, Operations } from './faults/operation.ts'
import { operatorOperations } from './faults/operator.ts'
import { intakeOperations, portalOperations } from './faults/partners.ts'
import { accountOperations, resumeOperations } from './faults/people.ts'
import { skillOperations, vaultOperations } from './faults/skills.ts'
import { badge, makePartner, signIn } from './people.ts'
import { makePlatform } from './platforms.ts'

/**
 * Every step (query, cache call, outbound send) of every request that changes something fails in turn, before it ran and after it:
 * what is there is the old state or the new one, the caller hears 503 in the words of its API, and sending again works.
 * A Redis that fails changes nothing: PostgreSQL has the facts, and each process counts for itself.
 * `FAULTS=all` tries every step; without it each COMMIT and send and a fifth of the others, other ones each time (`FAULTS_SEED` repeats
 * a run).
 *
 * @see reliability, section 3, and section 5: "FAULT_AT steps"
 */
const EVERY = process.env.FAULTS === 'all'
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 100_000)

/** Operations that are no GET and leave nothing behind, so that there is no half of it to leave. */
const EXCUSED: Readonly<Record<string, string>> = {
  vcApiVerifyCredential: 'checks a document and stores nothing',
  vcApiVerifyPresentation: 'checks a document and stores nothing',
  vcApiPublishStatus: 'lists are published as they are asked for: it answers and changes nothing',
  verifyUrl: 'looks whether an address answers and stores nothing',
  issueCredentialNonce: 'a nonce is sealed into itself: nothing is stored until it is used',
}

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const faults = createFaultPoints()
/** which steps of the sample were a COMMIT: they are tried in every run, as the sends are */
const commits = new Set<number>()
const noteCommit: AroundStatement = (query, run) => {
  if (/^commit$/i.test(query.sql)) commits.add(faults.steps.length)
  return run()
}
/** how many faults struck what */
const struckIn: Record<StepKind, number> = { query: 0, cache: 0, send: 0 }
const LONGEST_MS = 180_000
let app: TestApp
let site: Server
let changes: Changes
const given = {} as FaultWorld
beforeAll(async () => {
  site = createServer((request, response) => {
    if (request.url?.endsWith('.png')) response.writeHead(200, { 'content-type': 'image/png' }).end(PIXEL)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(badge()))
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  // what is done beside requests would change rows of its own
  app = await startTestApp({ faults, around: noteCommit, role: 'web', env: { FETCH_ALLOW_PRIVATE: '1', RATE_LIMIT_SCALE: '100000' } })
  Object.assign(given, {
    app,
    partner: await makePartner(app),
    platform: await makePlatform(app),
    person: await signIn(app, 'faults@example.org'),
    site: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
  } satisfies FaultWorld)
  changes = await watchChanges(app)
})
afterAll(async () => {
  site.close()
  await app.stop()
})

const GROUPS: readonly ((world: FaultWorld) => Operations)[] = [
  accountOperations,
  resumeOperations,
  intakeOperations,
  portalOperations,
  operatorOperations,
  skillOperations,
  vaultOperations,
]
const operationsIn = (world: FaultWorld): Operations => Object.assign({}, ...GROUPS.map((group) => group(world)))
// the names are known before the world is: nothing is called for them
const names = Object.keys(operationsIn({} as FaultWorld))
let operations: Operations
beforeAll(() => {
  operations = operationsIn(given)
})

/** The same choice for the same seed. */
const isTried = (name: string, at: number, kind: StepKind | undefined): boolean => {
  if (EVERY || commits.has(at) || kind === 'send') return true
  let mixed = SEED
  for (const letter of `${name} ${at}`) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) >>> 0
  return mixed % 5 === 0
}

const isDone = (status: number): boolean => status >= 200 && status < 300

/** The words of whichever API was asked. */
function saysBusy(body: Record<string, unknown>): boolean {
  return (
    body.error === 'temporarily_unavailable' ||
    body.imsx_codeMajor === 'failure' ||
    body.success === false ||
    body.type === 'urn:laurel:problem:server_busy'
  )
}

async function everyStep(name: string, { prepare, send, aside }: Operation, when: 'before' | 'after'): Promise<void> {
  const isAside = (line: string): boolean => aside?.rows.test(line) ?? false
  const found = async () => (await changes.take()).filter((line) => !isAside(line))
  const fresh = async (): Promise<never> => {
    const made = await prepare()
    await changes.take()
    return made as never
  }
  // what is made once for all (a status list, a partner of the server's own) is there from now on
  await send(await fresh())
  const sample = await fresh()
  commits.clear()
  faults.arm()
  const good = await send(sample)
  const kinds = faults.steps
  const steps = kinds.length
  const whole = await found()
  if (!isDone(good.status)) throw new Error(`${name}: ${good.status} ${JSON.stringify(good.body)}`)
  expect([name, whole.length > 0, steps > 0]).toEqual([name, true, true])

  let made = await fresh()
  for (let at = 1; at <= steps; at++) {
    if (!isTried(`${name} ${when}`, at, kinds[at - 1])) continue
    faults.arm({ at, when, how: 'error' })
    const answer = await send(made)
    const { struck } = faults
    if (struck) struckIn[struck]++
    faults.arm()
    const seen = await changes.take()
    const left = seen.filter((line) => !isAside(line))
    const place = `${name}, ${when} step ${at} of ${steps}`
    if (left.length > 0) expect([place, left]).toEqual([place, whole])
    if (struck === 'cache') expect([place, answer.status, left]).toEqual([place, good.status, whole])
    // a step nobody depends on may fail unseen; otherwise 503 with a time to come back, never a bug
    if (isDone(answer.status)) expect([place, left]).toEqual([place, whole])
    else
      expect([place, answer.status, Number(answer.headers.get('retry-after')) > 0, saysBusy(answer.body)]).toEqual([place, 503, true, true])
    // it needed fewer steps this time: this was the whole of it
    if (!struck) return
    if (left.length > 0) {
      // all of it is there: whoever sends it again hears so, one way or the other
      const again = await send(made)
      expect([place, again.status < 500]).toEqual([place, true])
    }
    if (seen.length > 0) made = await fresh()
  }
  const last = await send(made)
  expect([name, isDone(last.status) || last.body, await found()]).toEqual([name, true, whole])
}

describe.each(names)('%s, with its steps failing in turn', (name) => {
  it.each(['before', 'after'] as const)(
    `is wholly done or not at all, and can be sent again (fault %s the step; seed ${SEED})`,
    { timeout: LONGEST_MS },
    (when) => everyStep(name, operations[name]!, when),
  )
})

describe('the list above', () => {
  it('has met every kind of step', () => {
    const kinds: StepKind[] = ['query', 'send', ...(app.config.redisUrl === undefined ? [] : ['cache' as const])]
    expect(kinds.filter((kind) => struckIn[kind] === 0)).toEqual([])
  })

  it('has every operation of the OpenAPI that is no GET, or says why not', () => {
    const { paths = {} } = app.app.swagger() as { paths?: Record<string, Record<string, { operationId?: string }>> }
    const ids = Object.values(paths).flatMap((methods) =>
      Object.entries(methods)
        .filter(([method]) => method !== 'get')
        .map(([, { operationId }]) => operationId ?? ''),
    )
    const tried = new Set(names.map((name) => name.split(' ')[0] ?? ''))
    expect(ids.length).toBeGreaterThan(90)
    expect(ids.filter((id) => !tried.has(id) && !(id in EXCUSED))).toEqual([])
    expect([...tried, ...Object.keys(EXCUSED)].filter((id) => !ids.includes(id))).toEqual([])
  })
})
