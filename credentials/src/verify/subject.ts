import { sha256Hex } from '#crypto'
import type { ReadCredential, ReadIdentifier } from '../model/read-credential.ts'
import type { ExpectedSubject } from '../model/verdict.ts'
import type { Findings } from './findings.ts'

/**
 * Compares the recipient with the person it should be about; says nothing when nobody asked.
 *
 * @see OB 3.0 "IdentityObject": `sha256$` and the hex SHA-256 of identifier and salt, one after the other
 */
export function checkSubject(read: ReadCredential, expected: ExpectedSubject | undefined, findings: Findings): void {
  if (expected === undefined || read.kind === 'vp') return
  const emails = (expected.emails ?? []).map((email) => email.trim().toLowerCase())
  const ids = expected.ids ?? []
  const recipient = read.recipient
  const own = [recipient?.id, recipient?.email].flatMap((one) => one ?? [])
  const hit = own.find((one) => ids.includes(one) || emails.includes(withoutScheme(one)))
  const identifier = recipient?.identifiers.find((one) => names(one, [...ids, ...emails, ...(expected.emails ?? [])]))
  if (hit !== undefined || identifier) findings.pass('subject', 'it names this person', identifier?.at ?? recipient?.at)
  else if (own.length === 0 && !recipient?.identifiers.length) findings.unknown('subject', 'it names nobody', '/credentialSubject', null)
  else findings.unknown('subject', 'nothing in it is known to belong to this person', recipient?.at ?? '/credentialSubject', null)
}

const withoutScheme = (id: string): string => id.replace(/^mailto:/i, '').toLowerCase()

function names({ identity, hashed, salt = '' }: ReadIdentifier, known: readonly string[]): boolean {
  if (!hashed) return known.includes(identity) || known.includes(withoutScheme(identity))
  const hash = identity.toLowerCase()
  return known.some((one) => hash === `sha256$${sha256Hex(one + salt)}`)
}
