export type KeyAlgorithm = 'Ed25519' | 'P-256' | 'P-384'

/** A public key as JWK members (RFC 7517, RFC 8037); `RSA` is verified with, never issued with. */
export interface PublicJwk {
  kty: string
  crv?: string
  x?: string
  y?: string
  n?: string
  e?: string
  alg?: string
  use?: string
  kid?: string
}

export interface PublicKey {
  algorithm: KeyAlgorithm | 'RSA'
  jwk: PublicJwk
  /** equal for equal keys: the multibase text, or modulus and exponent */
  id: string
}

export interface SecretKey {
  algorithm: KeyAlgorithm
  jwk: PublicJwk & { d: string }
}
