import { decompress, generateJwk, publicOf } from '#crypto'
import { CredentialError } from '../credential-error.ts'
import type { KeyAlgorithm, PublicJwk, PublicKey, SecretKey } from '../crypto/key-types.ts'
import { fromBase64Url, toBase64Url } from '../read/base64.ts'
import { fromBase58, toBase58 } from './base58.ts'

/** @see Controlled Identifiers 1.0 section 2.2.2, "Multikey"; the multicodec table for the secret ones */
const CODES = [
  { algorithm: 'Ed25519', public: [0xed, 0x01], secret: [0x80, 0x26], length: 32 },
  { algorithm: 'P-256', public: [0x80, 0x24], secret: [0x86, 0x26], length: 33 },
  { algorithm: 'P-384', public: [0x81, 0x24], secret: [0x87, 0x26], length: 49 },
] as const satisfies { algorithm: KeyAlgorithm; public: number[]; secret: number[]; length: number }[]

/** A key pair as two Multikey texts: all there is to store. The secret one belongs encrypted. */
export interface KeyPair {
  algorithm: KeyAlgorithm
  publicKeyMultibase: string
  secretKeyMultibase: string
}

const MAX_KNOWN = 1000
const known = new Map<string, PublicKey>()

/**
 * The public key in a Multikey text such as `z6Mk…`.
 *
 * @throws CredentialError key_malformed | key_unsupported
 */
export function publicKeyFromMultibase(text: string): PublicKey {
  const before = known.get(text)
  if (before) return before
  const bytes = multibaseBytes(text)
  const code = CODES.find(({ public: prefix }) => bytes[0] === prefix[0] && bytes[1] === prefix[1])
  if (code === undefined) throw unknownKind(text, bytes)
  const point = bytes.subarray(2)
  if (point.length !== code.length) throw new CredentialError('key_malformed', `a ${code.algorithm} key of ${point.length} bytes`)
  const key: PublicKey = { algorithm: code.algorithm, jwk: jwkOf(code.algorithm, point), id: multibaseOf(code.public, point) }
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(text, key)
  return key
}

/** Kinds of public key that exist and are not supported: secp256k1, X25519, BLS12-381, P-521, Ed448, RSA, SM2. */
const OTHER_CODES = ['e701', 'ec01', 'ea01', 'eb01', 'ee01', '8224', '8324', '8524', '8624']

function unknownKind(text: string, [first = 0, second = 0]: Uint8Array): CredentialError {
  const code = [first, second].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const exists = OTHER_CODES.includes(code)
  const because = exists ? `this kind of key is not supported: ${text.slice(0, 12)}…` : `${text.slice(0, 12)}… is no key`
  return new CredentialError(exists ? 'key_unsupported' : 'key_malformed', because)
}

function multibaseBytes(text: string): Uint8Array {
  if (text.startsWith('z')) return fromBase58(text.slice(1))
  if (text.startsWith('u')) return fromBase64Url(text.slice(1))
  throw new CredentialError('key_malformed', 'neither base 58 nor base64url multibase')
}

function jwkOf(algorithm: KeyAlgorithm, point: Uint8Array): PublicJwk {
  if (algorithm === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(point) }
  try {
    const { x, y } = decompress(algorithm, point)
    return { kty: 'EC', crv: algorithm, x: toBase64Url(x), y: toBase64Url(y) }
  } catch {
    throw new CredentialError('key_malformed', `not a point on ${algorithm}`)
  }
}

const MIN_RSA_BYTES = 256

/**
 * The public key in a JWK; private members are never looked at.
 *
 * @throws CredentialError key_malformed | key_unsupported
 */
export function publicKeyFromJwk(value: unknown): PublicKey {
  const jwk = (typeof value === 'object' && value !== null ? value : {}) as PublicJwk
  if (jwk.kty === 'RSA') {
    if (typeof jwk.n !== 'string' || typeof jwk.e !== 'string') throw new CredentialError('key_malformed', 'an RSA key without n or e')
    if (fromBase64Url(jwk.n).length < MIN_RSA_BYTES) throw new CredentialError('key_unsupported', 'an RSA key under 2048 bits')
    return { algorithm: 'RSA', jwk: { kty: 'RSA', n: jwk.n, e: jwk.e }, id: `RSA ${jwk.n} ${jwk.e}` }
  }
  const code = CODES.find(({ algorithm }) => algorithm === jwk.crv)
  if (code === undefined || typeof jwk.x !== 'string')
    throw new CredentialError('key_unsupported', `no supported kind of key: ${jwk.kty} ${jwk.crv}`)
  const x = fromBase64Url(jwk.x)
  if (code.algorithm === 'Ed25519') return publicKeyFromMultibase(multibaseOf(code.public, x))
  const y = fromBase64Url(jwk.y ?? '')
  const key = publicKeyFromMultibase(multibaseOf(code.public, Uint8Array.from([2 + ((y.at(-1) ?? 0) & 1), ...x])))
  if (key.jwk.y !== jwk.y) throw new CredentialError('key_malformed', `not a point on ${code.algorithm}`)
  return key
}

const multibaseOf = (prefix: readonly number[], bytes: Uint8Array): string => `z${toBase58(Uint8Array.from([...prefix, ...bytes]))}`

/** A fresh key pair. */
export function generateKey(algorithm: KeyAlgorithm = 'Ed25519'): KeyPair {
  return keyPairFromJwk(generateJwk(algorithm))
}

/** A key pair from a private JWK. @throws CredentialError key_malformed | key_unsupported */
export function keyPairFromJwk(jwk: SecretKey['jwk']): KeyPair {
  const { id, algorithm } = publicKeyFromJwk(jwk)
  const code = CODES.find((one) => one.algorithm === algorithm)
  if (code === undefined) throw new CredentialError('key_unsupported', `${algorithm} keys are not issued with`)
  return { algorithm: code.algorithm, publicKeyMultibase: id, secretKeyMultibase: multibaseOf(code.secret, fromBase64Url(jwk.d)) }
}

/**
 * The secret key in a pair, ready to sign; the public half is computed from the secret and must be the stated one.
 *
 * @throws CredentialError key_malformed | key_unsupported
 */
export function secretKeyOf({ secretKeyMultibase, publicKeyMultibase }: KeyPair): SecretKey {
  const bytes = multibaseBytes(secretKeyMultibase)
  const code = CODES.find(({ secret }) => bytes[0] === secret[0] && bytes[1] === secret[1])
  if (code === undefined) throw new CredentialError('key_unsupported', 'no supported kind of secret key')
  const secret = bytes.subarray(2, 2 + (code.algorithm === 'P-384' ? 48 : 32))
  const jwk = publicOf(code.algorithm, secret)
  if (publicKeyFromJwk(jwk).id !== publicKeyMultibase)
    throw new CredentialError('key_malformed', 'the two halves of the key pair do not fit')
  return { algorithm: code.algorithm, jwk: { ...jwk, d: toBase64Url(secret) } }
}
