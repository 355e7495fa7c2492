import { isObject, type JsonObject, listOf } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import { instantOf } from '../verify/dates.ts'
import { type Fault, faultsIn, VC_2 } from '../verify/structure.ts'

/** What would make a document unfit to be issued: the data model, and what a reader forgives and an issuer must not write. */
export const faultsInIssuing = (read: ReadCredential): Fault[] => [
  ...faultsIn(read),
  ...datesAreStamps(read.document),
  ...endsAfterItBegins(read.document),
  ...statusEntriesAreWhole(read.document),
]

const DATES = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate'] as const
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/i

/** VCDM 2.0, 4.9: a dateTimeStamp, which is a dateTime with its zone; VCDM 1.1 asks for a dateTime. */
function datesAreStamps(document: JsonObject): Fault[] {
  const needsZone = listOf(document['@context'])[0] === VC_2
  return DATES.filter((name) => document[name] !== undefined).flatMap((name) => {
    const value = document[name]
    const fits = instantOf(value) !== undefined && (!needsZone || ZONE.test(String(value)))
    return fits
      ? []
      : [{ because: `${name} ${JSON.stringify(value)} is no date and time${needsZone ? ' with its zone' : ''}`, at: `/${name}` }]
  })
}

/** VCDM 2.0, 4.9 */
function endsAfterItBegins({ validFrom, issuanceDate, validUntil, expirationDate }: JsonObject): Fault[] {
  const start = instantOf(validFrom ?? issuanceDate)
  const end = instantOf(validUntil ?? expirationDate)
  return start !== undefined && end !== undefined && start > end ? [{ because: 'it ends before it begins', at: '/validUntil' }] : []
}

/** Bitstring Status List 1.0, 2.1 */
function statusEntriesAreWhole({ credentialStatus }: JsonObject): Fault[] {
  const fits = listOf(credentialStatus).every((entry) => !isObject(entry) || !isBitstringEntry(entry) || isWhole(entry))
  return fits ? [] : [{ because: 'a BitstringStatusListEntry lacks its purpose, its list or its index', at: '/credentialStatus' }]
}

const isBitstringEntry = ({ type }: JsonObject): boolean => listOf(type).includes('BitstringStatusListEntry')

const isWhole = ({ statusPurpose, statusListIndex, statusListCredential }: JsonObject): boolean =>
  typeof statusPurpose === 'string' &&
  typeof statusListIndex === 'string' &&
  /^(?:0|[1-9]\d*)$/.test(statusListIndex) &&
  typeof statusListCredential === 'string' &&
  URL.canParse(statusListCredential)
