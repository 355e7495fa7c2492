import type { PublicKey } from '../crypto/key-types.ts'
import type { JsonObject } from '../model/json.ts'
import type { Canonicalizer } from '../rdf/canonical-document.ts'

/** Canonical texts of one document by its contexts, shared by the proofs of a set; P-384 has its own. */
export interface CanonicalTexts {
  sha256: Map<unknown, Promise<string>>
  sha384: Map<unknown, Promise<string>>
}

export const noTexts = (): CanonicalTexts => ({ sha256: new Map(), sha384: new Map() })

/** What a suite verifies: the document without `proof` (or with only the previous ones) and the proof whole. */
export interface Secured {
  document: JsonObject
  proof: JsonObject
  key: PublicKey
  canonicalizer: Canonicalizer
  canonical: CanonicalTexts
}

export const joined = (...parts: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
