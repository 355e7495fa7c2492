import { sha256, verifySignature } from '#crypto'
import { CredentialError } from '../credential-error.ts'
import type { PublicKey } from '../crypto/key-types.ts'
import { publicKeyFromMultibase } from '../keys/multikey.ts'
import { relabelled } from '../rdf/rdfc.ts'
import { fromBase64Url, toBase64Url } from '../read/base64.ts'
import { type Cbor, fromCbor } from './cbor.ts'
import { joined, type Secured } from './secured.ts'

interface DerivedProof {
  baseSignature: Uint8Array
  /** the Multikey bytes of the key that signed each statement for this credential alone */
  publicKeyBytes: Uint8Array
  publicKey: PublicKey
  signatures: Uint8Array[]
  labels: ReadonlyMap<string, string>
  mandatoryIndexes: ReadonlySet<number>
}

const DERIVED = [0xd9, 0x5d, 0x01]

/**
 * Verifies a derived `ecdsa-sd-2023` proof: the issuer signed the mandatory statements and a key, that key signed each other one.
 *
 * @see Data Integrity ECDSA Cryptosuites 1.0 section 3.5.8, "Verify Derived Proof"
 */
export async function verifySelective({ document, proof, key, canonicalizer }: Secured): Promise<boolean> {
  const derived = parse(proof.proofValue)
  const { proofValue: _, ...options } = proof
  const proofText = await canonicalizer.canonical({ ...options, '@context': document['@context'] })
  const { quads, blanks } = await canonicalizer.statements(document)
  const lines = relabelled(quads, blanks, (canonical) => {
    const label = derived.labels.get(canonical)
    if (label === undefined) throw new CredentialError('document_malformed', 'the proof names too few blank nodes')
    return label
  })
  const mandatory = lines.filter((_, index) => derived.mandatoryIndexes.has(index))
  const disclosed = lines.filter((_, index) => !derived.mandatoryIndexes.has(index))
  if (disclosed.length !== derived.signatures.length) return false
  const base = joined(sha256(proofText), derived.publicKeyBytes, sha256(mandatory.join('')))
  if (!(await verifySignature(key, base, derived.baseSignature))) return false
  const utf8 = new TextEncoder()
  for (const [index, line] of disclosed.entries()) {
    if (!(await verifySignature(derived.publicKey, utf8.encode(line), derived.signatures[index] as Uint8Array))) return false
  }
  return true
}

const malformed = (because: string): CredentialError => new CredentialError('document_malformed', because)

function parse(value: unknown): DerivedProof {
  if (typeof value !== 'string' || !value.startsWith('u')) throw malformed('the proof value is no base64url multibase text')
  const bytes = fromBase64Url(value.slice(1))
  if (!DERIVED.every((byte, index) => bytes[index] === byte))
    throw malformed('a base proof, which is for the holder alone, or no proof of this suite')
  const parts = fromCbor(bytes.subarray(DERIVED.length))
  if (!Array.isArray(parts) || parts.length !== 5) throw malformed('a derived proof has five parts')
  const [baseSignature, publicKeyBytes, signatures, labels, mandatory] = parts as [Cbor, Cbor, Cbor, Cbor, Cbor]
  return {
    baseSignature: signature(baseSignature),
    publicKeyBytes: bytesIn(publicKeyBytes, 35),
    publicKey: publicKeyFromMultibase(`u${toBase64Url(bytesIn(publicKeyBytes, 35))}`),
    signatures: listIn(signatures).map(signature),
    labels: labelsIn(labels),
    mandatoryIndexes: new Set(listIn(mandatory).map(indexIn)),
  }
}

const signature = (value: Cbor): Uint8Array => bytesIn(value, 64)

function bytesIn(value: Cbor, length: number): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== length) throw malformed(`expected ${length} bytes in the proof value`)
  return value
}

function listIn(value: Cbor): Cbor[] {
  if (!Array.isArray(value)) throw malformed('expected a list in the proof value')
  return value
}

function indexIn(value: Cbor): number {
  if (typeof value !== 'number') throw malformed('expected numbers in the proof value')
  return value
}

function labelsIn(value: Cbor): Map<string, string> {
  if (!(value instanceof Map)) throw malformed('expected a map of labels in the proof value')
  return new Map([...value].map(([number, label]) => [`c14n${indexIn(number)}`, `u${toBase64Url(bytesIn(label, 32))}`]))
}
