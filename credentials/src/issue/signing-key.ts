import { didKeyOf } from '../keys/did.ts'
import type { KeyPair } from '../keys/multikey.ts'

/** A key pair and the name it signs under; without name it signs as its own `did:key`. */
export interface SigningKey extends KeyPair {
  /** the verification method, such as `did:web:example.org#key-1` */
  id?: string
  /** who the key belongs to, such as `did:web:example.org` */
  controller?: string
}

/** The verification method and its controller, filled in for a bare key pair. */
export function namesOf({ id, controller, publicKeyMultibase }: SigningKey): { method: string; controller: string } {
  const did = didKeyOf(publicKeyMultibase)
  const method = id ?? `${did}#${publicKeyMultibase}`
  return { method, controller: controller ?? method.split('#')[0] ?? did }
}
