import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  ECDH,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto'
import type { KeyAlgorithm, PublicJwk, PublicKey, SecretKey } from './key-types.ts'

/** SHA-2 of text as lower-case hex. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex')
export const sha384Hex = (text: string): string => hash('sha384', text, 'hex')

/** SHA-2 of bytes or of the UTF-8 of text. */
export const sha256 = (data: string | Uint8Array): Uint8Array => hash('sha256', data, 'buffer')
export const sha384 = (data: string | Uint8Array): Uint8Array => hash('sha384', data, 'buffer')

const MAX_KEYS = 1000
const keys = new Map<string, KeyObject>()

function keyObject({ id, jwk }: PublicKey): KeyObject {
  const known = keys.get(id)
  if (known) return known
  const { kty, crv, x, y, n, e } = jwk
  const key = createPublicKey({ key: { kty, crv, x, y, n, e }, format: 'jwk' })
  if (keys.size >= MAX_KEYS) keys.clear()
  keys.set(id, key)
  return key
}

/** The digest each algorithm signs; Ed25519 has its own. */
const DIGEST = { Ed25519: null, 'P-256': 'sha256', 'P-384': 'sha384', RSA: 'sha256' } as const

/** True when the signature fits; false also for a key that is no point on its curve. ECDSA signatures are r and s, 32 or 48 bytes each. */
export function verifySignature(key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    return nodeVerify(DIGEST[key.algorithm], data, { key: keyObject(key), dsaEncoding: 'ieee-p1363' }, signature)
  } catch {
    return false
  }
}

export function sign({ algorithm, jwk }: SecretKey, data: Uint8Array): Uint8Array {
  return nodeSign(DIGEST[algorithm], data, { key: createPrivateKey({ key: { ...jwk }, format: 'jwk' }), dsaEncoding: 'ieee-p1363' })
}

export function generateJwk(algorithm: KeyAlgorithm): SecretKey['jwk'] {
  const { privateKey } = algorithm === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: algorithm })
  return privateKey.export({ format: 'jwk' }) as SecretKey['jwk']
}

const CURVE = { 'P-256': 'prime256v1', 'P-384': 'secp384r1' } as const

/** x and y of a compressed point (SEC 1, 2.3.4). Throws for bytes that are no point. */
export function decompress(curve: 'P-256' | 'P-384', point: Uint8Array): { x: Uint8Array; y: Uint8Array } {
  const whole = ECDH.convertKey(point, CURVE[curve], undefined, undefined, 'uncompressed') as Buffer
  const half = (whole.length - 1) / 2
  return { x: whole.subarray(1, 1 + half), y: whole.subarray(1 + half) }
}

/** The public members that belong to a secret scalar or seed. */
export function publicOf(algorithm: KeyAlgorithm, secret: Uint8Array): PublicJwk {
  if (algorithm === 'Ed25519') {
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret])
    const { kty, crv, x } = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })).export({ format: 'jwk' })
    return { kty, crv, x } as PublicJwk
  }
  const ecdh = createECDH(CURVE[algorithm])
  ecdh.setPrivateKey(secret)
  const point = ecdh.getPublicKey()
  const half = (point.length - 1) / 2
  return {
    kty: 'EC',
    crv: algorithm,
    x: point.subarray(1, 1 + half).toString('base64url'),
    y: point.subarray(1 + half).toString('base64url'),
  }
}
