import { ed25519 } from '@noble/curves/ed25519.js'
import { p256, p384 } from '@noble/curves/nist.js'
import { sha256 as nobleSha256, sha384 as nobleSha384 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64Url, toBase64Url } from '../read/base64.ts'
import type { KeyAlgorithm, PublicJwk, PublicKey, SecretKey } from './key-types.ts'

const bytesOf = (data: string | Uint8Array): Uint8Array => (typeof data === 'string' ? utf8ToBytes(data) : data)

export const sha256 = (data: string | Uint8Array): Uint8Array => nobleSha256(bytesOf(data))
export const sha384 = (data: string | Uint8Array): Uint8Array => nobleSha384(bytesOf(data))
export const sha256Hex = (text: string): string => bytesToHex(sha256(text))
export const sha384Hex = (text: string): string => bytesToHex(sha384(text))

const CURVES = { 'P-256': p256, 'P-384': p384 } as const

/** The same contract as in `node.ts`; elliptic curves in plain JavaScript because not every browser has Ed25519 in WebCrypto yet. */
export async function verifySignature({ algorithm, jwk }: PublicKey, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
  try {
    const x = fromBase64Url(jwk.x ?? '')
    if (algorithm === 'RSA') return await verifyRsa(jwk, data, signature)
    if (algorithm === 'Ed25519') return ed25519.verify(signature, data, x, { zip215: false })
    const point = Uint8Array.from([4, ...x, ...fromBase64Url(jwk.y ?? '')])
    return CURVES[algorithm].verify(signature, data, point, { lowS: false })
  } catch {
    return false
  }
}

async function verifyRsa(jwk: PublicJwk, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', { kty: 'RSA', n: jwk.n, e: jwk.e }, algorithm, false, ['verify'])
  return crypto.subtle.verify(algorithm, key, new Uint8Array(signature), new Uint8Array(data))
}

export function sign({ algorithm, jwk }: SecretKey, data: Uint8Array): Uint8Array {
  const secret = fromBase64Url(jwk.d)
  return algorithm === 'Ed25519' ? ed25519.sign(data, secret) : CURVES[algorithm].sign(data, secret, { lowS: false })
}

export function generateJwk(algorithm: KeyAlgorithm): SecretKey['jwk'] {
  const secret = algorithm === 'Ed25519' ? ed25519.utils.randomSecretKey() : CURVES[algorithm].utils.randomSecretKey()
  return { ...publicOf(algorithm, secret), d: toBase64Url(secret) }
}

export function decompress(curve: 'P-256' | 'P-384', point: Uint8Array): { x: Uint8Array; y: Uint8Array } {
  const whole = CURVES[curve].Point.fromBytes(point).toBytes(false)
  const half = (whole.length - 1) / 2
  return { x: whole.subarray(1, 1 + half), y: whole.subarray(1 + half) }
}

export function publicOf(algorithm: KeyAlgorithm, secret: Uint8Array): PublicJwk {
  if (algorithm === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(ed25519.getPublicKey(secret)) }
  const { x, y } = decompress(algorithm, CURVES[algorithm].getPublicKey(secret, true))
  return { kty: 'EC', crv: algorithm, x: toBase64Url(x), y: toBase64Url(y) }
}
