import { CredentialError } from '../credential-error.ts'
import type { PublicKey } from '../crypto/key-types.ts'
import { toBase64Url } from '../read/base64.ts'
import { publicKeyFromJwk } from './multikey.ts'

const PEM = /^\s*-----BEGIN (RSA )?PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END (?:RSA )?PUBLIC KEY-----\s*$/
const RSA_ENCRYPTION = '2a864886f70d010101'

const malformed = (because: string): CredentialError => new CredentialError('key_malformed', because)

/**
 * The RSA key in a PEM text, which is how Open Badges 2.0 publishes keys.
 *
 * @throws CredentialError key_malformed | key_unsupported
 * @see RFC 7468 section 13 (SubjectPublicKeyInfo); RFC 8017 appendix A.1.1 (RSAPublicKey)
 */
export function publicKeyFromPem(text: string): PublicKey {
  const [, bare, body = ''] = PEM.exec(text) ?? []
  if (body === '') throw malformed('not a public key in PEM')
  const whole = bytesIn(body)
  return publicKeyFromJwk(bare === undefined ? fromSubjectInfo(whole) : fromRsa(whole))
}

function bytesIn(body: string): Uint8Array {
  try {
    return Uint8Array.from(atob(body.replace(/\s/g, '')), (character) => character.charCodeAt(0))
  } catch {
    throw malformed('not base64 in PEM')
  }
}

const SEQUENCE = 0x30
const INTEGER = 0x02
const BIT_STRING = 0x03
const OBJECT_ID = 0x06

function fromSubjectInfo(bytes: Uint8Array): object {
  const info = inside(bytes, SEQUENCE)
  const algorithm = element(info, SEQUENCE)
  const name = element(algorithm.content, OBJECT_ID).content
  if ([...name].map((byte) => byte.toString(16).padStart(2, '0')).join('') !== RSA_ENCRYPTION)
    throw new CredentialError('key_unsupported', 'only RSA keys are read from PEM')
  return fromRsa(element(info.subarray(algorithm.end), BIT_STRING).content.subarray(1))
}

function fromRsa(bytes: Uint8Array): object {
  const key = inside(bytes, SEQUENCE)
  const modulus = element(key, INTEGER)
  const exponent = element(key.subarray(modulus.end), INTEGER)
  return { kty: 'RSA', n: unsigned(modulus.content), e: unsigned(exponent.content) }
}

const inside = (bytes: Uint8Array, tag: number): Uint8Array => element(bytes, tag).content

/** A number as JWK writes it: without the zero that DER puts before a high bit. */
const unsigned = (bytes: Uint8Array): string => toBase64Url(bytes[0] === 0 ? bytes.subarray(1) : bytes)

/** The first element of DER bytes, which must have this tag. @see X.690 section 8.1.3 */
function element(bytes: Uint8Array, tag: number): { content: Uint8Array; end: number } {
  const [found, first] = bytes
  if (found !== tag || first === undefined) throw malformed('the PEM holds something else than a key')
  const extra = first < 0x80 ? 0 : first & 0x7f
  if (extra > 4) throw malformed('the PEM holds something else than a key')
  let length = extra === 0 ? first : 0
  for (const byte of bytes.subarray(2, 2 + extra)) length = length * 256 + byte
  const start = 2 + extra
  if (start + length > bytes.length) throw malformed('the key in PEM is cut off')
  return { content: bytes.subarray(start, start + length), end: start + length }
}
