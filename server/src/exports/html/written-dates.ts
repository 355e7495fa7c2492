import { html, type Markup } from './markup.ts'

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?$/

/** A date in the words of a language; "Spring 2023" stays as sent. */
export function writtenDate(sent: string, locale: string): string {
  const text = sent.trim()
  const [, year, month, day] = ISO.exec(text) ?? []
  if (!year || !month) return text
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)))
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== Number(month) - 1) return text
  return formatOf(locale, day ? 'day' : 'month').format(date)
}

const STYLES = {
  day: { dateStyle: 'long', timeZone: 'UTC' },
  month: { year: 'numeric', month: 'long', timeZone: 'UTC' },
  moment: { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string, style: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = `${locale} ${style}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, STYLES[style])
  formats.set(key, known)
  return known
}

/** A moment, to the minute; a script may rewrite it in the reader's own time zone. */
export const writtenMoment = (iso: string, locale: string): Markup =>
  html`<time datetime="${iso}">${formatOf(locale, 'moment').format(new Date(iso))} UTC</time>`

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** "2 minutes ago"; undefined within the first minute. */
export function writtenAge(then: Date, now: Date, locale: string): string | undefined {
  const seconds = Math.max(0, (now.getTime() - then.getTime()) / 1_000)
  const unit = UNITS.find(([, size]) => seconds >= size)
  return unit && new Intl.RelativeTimeFormat(locale).format(-Math.floor(seconds / unit[1]), unit[0])
}
