import fc from 'fast-check'
import type { OpenApi, Operation } from '../test/api-contract.ts'
import type { Sent } from '../test/good-path/send.ts'
import type { HeaderLines } from '../test/people.ts'
import { hostileValue, mutated } from './hostile-values.ts'

export interface HostileRequest {
  method: string
  path: string
  headers: HeaderLines
  body: string | undefined
}

/** What a browser, a server or an attacker may say about a body. */
const TYPES = ['text/plain', 'multipart/form-data; boundary=x', 'application/vc+jwt', 'application/x-www-form-urlencoded', '']
const FORM = 'application/x-www-form-urlencoded'

/** Text of a document as JSON.stringify would not write it: broken ends, doubled keys, bytes no text holds. */
const written = (document: unknown): fc.Arbitrary<string> => {
  const json = JSON.stringify(document) ?? 'null'
  return fc.oneof(
    { weight: 14, arbitrary: fc.constant(json) },
    { weight: 1, arbitrary: fc.nat(json.length).map((end) => json.slice(0, end)) },
    { weight: 1, arbitrary: fc.constant(json.replace('{', '{"id":1,"id":2,')) },
    { weight: 1, arbitrary: fc.constant(json.replace(/"/, '"\\u0000')) },
    { weight: 1, arbitrary: fc.constant(`\uFEFF${json}`) },
    { weight: 1, arbitrary: fc.constant(json.replace('{', '{"__proto__":{"admin":true},')) },
  )
}

interface Known {
  path: string
  method: string
  operation: Operation
  /** requests that succeeded here */
  good: readonly Sent[]
}

/** What would lock a whole cast out of its own world is sent with nobody's name. */
const ENDS_A_SESSION = new Set(['signOut', 'signOutPartner', 'rotateOwnKey', 'eraseAccount', 'endOtherSessions', 'endSession'])

/**
 * Requests to every documented endpoint, each as often: good ones changed in places, and others made from the description alone.
 *
 * @param recorded the good path, as it was sent
 */
export function hostileRequests(api: OpenApi, recorded: readonly Sent[]): fc.Arbitrary<HostileRequest> {
  const callers = [...new Map(recorded.map(({ who, headers }) => [who, headers])).values()]
  const known = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([lower, operation]): Known => {
      const method = lower.toUpperCase()
      const pattern = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
      const good = recorded.filter((one) => one.method === method && pattern.test(one.path.split('?')[0] ?? ''))
      return { path, method, operation, good }
    }),
  )
  return fc.constantFrom(...known).chain((one) => requestTo(one, callers))
}

function requestTo({ path, method, operation, good }: Known, callers: readonly HeaderLines[]): fc.Arbitrary<HostileRequest> {
  const made = { method: fc.constant(method), path: addressFrom(path, operation) }
  const samples = good.length > 0 ? fc.constantFrom(...good) : fc.constant(undefined)
  return samples.chain((sample) => {
    const own = ENDS_A_SESSION.has(operation.operationId) ? {} : (sample?.headers ?? {})
    const address = sample ? fc.oneof({ weight: 3, arbitrary: addressNear(sample.path) }, made.path) : made.path
    return fc
      .record({
        method: fc.oneof({ weight: 20, arbitrary: made.method }, fc.constantFrom('PUT', 'PATCH', 'OPTIONS', 'HEAD', 'DELETE')),
        path: address,
        // mostly who may call, so that the request gets past the door
        caller: fc.oneof({ weight: 6, arbitrary: fc.constant(own) }, fc.constantFrom<HeaderLines>({}, ...callers)),
        body: bodyFor(method, operation, sample),
      })
      .map(({ method: verb, path: at, caller, body }) => ({
        // a stray method may end what the whole run lives on
        method: ENDS_A_SESSION.has(operation.operationId) ? method : verb === 'DELETE' && method !== 'DELETE' ? 'PUT' : verb,
        path: at,
        headers: { ...(ENDS_A_SESSION.has(operation.operationId) ? {} : caller), ...(body?.type && { 'content-type': body.type }) },
        body: body?.text,
      }))
  })
}

interface Body {
  type: string
  text: string
}

function bodyFor(method: string, operation: Operation, sample: Sent | undefined): fc.Arbitrary<Body | undefined> {
  if (method === 'GET' || method === 'DELETE') return fc.constant(undefined)
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  if (!schema && sample?.body === undefined) return fc.oneof(fc.constant(undefined), fc.constant({ type: 'application/json', text: '{}' }))
  const isForm = sample?.body instanceof URLSearchParams || FORM in (operation.requestBody?.content ?? {})
  const good = sample?.body instanceof URLSearchParams ? Object.fromEntries(sample.body) : sample?.body
  const documents = good === undefined ? hostileValue(schema) : fc.oneof({ weight: 3, arbitrary: mutated([good]) }, hostileValue(schema))
  const texts = isForm ? documents.map(asForm) : documents.chain(written)
  const usual = isForm ? FORM : 'application/json'
  const type = fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, fc.constantFrom(...TYPES))
  return fc.record({ text: texts, type })
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 3_000)

const asForm = (document: unknown): string =>
  new URLSearchParams(Object.entries(Object(document) as object).map(([name, value]) => [name, plain(value)])).toString()

function addressFrom(path: string, { parameters = [] }: Operation): fc.Arbitrary<string> {
  const value = (where: string) =>
    fc.record(
      Object.fromEntries(parameters.filter((one) => one.in === where).map((one) => [one.name, hostileValue(one.schema)])),
      where === 'query' ? { requiredKeys: [], noNullPrototype: true } : { noNullPrototype: true },
    )
  return fc.tuple(value('path'), value('query')).map(([inPath, query]) => {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(plain((inPath as Record<string, unknown>)[name]) || 'x'),
    )
    const search = new URLSearchParams(Object.entries(query).map(([name, one]) => [name, plain(one)])).toString()
    return search ? `${filled}?${search}` : filled
  })
}

/** A good address, or one with a parameter doubled, cut or put beside it. */
const addressNear = (path: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(path) },
    { weight: 1, arbitrary: fc.constant(`${path}${path.includes('?') ? '&' : '?'}limit=-1&limit=2`) },
    { weight: 1, arbitrary: fc.constant(`${path}${path.includes('?') ? '&' : '?'}__proto__[x]=1&offset=9e9&format=%ff`) },
    { weight: 1, arbitrary: fc.nat(Math.max(1, path.length - 1)).map((at) => path.slice(0, at) || '/') },
    { weight: 1, arbitrary: fc.constant(`${path}%00`) },
    { weight: 1, arbitrary: fc.constant(path.replace(/[0-9a-z]{20,}/g, (found) => [...found].reverse().join(''))) },
  )
