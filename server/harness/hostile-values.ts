import fc from 'fast-check'

interface JsonSchema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  $ref?: string
}

/** Texts that have broken somebody's server before. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202Egnp.exe',
  '__proto__',
  'constructor',
  'null',
  '-1',
  '1e400',
  '9'.repeat(400),
  "'; drop table people; --",
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'http://169.254.169.254/',
  'file:///etc/passwd',
  '../../../etc/passwd',
  '%00%zz',
  'a@b@c',
  'x\r\nBcc: y@example.org',
  '👩‍🚀'.repeat(50),
  'é'.repeat(5_000),
  '2024-02-30T25:61:00Z',
  '+275760-09-13T00:00:00.001Z',
  'urn:uuid:00000000-0000-4000-8000-000000000001',
  'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
  '#set text(red)',
  '=cmd|calc',
]
const NUMBERS = [0, -0, -1, 1, 0.1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, Number.MAX_SAFE_INTEGER]

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
const leaf = fc.oneof(text, fc.constantFrom<unknown>(...NUMBERS, true, false, null, [], {}))

const deep = (depth: number): unknown => {
  let value: unknown = 'x'
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value }
  return value
}
const odd = fc.oneof(
  leaf,
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(
    deep(63),
    deep(64),
    deep(200),
    Array.from({ length: 501 }, () => ({})),
    { constructor: 1 },
  ),
)

/** Mostly what the schema asks for, with something odd in places. */
export function hostileValue(schema: JsonSchema | undefined, depth = 0): fc.Arbitrary<unknown> {
  const usual = depth > 6 || schema === undefined ? leaf : usualValue(schema, depth)
  return fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: odd })
}

function usualValue(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.oneof(fc.constantFrom(...schema.enum), leaf)
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choices?.length) return fc.oneof(...choices.map((one) => hostileValue(one, depth + 1)))
  const type = [schema.type].flat()[0]
  if (type === 'array') return fc.array(hostileValue(schema.items, depth + 1), { maxLength: 4 })
  if (type === 'integer' || type === 'number') return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(...NUMBERS))
  if (type === 'boolean') return fc.boolean()
  if (type === 'object' || schema.properties)
    return fc.record(
      Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, hostileValue(one, depth + 1)])),
      { requiredKeys: [], noNullPrototype: true },
    )
  return text
}

type Step = readonly [at: number, how: 'drop' | 'swap' | 'twice' | 'wrap', value: unknown]

/** A good document with a few places changed: kept close to good, so that it gets past the first check. */
export const mutated = (good: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.constantFrom(...good),
      fc.array(fc.tuple(fc.nat(10_000), fc.constantFrom('drop', 'swap', 'twice', 'wrap') as fc.Arbitrary<Step[1]>, odd), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([document, steps]) => steps.reduce<unknown>((found, step) => change(structuredClone(found), step), document))

function change(document: unknown, [at, how, value]: Step): unknown {
  const places: { holder: Record<string, unknown>; key: string }[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || places.length > 2_000) return
    for (const key of Object.keys(node)) {
      places.push({ holder: node as Record<string, unknown>, key })
      visit((node as Record<string, unknown>)[key])
    }
  }
  visit(document)
  const place = places[at % Math.max(1, places.length)]
  if (!place) return value
  const { holder, key } = place
  if (how === 'drop') delete holder[key]
  else if (how === 'swap') holder[key] = value
  else if (how === 'wrap') holder[key] = [holder[key]]
  else holder[`${key}2`] = holder[key]
  return document
}
