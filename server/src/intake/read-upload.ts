import { createHash } from 'node:crypto'
import { CredentialError, type ReadCredential, readCredential } from '@laurel/credentials'
import { scanJson } from '../core/json-scan.ts'
import { boundedKey } from '../platform/bounded-key.ts'
import {
  type CredentialReading,
  type PartReading,
  RECIPIENT_FIELDS,
  type Recipient,
  type RejectedElement,
  type UploadReading,
} from './facts.ts'
import { problems } from './problems.ts'
import { credentialsIn, partsOf } from './read-part.ts'

export const MAX_ELEMENTS = 500
/** What identifies an assertion has to fit one index entry (2,704 bytes in PostgreSQL). */
const MAX_ISSUER_BYTES = 1_200
const MAX_ASSERTION_BYTES = 900
const MAX_RECIPIENT_BYTES = 400

type JsonObject = Record<string, unknown>
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Empty strings mean absent. @see CredentialConnect spec, "Upload" */
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

interface Element {
  index: number
  pointer: string
  value: unknown
}

/**
 * Reads the body of an upload, of whichever accepted form, without judging the outer `@context`.
 *
 * @param bytes the body as it arrived, valid UTF-8
 * @returns what can be held, and what cannot with the reason; one bad element never fails the others
 * @throws Problem json_* | body_not_an_object | nothing_to_read | too_many_elements
 */
export function readUpload(bytes: Uint8Array): UploadReading {
  const { problem, spans } = scanJson(bytes, { members: ['credentials', 'credential'], elements: MAX_ELEMENTS })
  if (problem) throw problem
  const body: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (!isObject(body)) throw problems.body_not_an_object()
  const elements = elementsOf(body)
  if (elements.length > MAX_ELEMENTS) throw problems.too_many_elements({ sent: elements.length, limit: MAX_ELEMENTS })

  const textOf = ({ pointer, value }: Element): string => {
    if (typeof value === 'string') return value.trim()
    const [start, end] = spans.get(pointer) ?? [0, bytes.length]
    return new TextDecoder().decode(bytes.subarray(start, end)).trim()
  }
  const accepted: CredentialReading[] = []
  const rejected: RejectedElement[] = []
  const sentRecipient = recipientOf(body.recipient)
  const named: Partial<Recipient>[] = []
  for (const element of elements) {
    try {
      const outer = readElement(element, textOf(element))
      named.push(...profilesOf(outer))
      const inner = credentialsIn(outer)
      if (inner.length === 0) rejected.push({ ...element, id: outer.id ?? null, reason: 'This presentation holds no credential.' })
      for (const credential of inner) {
        const pointer = `${element.pointer}${pointerOf(outer, credential)}`
        const { index } = element
        if (credential.unreadable !== undefined) {
          rejected.push({ index, pointer, id: null, reason: credential.unreadable })
          continue
        }
        const read = reading(credential, index, pointer, sentRecipient)
        const long = longIdIn(read.parts)
        if (long)
          rejected.push({ index, pointer: pointer + long.pointer, id: read.id, reason: `This id is longer than ${long.most} bytes.` })
        else accepted.push(read)
      }
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error
      rejected.push({
        index: element.index,
        pointer: element.pointer + (error.at.startsWith('/') ? error.at : ''),
        id: idOf(element.value),
        reason: sentence(error.message),
      })
    }
  }
  if (elements.length > 0 && accepted.length === 0) {
    throw problems.nothing_to_read({ reasons: rejected.slice(0, 20).map(({ pointer, reason }) => ({ pointer, reason })) })
  }
  return {
    recipientToken: isAbsent(body.recipienttoken) ? '' : String(body.recipienttoken),
    recipient: withNames(sentRecipient, named),
    accepted,
    rejected,
  }
}

