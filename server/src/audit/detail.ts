const LONGEST_TEXT = 500
const LONGEST_DETAIL = 16_000
const SECRET_NAME = /secret|accesskey|apikey|token|password|code$/i

/** Keys in order, long texts shortened, nothing that is named like a secret. */
function plain(value: unknown, name = ''): unknown {
  if (value !== undefined && value !== null && typeof value !== 'boolean' && SECRET_NAME.test(name)) return '(not kept)'
  if (typeof value === 'string')
    return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}… (${value.length} characters)` : value
  if (Array.isArray(value)) return value.map((item) => plain(item))
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, plain(item, key)]),
  )
}

/** The facts of a change as canonical JSON, of bounded length. */
export function detailText(detail: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(plain(detail))
  return text.length > LONGEST_DETAIL ? JSON.stringify({ tooLong: text.length, starts: text.slice(0, LONGEST_TEXT) }) : text
}

/** What a change set, field by field: `{field: {from, to}}` for those that differ. */
export function differences(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b))
  return Object.fromEntries(
    Object.keys(after)
      .filter((name) => !same(before[name] ?? null, after[name] ?? null))
      .map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]),
  )
}
