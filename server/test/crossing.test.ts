import { afterAll, beforeAll, expect, it } from 'vitest'
import { createContract } from './api-contract.ts'
import { startTestApp, type TestApp } from './app.ts'
import { cross, namesIn, rowsOf, type Stranger } from './good-path/cross.ts'
import { cookieOf, type Sent, type Who } from './good-path/send.ts'
import { type Cast, makeCast, walkWholePath } from './good-path/whole-path.ts'
import { call, type HeaderLines } from './people.ts'

let app: TestApp
let ours: Cast
let theirs: Cast
let portal: HeaderLines
beforeAll(async () => {
  app = await startTestApp()
  ours = await makeCast(app, 'ours')
  theirs = await makeCast(app, 'theirs')
  const [{ clientId, accessKey }] = theirs.partners as [Cast['partners'][number]]
  portal = cookieOf(await call(app, 'POST', '/api/partner/sign-in', { body: { clientId, accessKey } }))
})
afterAll(() => app.stop())

const nobody: Stranger = { name: 'nobody', headers: {} }

/** Everybody who is not the sender: the same kind of caller of another tenant and of the other mode, another kind, and nobody. */
function strangersTo({ who, headers }: Sent): Stranger[] {
  const partners = [...theirs.partners, ...ours.partners].filter((one) => one.headers.authorization !== headers.authorization)
  const keys = [...theirs.keys, ...ours.keys].filter((one) => one.apiKey !== headers['x-api-key'])
  const asPartners = partners.map((one) => ({ name: `partner ${one.slug}`, headers: one.headers }))
  const asKeys = keys.map((one) => ({ name: `key of ${one.id} ${one.mode}`, headers: one.headers }))
  const asPerson = { name: 'person', headers: theirs.person }
  const asPortal = { name: 'portal', headers: portal }
  const kinds: Partial<Record<Who, Stranger[]>> = {
    partner: [...asPartners, nobody],
    portal: [asPortal, asPerson, nobody],
    person: [asPerson, asPortal, nobody],
    platform: [...asKeys, nobody],
    reader: asKeys,
    operator: [asPerson, asPortal, ...asKeys.slice(0, 1), nobody],
  }
  return kinds[who] ?? []
}

/** These end the stranger's own session, or (an import) are the right of whoever holds the document first. */
const IS_NOT_CROSSED = /^\/api\/(?:sign-out|partner\/sign-out|partner\/rotate-key|me\/import$)/

/** @see reliability, OWASP API1: every recorded request of tenant 1 with tenant 2's key; T04, T06 */
it('whatever one tenant may do, another, the other mode, another person and nobody may not, and cannot tell from what never was', async () => {
  const judge = createContract((await call(app, 'GET', '/api/openapi.json')).body)
  const reached = new Set<string>()
  const owned = new Map<HeaderLines, Set<string>>()
  const broken: string[] = []
  let crossings = 0
  const { body: me } = await call(app, 'GET', '/api/me', { headers: ours.person })
  const owners = { partners: ours.partners.map(({ id }) => id), people: [me.id], keys: ours.keys.map(({ keyId }) => keyId) }
  const before = async (sent: Sent): Promise<void> => {
    if (IS_NOT_CROSSED.test(sent.path)) return
    const attempt = async (stranger: Stranger): Promise<void> => {
      crossings++
      const others = new Set([...owned].filter(([holder]) => holder !== stranger.headers).flatMap(([, names]) => [...names]))
      for (const name of owned.get(stranger.headers) ?? []) others.delete(name)
      for (const found of await cross(app, sent, stranger, others)) broken.push(`${sent.method} ${sent.path} as ${stranger.name}: ${found}`)
    }
    // what the other mode of our own platform or partner does, it does in rows of its own
    const isOwn = ({ headers }: Stranger): boolean => [...ours.keys, ...ours.partners].some((one) => one.headers === headers)
    const strangers = strangersTo(sent)
    const rows = sent.method === 'GET' ? undefined : await rowsOf(app, owners)
    for (const stranger of strangers.filter((one) => !isOwn(one))) await attempt(stranger)
    if (rows) {
      const now = await rowsOf(app, owners)
      for (const [table, print] of rows)
        if (now.get(table) !== print) broken.push(`${sent.method} ${sent.path}: strangers changed ${table}`)
    }
    for (const stranger of strangers.filter(isOwn)) await attempt(stranger)
  }
  await walkWholePath(app, ours, {
    before,
    after: ({ who, method, path, headers }, answer) => {
      const { operation, broken: wrong } = judge(method, path, {
        status: answer.status,
        type: answer.headers.get('content-type') ?? '',
        text: answer.text,
      })
      if (operation && answer.status < 300) reached.add(operation.operationId)
      broken.push(...wrong.map((one) => `${method} ${path}: ${one}`))
      if (who === 'anyone' || who === 'link' || who === 'operator') return
      owned.set(headers, new Set([...(owned.get(headers) ?? []), ...namesIn(answer.text)]))
    },
  }).catch((error) => broken.push(String(error)))
  console.log(`${crossings} crossings, ${reached.size} operations`)
  expect(broken).toEqual([])
  expect(crossings).toBeGreaterThan(500)
}, 600_000)