/** Envelope with `credentials` or `credential`, else a bare credential or presentation. */
function elementsOf(body: JsonObject): Element[] {
  const isEnvelope = 'credentials' in body || 'credential' in body || 'recipient' in body || 'recipienttoken' in body
  if (!isEnvelope || (!('credentials' in body) && !('credential' in body) && looksLikeCredential(body))) {
    if (!looksLikeCredential(body))
      throw problems.nothing_to_read({ reasons: [{ pointer: '', reason: 'There is no credential in this document.' }] })
    return [{ index: 0, pointer: '', value: body }]
  }
  if (isAbsent(body.credentials) && isAbsent(body.credential)) {
    throw problems.nothing_to_read({ reasons: [{ pointer: '', reason: 'Neither "credentials" nor "credential" is there.' }] })
  }
  const list = (name: 'credentials' | 'credential'): Omit<Element, 'index'>[] => {
    const value = body[name]
    if (isAbsent(value)) return []
    return Array.isArray(value)
      ? value.map((item: unknown, i) => ({ pointer: `/${name}/${i}`, value: item }))
      : [{ pointer: `/${name}`, value }]
  }
  return [...list('credentials'), ...list('credential')].map((element, index) => ({ index, ...element }))
}

const CREDENTIAL_KEYS = ['credentialSubject', 'verifiableCredential', 'badge', 'vc', 'vp']
const CREDENTIAL_TYPES = /(?:Credential|Presentation|Assertion)$/

function looksLikeCredential(value: JsonObject): boolean {
  const types = [value.type ?? value['@type']].flat()
  return (
    CREDENTIAL_KEYS.some((key) => !isAbsent(value[key])) || types.some((type) => typeof type === 'string' && CREDENTIAL_TYPES.test(type))
  )
}

function readElement({ value }: Element, text: string): ReadCredential {
  if (isObject(value) && !looksLikeCredential(value))
    throw new CredentialError('document_malformed', 'this object is neither a credential nor a presentation')
  if (!isObject(value) && typeof value !== 'string')
    throw new CredentialError('not_an_object', 'an element is a credential object or a signed credential as text')
  const credential = typeof value === 'string' ? readText(text) : readCredential(text)
  if (!isObject(value) && !looksLikeCredential(credential.document))
    throw new CredentialError('document_malformed', 'this signed text is neither a credential nor a presentation')
  // the scan of the body did not look inside a signed text
  const { problem } = typeof value === 'string' ? scanJson(new TextEncoder().encode(JSON.stringify(credential.document))) : {}
  if (problem) throw new CredentialError('document_malformed', problem.message)
  return credential
}

