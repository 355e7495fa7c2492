import { CredentialError } from '../credential-error.ts'
import { isObject, type Json, type JsonObject } from '../model/json.ts'
import { fromBase64Url } from './base64.ts'
import { parseJson } from './json.ts'

export interface CompactJws {
  header: JsonObject
  payload: JsonObject
  /** the bytes that were signed: `header.payload` as ASCII */
  signingInput: string
  signature: Uint8Array
}

const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/

export const looksLikeJwt = (text: string): boolean => COMPACT.test(text)

/**
 * Takes a compact JWS apart; nothing is verified here.
 *
 * @throws CredentialError jwt_malformed | not_json | duplicate_key | too_deep
 * @see RFC 7515 section 7.1
 */
export function decodeJws(text: string): CompactJws {
  const parts = text.split('.')
  if (parts.length !== 3) throw new CredentialError('jwt_malformed', `a compact JWS has three parts, this has ${parts.length}`)
  const [header, payload, signature] = parts as [string, string, string]
  return {
    header: objectIn(header, 'header'),
    payload: objectIn(payload, 'payload'),
    signingInput: `${header}.${payload}`,
    signature: fromBase64Url(signature),
  }
}

function objectIn(part: string, name: string): JsonObject {
  const value = parseJson(utf8(fromBase64Url(part)))
  if (!isObject(value)) throw new CredentialError('jwt_malformed', `the JWT ${name} is not an object`)
  return value
}

/** @throws CredentialError not_json when the bytes are not UTF-8 */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CredentialError('not_json', 'the bytes are not UTF-8')
  }
}

/**
 * The credential inside a JWT: claim `vc` (VCDM 1.1), claim `vp`, or the claims themselves (VC-JOSE-COSE, OB 3.0).
 * Registered claims fill the properties they stand for where those are missing.
 *
 * @see VCDM 1.1 section 6.3.1, "JWT Decoding"
 */
export function documentInJwt(payload: JsonObject): JsonObject {
  const inner = isObject(payload.vc) ? payload.vc : isObject(payload.vp) ? payload.vp : undefined
  const document: JsonObject = inner ? { ...inner } : withoutClaims(payload)
  document.id ??= payload.jti
  if (isObject(payload.vp)) return withoutUndefined({ ...document, holder: document.holder ?? payload.iss })
  document.issuer = withId(document.issuer, payload.iss)
  if (!Array.isArray(document.credentialSubject)) document.credentialSubject = withId(document.credentialSubject, payload.sub, true)
  if (document.validFrom === undefined) document.issuanceDate ??= instant(payload.nbf)
  if (document.validUntil === undefined) document.expirationDate ??= instant(payload.exp)
  return withoutUndefined(document)
}

/** @see RFC 7519 section 4.1, and the claims of VC-JWT: they belong to the envelope, not to the credential. */
const CLAIMS = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'vc', 'vp', 'cnf', 'nonce', 'sid'])

const withoutClaims = (payload: JsonObject): JsonObject => Object.fromEntries(Object.entries(payload).filter(([key]) => !CLAIMS.has(key)))

const withId = (value: Json | undefined, id: Json | undefined, asObject = false): Json | undefined => {
  if (id === undefined) return value
  if (value === undefined) return asObject ? { id } : id
  return isObject(value) && value.id === undefined ? { ...value, id } : value
}

const MAX_INSTANT_S = 8_640_000_000_000

/** A NumericDate (seconds since 1970, RFC 7519 section 2) as ISO 8601 UTC. */
const instant = (seconds: Json | undefined): string | undefined =>
  typeof seconds === 'number' && Math.abs(seconds) <= MAX_INSTANT_S
    ? new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
    : undefined

const withoutUndefined = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
