const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs more than using it. */
function formatterFor(locale: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(style)}`
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, style)
  formatters.set(key, formatter)
  return formatter
}

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?$/

/** A date as the reader writes it; words such as "Spring 2023" stay as sent. */
export function writeDate(sent: string, locale: string): string {
  const text = sent.trim()
  const [, year, month, day] = ISO.exec(text) ?? []
  if (!year || !month) return text
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)))
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== Number(month) - 1) return text
  const style: Intl.DateTimeFormatOptions = day ? { dateStyle: 'long' } : { year: 'numeric', month: 'long' }
  return formatterFor(locale, { ...style, timeZone: 'UTC' }).format(date)
}

/** A moment in the reader's own time zone. */
export function writeMoment(iso: string, locale: string, style: Intl.DateTimeFormatOptions = { dateStyle: 'long' }): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : formatterFor(locale, style).format(date)
}
