import type { ReadProfile } from '../model/read-credential.ts'
import type { IssuerRegistry, IssuerStanding, RegisteredIssuer } from '../model/verdict.ts'
import type { Findings } from './findings.ts'

interface Known {
  registered?: RegisteredIssuer
  /** the domain the issuer's keys were fetched from */
  domain?: string
  registry?: IssuerRegistry
}

/** Says who vouches for the issuer's name; a name is text until someone does. */
export async function checkIssuerName(
  issuer: ReadProfile | undefined,
  { registered, domain, registry }: Known,
  findings: Findings,
): Promise<IssuerStanding> {
  const said = issuer?.name
  const at = issuer?.from.name ?? issuer?.at ?? '/issuer'
  if (registered) {
    findings.pass('issuer-name', `the registry knows this issuer as ${registered.name}`, at)
    return { id: issuer?.id, name: registered.name, domain, vouchedBy: 'registry' }
  }
  const alike = said === undefined ? undefined : (await registry?.known?.())?.find(({ name }) => skeleton(name) === skeleton(said))
  if (alike) findings.warn(`it says it is ${said}, which looks like ${alike.name} in the registry, and is not`)
  if (domain !== undefined) {
    findings.pass('issuer-name', `it says it is ${said ?? 'nobody in particular'}, domain ${domain}`, at)
    return { id: issuer?.id, name: said, domain, vouchedBy: 'domain' }
  }
  findings.unknown(
    'issuer-name',
    `it says it is ${said ?? 'nobody in particular'}; nobody vouches for that name`,
    at,
    'verified-issuer-unknown',
  )
  return { id: issuer?.id, name: said, vouchedBy: 'nobody' }
}

/** Letters of other alphabets that look like Latin ones, and digits that look like letters. @see Unicode Technical Standard 39, section 4 */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'аa',
    'вb',
    'еe',
    'кk',
    'мm',
    'нh',
    'оo',
    'рp',
    'сc',
    'тt',
    'уy',
    'хx',
    'іi',
    'јj',
    'ѕs',
    'ԁd',
    'αa',
    'βb',
    'εe',
    'ιi',
    'κk',
    'νv',
    'οo',
    'ρp',
    'τt',
    'υu',
    'χx',
    '0o',
    '1l',
    'il',
    '|l',
  ].map(([from = '', to = '']) => [from, to]),
)

/** Two names with the same skeleton look the same to a hurried reader. */
export const skeleton = (name: string): string =>
  [...name.normalize('NFKD').toLowerCase()]
    .filter((char) => !/[\p{M}\p{Cf}\p{P}\p{Z}\s]/u.test(char))
    .map((char) => LOOKALIKES[char] ?? char)
    .join('')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
