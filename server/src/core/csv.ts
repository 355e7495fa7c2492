/**
 * What a spreadsheet would take for a formula: it passes over leading white space, and reads full-width forms as the plain ones.
 *
 * @see reliability T19; ASVS 5.0 1.2.10
 */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05\u2212]|^[\t\r\n]/

const cell = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const safe = typeof value !== 'number' && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as CSV, the names of its columns first; text that begins like a formula is quoted so that no spreadsheet runs it. */
export const csvOf = <const C extends string>(columns: readonly C[], rows: readonly Readonly<Record<C, unknown>>[]): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((line) => `${line.map(cell).join(',')}\r\n`).join('')
