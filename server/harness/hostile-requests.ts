import fc from 'fast-check'
import { hostileValue, mutated } from './hostile-values.ts'

export interface HostileRequest {
  method: string
  path: string
  caller: string
  contentType: string
  body: string | undefined
}

interface Operation {
  parameters?: { name: string; in: string; schema: object }[]
  security?: Record<string, unknown>[]
  requestBody?: { content: Record<string, { schema: object }> }
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
}

const TYPES = [
  'application/json',
  'application/json',
  'application/json',
  'application/json',
  'application/json',
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/vc+jwt',
  '',
]

/** Text of a document as JSON.stringify would not write it: broken ends, doubled keys, bytes no text holds. */
const written = (document: unknown): fc.Arbitrary<string> => {
  const json = JSON.stringify(document) ?? 'null'
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(json) },
    { weight: 1, arbitrary: fc.nat(json.length).map((end) => json.slice(0, end)) },
    { weight: 1, arbitrary: fc.constant(json.replace('{', '{"id":1,"id":2,')) },
    { weight: 1, arbitrary: fc.constant(json.replace(/"/, '"\\u0000')) },
    { weight: 1, arbitrary: fc.constant(`\uFEFF${json}`) },
    { weight: 1, arbitrary: fc.constant(json.replace('{', '{"__proto__":{"admin":true},')) },
  )
}

/** Requests to every documented endpoint, by every kind of caller. @param good bodies that are known to be accepted, by path */
export function hostileRequests(
  api: OpenApi,
  callers: readonly string[],
  good: Readonly<Record<string, readonly unknown[]>>,
): fc.Arbitrary<HostileRequest> {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return fc.constantFrom(...operations).chain(({ path, method, operation }) => {
    const parameters = operation.parameters ?? []
    const value = (where: string) =>
      fc.record(
        Object.fromEntries(parameters.filter((one) => one.in === where).map((one) => [one.name, hostileValue(one.schema)])),
        where === 'query' ? { requiredKeys: [], noNullPrototype: true } : { noNullPrototype: true },
      )
    const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema
    const documents = good[path] ? fc.oneof(mutated(good[path]), hostileValue(schema)) : hostileValue(schema)
    const body = method === 'GET' || method === 'DELETE' ? fc.constant(undefined) : documents.chain(written)
    return fc.record({
      method: fc.oneof(
        { weight: 20, arbitrary: fc.constant(method) },
        { weight: 1, arbitrary: fc.constantFrom('PUT', 'PATCH', 'OPTIONS', 'HEAD', 'DELETE') },
      ),
      path: fc.tuple(value('path'), value('query')).map(([inPath, query]) => addressOf(path, inPath, query)),
      // mostly who may call, so that the request gets past the door
      caller: fc.oneof({ weight: 5, arbitrary: fc.constant(callerOf(operation)) }, { weight: 1, arbitrary: fc.constantFrom(...callers) }),
      contentType: fc.constantFrom(...TYPES),
      body,
    })
  })
}

const CALLERS: Readonly<Record<string, string>> = {
  session: 'person',
  accessToken: 'partner',
  platformKey: 'platform',
  operator: 'operator',
}
const callerOf = ({ security = [] }: Operation): string =>
  security.flatMap((one) => Object.keys(one)).map((name) => CALLERS[name])[0] ?? 'nobody'

const plain = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 3_000)

function addressOf(path: string, inPath: Record<string, unknown>, query: Record<string, unknown>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(plain(inPath[name]) || 'x'))
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, plain(value)])).toString()
  return search ? `${filled}?${search}` : filled
}
