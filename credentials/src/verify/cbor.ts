import { CredentialError } from '../credential-error.ts'

export type Cbor = number | Uint8Array | Cbor[] | Map<Cbor, Cbor>

/**
 * Decodes the little of CBOR that proof values are made of: whole numbers, byte strings, arrays and maps of definite length.
 *
 * @throws CredentialError document_malformed, also for bytes left over
 * @see RFC 8949 section 3
 */
export function fromCbor(bytes: Uint8Array): Cbor {
  let offset = 0
  const malformed = (): CredentialError => new CredentialError('document_malformed', 'the proof value is no CBOR of a known form')
  const lengthOf = (info: number): number => {
    if (info < 24) return info
    const size = info === 24 ? 1 : info === 25 ? 2 : info === 26 ? 4 : 0
    if (size === 0 || offset + size > bytes.length) throw malformed()
    let value = 0
    for (let i = 0; i < size; i++) value = value * 256 + (bytes[offset++] as number)
    return value
  }
  const item = (depth: number): Cbor => {
    const head = bytes[offset++]
    if (head === undefined || depth > 4) throw malformed()
    const length = lengthOf(head & 31)
    const major = head >> 5
    if (major === 0) return length
    if (length > bytes.length) throw malformed()
    if (major === 2) {
      if (offset + length > bytes.length) throw malformed()
      offset += length
      return bytes.slice(offset - length, offset)
    }
    if (major === 4) return Array.from({ length }, () => item(depth + 1))
    if (major === 5) return new Map(Array.from({ length }, () => [item(depth + 1), item(depth + 1)]))
    throw malformed()
  }
  const value = item(0)
  if (offset !== bytes.length) throw malformed()
  return value
}
