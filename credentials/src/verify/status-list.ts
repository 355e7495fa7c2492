import { Gunzip } from 'fflate'
import { CredentialError } from '../credential-error.ts'
import { fromBase64Url } from '../read/base64.ts'

/** A list that unpacks to more is refused while unpacking. @see Bitstring Status List 1.0 section 6.2 */
export const MAX_LIST_BYTES = 16 * 1024 * 1024
/** Fewer entries than this let an observer guess whose status is asked for. @see Bitstring Status List 1.0 section 3.2 */
export const MIN_LIST_ENTRIES = 131_072

/**
 * The bits of an `encodedList`: multibase base64url (or bare, in StatusList2021, where it always begins with `H4s`) of GZIP.
 *
 * @throws CredentialError status_list_malformed | limit_exceeded
 */
export function unpackStatusList(encoded: string): Uint8Array {
  const packed = bytesOf((encoded.startsWith('u') ? encoded.slice(1) : encoded).replace(/=+$/, ''))
  if (packed[0] !== 0x1f || packed[1] !== 0x8b)
    throw new CredentialError('status_list_malformed', 'the status list is not packed with GZIP')
  const parts: Uint8Array[] = []
  let size = 0
  try {
    const gunzip = new Gunzip((chunk) => {
      size += chunk.length
      if (size > MAX_LIST_BYTES) throw new CredentialError('limit_exceeded', `the status list unpacks to more than ${MAX_LIST_BYTES} bytes`)
      parts.push(chunk)
    })
    for (let offset = 0; offset < packed.length; offset += 4096)
      gunzip.push(packed.subarray(offset, offset + 4096), offset + 4096 >= packed.length)
  } catch (error) {
    if (error instanceof CredentialError) throw error
    throw new CredentialError('status_list_malformed', 'the status list does not unpack')
  }
  const bits = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    bits.set(part, offset)
    offset += part.length
  }
  return bits
}

function bytesOf(text: string): Uint8Array {
  try {
    return fromBase64Url(text)
  } catch {
    throw new CredentialError('status_list_malformed', 'the status list is no base64url text')
  }
}

/**
 * The value at an index; entries are `size` bits wide, the first one leftmost.
 *
 * @throws CredentialError status_list_malformed for an index outside the list
 */
export function statusAt(bits: Uint8Array, index: number, size = 1): number {
  const end = (index + 1) * size
  if (!Number.isSafeInteger(index) || index < 0 || end > bits.length * 8)
    throw new CredentialError('status_list_malformed', `the index ${index} is outside the status list`)
  let value = 0
  for (let bit = index * size; bit < end; bit++) value = value * 2 + (((bits[bit >> 3] as number) >> (7 - (bit & 7))) & 1)
  return value
}
