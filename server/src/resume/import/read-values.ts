import { isDay } from '../../core/time.ts'
import type { NewOwnEntry, Profile } from '../shapes.ts'

/** What a file of somebody's making comes to: everything cut to what a resume takes, nothing of it proved. */
export interface ReadResume {
  name: string
  profile: Profile
  entries: NewOwnEntry[]
  /** documents with a proof of their own, to be taken as credentials: objects, or compact JWS */
  credentials: (Record<string, unknown> | string)[]
  /** what was left out or cut, in plain words */
  notes: string[]
}

export type Fields = Record<string, unknown>

/** Longer lists are cut: nobody has so many. */
export const MOST_ITEMS = 1_000

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MOST_ITEMS) : [])

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** The first of these that says something, without the characters nothing can store, cut to a length. */
export function textOf(limit: number, ...values: readonly unknown[]): string {
  for (const value of values) {
    const text = isPlain(value)
      ? cut(
          String(value)
            .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
            .trim(),
          limit,
        )
      : ''
    if (text !== '') return text
  }
  return ''
}

/** Never through the middle of a character. */
const cut = (text: string, limit: number): string =>
  (text.length <= limit ? text : text.slice(0, limit))
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .trim()

/** Several texts as paragraphs of one. */
export const paragraphs = (limit: number, values: readonly unknown[]): string =>
  textOf(
    limit,
    values
      .map((value) => textOf(limit, value))
      .filter(Boolean)
      .join('\n'),
  )

/** Lines of one text: an empty one between two of them ends a paragraph. */
export const linesIn = (limit: number, values: readonly unknown[]): string =>
  textOf(
    limit,
    values
      .map((value) => textOf(limit, value))
      .join('\n')
      .replace(/\n{3,}/g, '\n\n'),
  )

/** A year, a month or a day, as the start of whatever ISO form; '' for anything else. */
export function dateOf(...values: readonly unknown[]): string {
  for (const value of values) {
    const [, date] = /^\s*(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:T.*)?\s*$/s.exec(textOf(60, value)) ?? []
    // a day that never was still names its month
    if (date && !date.startsWith('0000')) return date.length === 10 && !isDay(date) ? date.slice(0, 7) : date
  }
  return ''
}

/** A web or mail address; '' for anything that could run. */
export function linkOf(limit: number, value: unknown): string {
  const text = isPlain(value) ? String(value).trim() : ''
  return text.length <= limit && /^(?:https?:\/\/|mailto:)/i.test(text) && URL.canParse(text) ? text : ''
}

/** An address somebody could be written to; '' for anything else. */
export const emailIn = (value: unknown): string => {
  const text = textOf(254, value)
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text) ? text : ''
}
