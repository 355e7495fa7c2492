/** One claim in a folded text: where it stands, how long it is, and what is compared. */
export interface Said {
  at: number
  length: number
  means: string
}

const said = (match: RegExpMatchArray, means: string): Said => ({ at: match.index ?? 0, length: match[0].length, means })

const MONTHS = [
  ['jan', 'ene'],
  ['feb'],
  ['mar'],
  ['apr', 'abr'],
  ['may'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
] as const
const MONTH_WORD = new RegExp(
  `(?<![\\p{L}\\p{N}])((?:${MONTHS.flat().join('|')})\\p{L}{0,7})\\.?,? (?:\\d{1,2},? )?(?:de |del )?((?:19|20)\\d{2})(?!\\d)`,
  'gu',
)
const ISO_MONTH = /(?<!\d)((?:19|20)\d{2})-(0[1-9]|1[0-2])(?!\d)/g
const YEAR = /(?<![\d.,])(?:19|20)\d{2}(?!\d)/g

const monthOf = (word: string): number => MONTHS.findIndex((starts) => starts.some((start) => word.startsWith(start))) + 1

/** Years in a folded text. */
export const yearsIn = (text: string): Said[] => [...text.matchAll(YEAR)].map((match) => said(match, match[0]))

/** Months of years in a folded text: "May 2019", "mayo de 2019", "2019-05". */
export const monthsIn = (text: string): Said[] => [
  ...[...text.matchAll(ISO_MONTH)].map((match) => said(match, `${match[1]}-${match[2]}`)),
  ...[...text.matchAll(MONTH_WORD)].map((match) => said(match, `${match[2]}-${String(monthOf(match[1]!)).padStart(2, '0')}`)),
]

const UNITS: readonly (readonly [stem: string, pattern: string])[] = [
  ['year', 'years?|yrs?|anos?'],
  ['month', 'months?|mes|meses'],
  ['week', 'weeks?|semanas?'],
  ['hour', 'hours?|hrs?|horas?'],
]

/** "5 years", "10+ años", "40 hours" in a folded text. */
export function durationsIn(text: string): Said[] {
  return UNITS.flatMap(([stem, pattern]) =>
    [...text.matchAll(new RegExp(`(?<![\\d.,])(\\d{1,4})\\s?\\+?[\\s-]?(?:${pattern})(?!\\p{L})`, 'gu'))].map((match) =>
      said(match, `${Number(match[1])} ${stem}`),
    ),
  )
}

const GRADES = [
  /(?<!\p{L})(?:gpa|cgpa)\s?(?:of|:|=)?\s?\d(?:[.,]\d{1,2})?/gu,
  /(?<![\d.,])\d{1,2}[.,]\d{1,2}\s?\/\s?\d{1,2}(?:[.,]\d)?/gu,
  /(?<![\d.,])\d{1,3}(?:[.,]\d)?\s?%/gu,
  /(?<!\p{L})(?:grade|mark|score|nota|calificacion)\s?(?:of|de|:)?\s?(?:[a-f][+-]?(?!\p{L})|\d{1,3}(?:[.,]\d{1,2})?)/gu,
  /(?<![\p{L}\p{N}])(?:(?:summa|magna) )?cum laude(?!\p{L})/gu,
  /(?<![\p{L}\p{N}])(?:with honou?rs|with distinction|first[- ]class|valedictorian|dean'?s list|straight a'?s|matricula de honor|sobresaliente|con honores)(?!\p{L})/gu,
]

/** Grades and honours in a folded text. */
export const gradesIn = (text: string): Said[] =>
  GRADES.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => said(match, match[0].replace(/[\s:=]|of|de/g, ''))))
