import type { JsonObject } from '../model/json.ts'
import type { Findings } from './findings.ts'

/** XML Schema dateTime; the zone may be missing in VCDM 1.1 documents found in the wild. */
const DATE_TIME = /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))?$/i
const MINUTE_MS = 60_000

/** Milliseconds since 1970 of a dateTime; undefined for anything else, such as 30 February. Without zone it is UTC. */
export function instantOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? DATE_TIME.exec(value) : null
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => Number(match[group])) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const zoneHours = Number(match[9] ?? 0)
  const zoneMinutes = Number(match[10] ?? 0)
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 || zoneHours > 14 || zoneMinutes > 59) return undefined
  const midnight = new Date(Date.UTC(year, month - 1, day))
  midnight.setUTCFullYear(year)
  if (midnight.getUTCDate() !== day) return undefined
  const zone = (zoneHours * 60 + zoneMinutes) * MINUTE_MS * (match[8] === '-' ? -1 : 1)
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + Number(match[7] ?? 0) * 1000 - zone
}

/** Words in a credential that begin and end its validity, old and new. @see VCDM 2.0 section 4.9; VCDM 1.1 sections 4.6 and 4.7 */
const FROM = ['validFrom', 'issuanceDate'] as const
const UNTIL = ['validUntil', 'expirationDate', 'expires'] as const

/** Compares the validity period with `now`, which belongs to the caller; nobody vouched for the dates of an unsigned document. */
export function checkDates(document: JsonObject, signed: boolean, now: Date, findings: Findings): void {
  const before = findings.checks.length
  const start = firstOf(FROM, document, signed, findings)
  const end = firstOf(UNTIL, document, signed, findings)
  if (start && end && start.instant > end.instant) findings.fail('dates', 'it ends before it begins', `/${end.name}`)
  if (start && start.instant > now.getTime())
    findings.fail('dates', `it is valid from ${String(document[start.name])}`, `/${start.name}`, 'not-yet-valid')
  if (end && end.instant < now.getTime()) findings.fail('dates', `it expired ${String(document[end.name])}`, `/${end.name}`, 'expired')
  if (findings.checks.length > before) return
  if (end) findings.pass('dates', `it is valid until ${String(document[end.name])}`, `/${end.name}`)
  else findings.pass('dates', 'it is valid and has no end date')
}

/** The first of these words that holds a date; every one that holds something else is reported. */
function firstOf(
  names: readonly string[],
  document: JsonObject,
  signed: boolean,
  findings: Findings,
): { name: string; instant: number } | undefined {
  let first: { name: string; instant: number } | undefined
  for (const name of names) {
    const value = document[name]
    if (isBlank(value)) continue
    const instant = instantOf(value)
    if (instant !== undefined) first ??= { name, instant }
    else if (signed) findings.fail('dates', `${name} ${JSON.stringify(value)} is no date`, `/${name}`)
    else findings.unknown('dates', `${name} ${JSON.stringify(value)} is no date`, `/${name}`, null)
  }
  return first
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''
