import { problems } from './problems.ts'

/** A body as it arrived: anything at all. */
export type Body = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

export const bodyOf = (body: unknown): Body => (isRecord(body) ? body : {})

/** A text without the space around it; '' for whatever is no text. */
export function textOf(body: Body, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value.trim() : ''
}

export const MAX_TEXT = 500
export const MAX_LONG_TEXT = 10_000

const badly = (because: string) => problems.INVALID_DATA_FORMAT({ because })

/** @throws Problem INVALID_DATA_FORMAT when it is too long */
export function shortText(body: Body, name: string, limit = MAX_TEXT): string {
  const text = textOf(body, name)
  if (text.length > limit) throw badly(`/${name} is longer than ${limit} characters`)
  return text
}

/** Texts of a list, each once, in order. Undefined when it is no list of texts. */
export function textsOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const texts: string[] = []
  for (const entry of value) {
    if (typeof entry !== 'string' || entry.trim() === '') return undefined
    texts.push(entry.trim())
  }
  return [...new Set(texts)]
}

/** An http or https address; undefined for anything else. */
export function webAddress(value: unknown): URL | undefined {
  if (typeof value !== 'string' || value.length > 2_000 || !URL.canParse(value.trim())) return undefined
  const url = new URL(value.trim())
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' ? url : undefined
}

const DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$/

/** ISO 8601, from a year to an instant. */
export const isDate = (text: string): boolean => DATE.test(text) && !Number.isNaN(Date.parse(text)) && isDayOfItsMonth(text.slice(0, 10))

/** `Date` would move 31 February to 2 March, and nobody would be told. */
const isDayOfItsMonth = (day: string): boolean => day.length < 10 || new Date(day).toISOString().startsWith(day)

/** A stored date as a full timestamp in UTC; null when there is none. */
export function timestampOf(value: unknown): string | null {
  if (typeof value !== 'string' || !isDate(value.trim())) return null
  const text = value.trim()
  // a time without a zone is UTC here, not the zone of the server
  return new Date(/T[\d:.]+$/.test(text) ? `${text}Z` : text).toISOString()
}
