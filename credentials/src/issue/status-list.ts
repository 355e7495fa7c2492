import { gzipSync } from 'fflate'
import { CredentialError } from '../credential-error.ts'
import type { JsonObject } from '../model/json.ts'
import { toBase64Url } from '../read/base64.ts'
import { MIN_LIST_ENTRIES, unpackStatusList } from '../verify/status-list.ts'

export type StatusPurpose = 'revocation' | 'suspension' | 'refresh' | 'message'

/** An empty list; every new list is as long as the shortest one that hides whose status is asked for. */
export const createStatusList = (entries: number = MIN_LIST_ENTRIES): Uint8Array =>
  new Uint8Array(Math.ceil(Math.max(entries, MIN_LIST_ENTRIES) / 8))

/** A copy with the bit at `index` set or cleared. @throws CredentialError status_list_malformed for an index outside the list */
export function withStatus(bits: Uint8Array, index: number, value: boolean): Uint8Array {
  if (!Number.isSafeInteger(index) || index < 0 || index >= bits.length * 8)
    throw new CredentialError('status_list_malformed', `the index ${index} is outside the status list`)
  const copy = bits.slice()
  const mask = 1 << (7 - (index & 7))
  copy[index >> 3] = value ? (copy[index >> 3] as number) | mask : (copy[index >> 3] as number) & ~mask
  return copy
}

/** The multibase text of a list: base64url of GZIP. The same bits give the same text. @see Bitstring Status List 1.0 section 3.3 */
export const encodeStatusList = (bits: Uint8Array): string => `u${toBase64Url(gzipSync(bits, { mtime: 0 }))}`

/** The bits of an `encodedList`. @throws CredentialError status_list_malformed | limit_exceeded */
export const decodeStatusList = unpackStatusList

/** The credential that publishes a list at `id`, ready to be issued; `ttl` is milliseconds. */
export const statusListCredential = (list: {
  id: string
  purpose: StatusPurpose
  bits: Uint8Array
  validFrom?: string
  ttl?: number
}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: list.id,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  ...(list.validFrom !== undefined && { validFrom: list.validFrom }),
  credentialSubject: {
    id: `${list.id}#list`,
    type: 'BitstringStatusList',
    statusPurpose: list.purpose,
    encodedList: encodeStatusList(list.bits),
    ...(list.ttl !== undefined && { ttl: list.ttl }),
  },
})

/** The `credentialStatus` of a credential at `index` of the list at `listId`. */
export const statusEntry = (listId: string, index: number, purpose: StatusPurpose): JsonObject => ({
  id: `${listId}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: purpose,
  statusListIndex: String(index),
  statusListCredential: listId,
})