/** A text that is no credential is refused in words that do not depend on how it was tried. */
function readText(text: string): ReadCredential {
  if (!/^(?:\{|[\w-]+\.[\w-]+\.)/.test(text))
    throw new CredentialError(
      'document_malformed',
      'this text is neither a signed credential (three parts with dots between) nor a JSON document',
    )
  try {
    return readCredential(text)
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    throw new CredentialError(error.code, `this text cannot be read as a credential: ${error.message}`, error.at)
  }
}

const idOf = (value: unknown): string | null =>
  isObject(value) && (typeof value.id === 'string' || typeof value.id === 'number') ? String(value.id) : null
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`

function pointerOf(outer: ReadCredential, wanted: ReadCredential): string {
  if (outer === wanted) return ''
  for (const inner of outer.nested) {
    if (inner === wanted) return inner.at
    if (inner.kind === 'vp') {
      const deeper = pointerOf(inner, wanted)
      if (deeper !== '') return inner.at + deeper
    }
  }
  return ''
}

function reading(credential: ReadCredential, index: number, pointer: string, sent: Recipient): CredentialReading {
  const { parts, warnings } = partsOf(credential)
  const text = credential.raw
  const subjectId = subjectIdOf(credential)
  const id = credential.id || null
  const digest = createHash('sha256').update(canonicalText(credential)).digest('hex')
  // a credential without an id can be held, but never updated: its content is its identity
  const assertionId = id ?? `urn:sha256:${digest}`
  const notes =
    id === null
      ? [{ code: 'ASSERTION_ID_MISSING', message: 'This credential has no id, so no later upload can update or withdraw it.', pointer }]
      : []
  return {
    index,
    pointer,
    format: credential.format,
    text,
    digest,
    id,
    recipientId: sent.id || subjectId,
    onlySubjectId: Object.values(sent).some(Boolean) ? undefined : subjectId,
    parts: parts.map((part) =>
      part.assertionId === '' ? { ...part, assertionId: part.part === '' ? assertionId : `${assertionId}${part.pointer}` } : part,
    ),
    warnings: [...notes, ...warnings.map((warning) => ({ ...warning, pointer: `${pointer}${warning.pointer ?? ''}` }))],
  }
}

const subjectIdOf = (credential: ReadCredential): string => boundedKey(credential.recipient?.id ?? '', MAX_RECIPIENT_BYTES)

/** Whom a held document speaks of, as {@link CredentialReading.onlySubjectId} says it. */
export const subjectIdIn = (document: string): string => subjectIdOf(readCredential(document))

/** An id that cannot be looked up again is refused, not cut. */
function longIdIn(parts: readonly PartReading[]): { pointer: string; most: number } | undefined {
  const ids = parts.flatMap(({ pointer, issuerId, assertionId }) => [
    { pointer: `${pointer}/issuer`, id: issuerId, most: MAX_ISSUER_BYTES },
    { pointer: `${pointer}/id`, id: assertionId, most: MAX_ASSERTION_BYTES },
  ])
  return ids.find(({ id, most }) => Buffer.byteLength(id) > most)
}

/** White space between tokens makes no difference to "unchanged". */
const canonicalText = (credential: ReadCredential): string =>
  credential.format === 'jwt' ? credential.raw : JSON.stringify(credential.document)

function recipientOf(sent: unknown): Recipient {
  const recipient = {} as Recipient
  for (const field of RECIPIENT_FIELDS) {
    const value = isObject(sent) ? sent[field] : undefined
    recipient[field] = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
    if (field === 'address' && isObject(value))
      recipient.address = Object.values(value)
        .filter((line) => typeof line === 'string')
        .join(', ')
  }
  if (typeof sent === 'string') recipient.id = sent
  recipient.email = recipient.email.replace(/^mailto:/i, '')
  return findable(recipient)
}

/** By these a recipient is found again. */
const FINDING_FIELDS = ['id', 'email', 'studentId'] as const

function findable(recipient: Recipient): Recipient {
  const found = { ...recipient }
  for (const field of FINDING_FIELDS) found[field] = boundedKey(found[field], MAX_RECIPIENT_BYTES)
  return found
}

/** Names may come from a CLR subject of type Profile, or from a presentation's holder. @see CredentialConnect facts 4.6 */
function profilesOf(credential: ReadCredential): Partial<Recipient>[] {
  const { recipient } = credential
  const speaks = credential.kind === 'vp' || recipient?.types.includes('Profile')
  const own = recipient && speaks ? [pick(recipient)] : []
  const holder = credential.kind === 'vp' && isObject(credential.document.holder) ? [pick(credential.document.holder)] : []
  return [...holder, ...own, ...credential.nested.filter(({ kind }) => kind === 'clr-2').flatMap(profilesOf)]
}

const PROFILE_FIELDS = ['id', 'givenName', 'familyName', 'additionalName', 'email', 'phone', 'studentId'] as const

function pick(profile: object): Partial<Recipient> {
  const values = profile as JsonObject
  const found: Partial<Recipient> = {}
  for (const field of PROFILE_FIELDS) if (typeof values[field] === 'string') found[field] = values[field]
  return found
}

function withNames(sent: Recipient, profiles: readonly Partial<Recipient>[]): Recipient {
  const whole = { ...sent }
  for (const profile of profiles) for (const field of PROFILE_FIELDS) whole[field] ||= profile[field] ?? ''
  return findable(whole)
}
