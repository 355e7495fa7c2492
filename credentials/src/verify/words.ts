import type { ContextLibrary } from '../contexts/context-library.ts'
import { CredentialError } from '../credential-error.ts'
import { isObject, type Json, type JsonObject, listOf } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import type { Findings } from './findings.ts'
import type { CanonicalTexts } from './secured.ts'
import type { Session } from './session.ts'

/** The contexts a document names, everywhere in it, and whether it brings definitions of its own. */
export function contextsIn(
  value: Json | undefined,
  found = { urls: new Set<string>(), inline: false },
): { urls: Set<string>; inline: boolean } {
  if (typeof value !== 'object' || value === null) return found
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === 'object') contextsIn(one, found)
    return found
  }
  for (const key in value) {
    const inner = value[key]
    if (key === '@context') collect(inner, found)
    else if (typeof inner === 'object') contextsIn(inner, found)
  }
  return found
}

function collect(context: Json | undefined, found: { urls: Set<string>; inline: boolean }): void {
  for (const one of listOf(context)) {
    if (typeof one === 'string') found.urls.add(one)
    else found.inline = true
  }
  if (context === null) found.inline = true
}

/**
 * Makes the contexts ready. Only pinned ones count: a document that defines words itself could rename what was signed.
 *
 * @throws CredentialError context_unknown
 */
export async function prepareContexts(document: JsonObject, library: ContextLibrary, allowExamples = false): Promise<void> {
  const { urls, inline } = contextsIn(document)
  if (inline && !allowExamples)
    throw new CredentialError('context_unknown', 'it defines words of its own in an inline @context', '/@context')
  if (!library.isReady(urls, allowExamples)) await library.prepare(urls, allowExamples)
}

const HASHES_ITS_TEXT = new Set(['eddsa-rdfc-2022', 'Ed25519Signature2020'])

/** Checks in safe mode that every word is defined; keeps the canonical text where a proof will need just that. */
export async function checkWords(read: ReadCredential, canonical: CanonicalTexts, { engine }: Session, findings: Findings): Promise<void> {
  const { proof: _, ...document } = read.document
  const suites = read.format === 'jwt' ? [] : read.proofs.map(({ cryptosuite, type }) => cryptosuite ?? type ?? '')
  try {
    if (suites.some((suite) => HASHES_ITS_TEXT.has(suite))) {
      const text = engine.canonicalizer.canonical(document)
      canonical.sha256.set(document['@context'], text)
      await text
    } else await engine.canonicalizer.statements(suites.every((suite) => suite.includes('-jcs-')) ? withoutLooseEnds(document) : document)
    findings.pass('document', 'it follows the data model and every word in it is defined')
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    if (error.code === 'limit_exceeded' || error.code === 'context_unknown') findings.unknown('document', error.message, error.at)
    else findings.fail('document', error.message, error.at)
  }
}

/** Where the signature covers the bytes themselves, an issuer id that is no URL and tokens inside are no words to define. */
function withoutLooseEnds(document: JsonObject): JsonObject {
  const { issuer } = document
  const id = isObject(issuer) ? issuer.id : issuer
  const loose = id !== undefined && !(typeof id === 'string' && id.includes(':'))
  const named: JsonObject = loose
    ? { ...document, issuer: isObject(issuer) ? { ...issuer, id: 'urn:x-issuer' } : 'urn:x-issuer' }
    : document
  const subject = named.credentialSubject
  const inner = isObject(subject) && subject.verifiableCredential !== undefined ? { credentialSubject: withoutTokens(subject) } : {}
  return withoutTokens({ ...named, ...inner })
}

function withoutTokens(holder: JsonObject): JsonObject {
  const credentials = listOf(holder.verifiableCredential)
  if (!credentials.some((one) => typeof one === 'string')) return holder
  return { ...holder, verifiableCredential: credentials.filter((one) => typeof one !== 'string') }
}
