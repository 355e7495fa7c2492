import { CredentialError } from '../credential-error.ts'
import type { PublicKey } from '../crypto/key-types.ts'
import { didJwkDocument, didKeyDocument, didWebUrl } from '../keys/did.ts'
import { publicKeyFromJwk, publicKeyFromMultibase } from '../keys/multikey.ts'
import { isObject, type Json, type JsonObject, listOf } from '../model/json.ts'
import type { Session } from './session.ts'

/** One key someone publishes as their own; `purposes` are the lists of the DID document that name it. */
export interface ListedKey {
  id: string
  controller: string | undefined
  purposes: readonly string[]
  /** undefined for kinds of key this library does not know */
  key: PublicKey | undefined
  trouble?: string
}

export type Published =
  | { outcome: 'listed'; keys: ListedKey[]; domain?: string }
  | { outcome: 'nothing' }
  | { outcome: 'unreachable'; because: string }
  | { outcome: 'unsupported'; because: string }
  | { outcome: 'malformed'; because: string }

const ACCEPT = 'application/did+ld+json, application/did+json, application/jwk-set+json, application/json;q=0.9'

/** The keys an issuer publishes under its id: the DID document, the controlled identifier document or the JWK set found there. */
export function publishedKeys(id: string, session: Session): Promise<Published> | Published {
  const known = didKeys.get(id)
  if (known) return known
  return session.once(`keys ${id}`, async () => {
    try {
      return await lookUp(id, session)
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error
      return { outcome: error.code === 'key_unsupported' ? 'unsupported' : 'malformed', because: error.message }
    }
  })
}

async function lookUp(id: string, session: Session): Promise<Published> {
  if (id.startsWith('did:key:')) return fromDidKey(id)
  if (id.startsWith('did:jwk:')) return { outcome: 'listed', keys: keysIn(didJwkDocument(id)) }
  if (id.startsWith('did:web:')) return fromWeb(id, didWebUrl(id), session)
  if (id.startsWith('did:')) return { outcome: 'unsupported', because: `the DID method of ${id.slice(0, 60)} is not supported` }
  if (/^https?:\/\//.test(id)) return fromWeb(id, id, session)
  return { outcome: 'nothing' }
}

const MAX_KNOWN = 1000
const didKeys = new Map<string, Published>()

/** A `did:key` never changes: what it lists is worked out once. */
function fromDidKey(id: string): Published {
  const known = didKeys.get(id)
  if (known) return known
  const published: Published = { outcome: 'listed', keys: keysIn(didKeyDocument(id)) }
  if (didKeys.size >= MAX_KNOWN) didKeys.clear()
  didKeys.set(id, published)
  return published
}

async function fromWeb(id: string, url: string, session: Session): Promise<Published> {
  const answer = await session.getJson(url, ACCEPT)
  if ('unreachable' in answer) return { outcome: 'unreachable', because: answer.unreachable }
  const isDid = id.startsWith('did:')
  if (!isObject(answer.json)) return isDid ? { outcome: 'unreachable', because: `${url} holds no DID document` } : { outcome: 'nothing' }
  const document = answer.json
  const keys = keysAt(id, document)
  if (isDid && document.id !== id) return { outcome: 'malformed', because: `the document at ${url} is about ${String(document.id)}` }
  if (!isDid && (keys.length === 0 || (document.id !== undefined && document.id !== id))) return { outcome: 'nothing' }
  return { outcome: 'listed', keys, domain: new URL(url).host }
}

/** One JWK, a JWK set, or a document with verification methods. @see OB 3.0 section 8.2.1 (`kid` may be the address of one JWK) */
function keysAt(id: string, document: JsonObject): ListedKey[] {
  if (document.id !== undefined) return keysIn(document)
  if (typeof document.kty === 'string') return [listed(id, { controller: id, publicKeyJwk: document }, BOTH)]
  return document.keys === undefined ? keysIn(document) : keysInSet(id, document)
}

/** @see Controlled Identifiers 1.0 section 2.3: a method counts for a purpose when that purpose lists it, by reference or embedded. */
export function keysIn(document: JsonObject): ListedKey[] {
  const own = typeof document.id === 'string' ? document.id : ''
  const methods = new Map<string, { method: JsonObject; purposes: string[] }>()
  for (const method of listOf(document.verificationMethod))
    if (isObject(method)) methods.set(absolute(method.id, own), { method, purposes: [] })
  for (const purpose of ['assertionMethod', 'authentication', 'capabilityInvocation', 'capabilityDelegation']) {
    for (const entry of listOf(document[purpose])) {
      const id = absolute(isObject(entry) ? entry.id : entry, own)
      const known = methods.get(id) ?? (isObject(entry) ? { method: entry, purposes: [] } : undefined)
      if (known === undefined) continue
      known.purposes.push(purpose)
      methods.set(id, known)
    }
  }
  return [...methods].map(([id, { method, purposes }]) => listed(id, method, purposes))
}

const absolute = (id: Json | undefined, own: string): string => (typeof id !== 'string' ? '' : id.startsWith('#') ? own + id : id)

function listed(id: string, method: JsonObject, purposes: string[]): ListedKey {
  const controller = typeof method.controller === 'string' ? method.controller : undefined
  try {
    return { id, controller, purposes, key: keyOf(method) }
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    return { id, controller, purposes, key: undefined, trouble: error.message }
  }
}

/** The key of one verification method, written as Multikey, as `Ed25519VerificationKey2020` or as a JWK. */
export function keyOf(method: JsonObject): PublicKey | undefined {
  if (typeof method.publicKeyMultibase === 'string') return publicKeyFromMultibase(method.publicKeyMultibase)
  return method.publicKeyJwk === undefined ? undefined : publicKeyFromJwk(method.publicKeyJwk)
}

const BOTH = ['assertionMethod', 'authentication']

/** A JWK set lists keys without purposes: each counts for signing unless its `use` says otherwise (RFC 7517, 4.2). */
function keysInSet(owner: string, set: JsonObject): ListedKey[] {
  return listOf(set.keys).flatMap((jwk) => {
    if (!isObject(jwk) || jwk.use === 'enc') return []
    const id = typeof jwk.kid === 'string' ? jwk.kid : ''
    return listed(id.startsWith('http') || id.startsWith('did:') ? id : `${owner}#${id}`, { controller: owner, publicKeyJwk: jwk }, BOTH)
  })
}
