import { CredentialError } from '../credential-error.ts'
import type { PublicJwk } from '../crypto/key-types.ts'
import { isObject, type JsonObject } from '../model/json.ts'
import { fromBase64Url, toBase64Url } from '../read/base64.ts'
import { parseJson } from '../read/json.ts'
import { utf8 } from '../read/jwt.ts'
import { publicKeyFromJwk, publicKeyFromMultibase } from './multikey.ts'

const DID_CONTEXT = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1']

/** The `did:key` of a public key: the key is the identifier. */
export const didKeyOf = (publicKeyMultibase: string): string => `did:key:${publicKeyMultibase}`

/**
 * The document a `did:key` stands for.
 *
 * @throws CredentialError key_malformed | key_unsupported
 * @see The did:key Method section 3.1
 */
export function didKeyDocument(did: string): JsonObject {
  const key = did.slice('did:key:'.length)
  if (!did.startsWith('did:key:z')) throw new CredentialError('key_malformed', `not a did:key: ${did}`)
  publicKeyFromMultibase(key)
  return documentOf(did, [{ id: `${did}#${key}`, publicKeyMultibase: key }])
}

/**
 * The document a `did:jwk` stands for; the key is listed as `#0`.
 *
 * @throws CredentialError key_malformed | key_unsupported | jwt_malformed | not_json
 */
export function didJwkDocument(did: string): JsonObject {
  const jwk = parseJson(utf8(fromBase64Url(did.slice('did:jwk:'.length))))
  publicKeyFromJwk(jwk)
  const id = `${did}#0`
  const method = { id, type: 'JsonWebKey', controller: did, publicKeyJwk: isObject(jwk) ? jwk : {} }
  const use = isObject(jwk) && jwk.use === 'enc' ? [] : [id]
  return { '@context': DID_CONTEXT, id: did, verificationMethod: [method], assertionMethod: use, authentication: use }
}

/** The `did:jwk` of a public key. */
export const didJwkOf = (jwk: PublicJwk): string => `did:jwk:${toBase64Url(new TextEncoder().encode(JSON.stringify(jwk)))}`

/**
 * The document a server publishes under its `did:web`; every key it ever signed with stays listed, so that old credentials keep verifying.
 *
 * @param keys  fragment and Multikey text of each key
 */
export const didWebDocument = (did: string, keys: readonly { fragment: string; publicKeyMultibase: string }[]): JsonObject =>
  documentOf(
    did,
    keys.map(({ fragment, publicKeyMultibase }) => ({ id: `${did}#${fragment}`, publicKeyMultibase })),
  )

function documentOf(did: string, keys: readonly { id: string; publicKeyMultibase: string }[]): JsonObject {
  const ids = keys.map(({ id }) => id)
  return {
    '@context': DID_CONTEXT,
    id: did,
    verificationMethod: keys.map(({ id, publicKeyMultibase }) => ({ id, type: 'Multikey', controller: did, publicKeyMultibase })),
    authentication: ids,
    assertionMethod: ids,
    capabilityDelegation: ids,
    capabilityInvocation: ids,
  }
}

const DOMAIN = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?:%3[Aa]\d{1,5})?$/
const PATH = /^(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+$/

/**
 * Where the document of a `did:web` is published.
 *
 * @throws CredentialError did_unsupported for an identifier that names no place
 * @see did:web Method Specification section 3.2
 */
export function didWebUrl(did: string): string {
  const [domain = '', ...path] = did.slice('did:web:'.length).split(':')
  if (!DOMAIN.test(domain) || !path.every((part) => PATH.test(part) && part !== '.' && part !== '..'))
    throw new CredentialError('did_unsupported', `not a did:web: ${did}`)
  const origin = `https://${domain.replace(/%3a/i, ':')}`
  return path.length === 0 ? `${origin}/.well-known/did.json` : `${origin}/${path.join('/')}/did.json`
}
