import { isObject, type JsonObject } from '../model/json.ts'
import type { CredentialKind } from '../model/read-credential.ts'

/** The last part of a type: `OpenBadgeCredential` also when written as a full IRI. */
const shortName = (type: string): string => type.slice(Math.max(type.lastIndexOf('#'), type.lastIndexOf('/')) + 1)

/** What a document is, from its types first and, where old samples have none, from its shape. */
export function kindOf(document: JsonObject, types: readonly string[], contexts: readonly string[]): CredentialKind {
  const names = new Set(types.map(shortName))
  if (names.has('VerifiablePresentation') || names.has('EnvelopedVerifiablePresentation')) return 'vp'
  if (names.has('ClrCredential')) return 'clr-2'
  if (names.has('EndorsementCredential')) return 'endorsement'
  if (names.has('OpenBadgeCredential') || names.has('AchievementCredential')) return 'open-badge-3'
  if (names.has('Assertion') || document.badge !== undefined || isOpenBadge2(contexts)) return 'open-badge-2'
  const subject = Array.isArray(document.credentialSubject) ? document.credentialSubject[0] : document.credentialSubject
  if (isObject(subject)) {
    if (subject.verifiableCredential !== undefined) return 'clr-2'
    if (subject.achievement !== undefined) return 'open-badge-3'
    if (subject.endorsementComment !== undefined) return 'endorsement'
  }
  return subject === undefined && document.verifiableCredential !== undefined ? 'vp' : 'vc'
}

const isOpenBadge2 = (contexts: readonly string[]): boolean =>
  contexts.some((url) => url === 'https://w3id.org/openbadges/v2' || url.startsWith('https://openbadgespec.org/v2/'))
