import { sha256, sha256Hex, sha384, sha384Hex, verifySignature } from '#crypto'
import { CredentialError } from '../credential-error.ts'
import type { PublicKey } from '../crypto/key-types.ts'
import { fromBase58 } from '../keys/base58.ts'
import { type JsonObject, listOf } from '../model/json.ts'
import { jcs } from '../rdf/jcs.ts'
import { joined, type Secured } from './secured.ts'
import { verifySelective } from './selective-disclosure.ts'

export interface Cryptosuite {
  algorithms: readonly PublicKey['algorithm'][]
  /** true when the signature fits. @throws CredentialError when the document or the proof is broken */
  verify(secured: Secured): Promise<boolean>
}

const SIGNATURE_BYTES = { Ed25519: 64, 'P-256': 64, 'P-384': 96, RSA: 256 } as const

/** @see Data Integrity EdDSA Cryptosuites 1.0; Data Integrity ECDSA Cryptosuites 1.0; Ed25519Signature2020 */
const suites: Readonly<Record<string, Cryptosuite>> = {
  'eddsa-rdfc-2022': { algorithms: ['Ed25519'], verify: (secured) => signed(secured, rdfcData) },
  'eddsa-jcs-2022': { algorithms: ['Ed25519'], verify: (secured) => signed(secured, jcsData) },
  'ecdsa-rdfc-2019': { algorithms: ['P-256', 'P-384'], verify: (secured) => signed(secured, rdfcData) },
  'ecdsa-jcs-2019': { algorithms: ['P-256', 'P-384'], verify: (secured) => signed(secured, jcsData) },
  'ecdsa-sd-2023': { algorithms: ['P-256'], verify: verifySelective },
  Ed25519Signature2020: { algorithms: ['Ed25519'], verify: (secured) => signed(secured, rdfcData) },
}

/** The suite of a proof; undefined for one this library does not know. */
export function cryptosuiteOf(proof: JsonObject): Cryptosuite | undefined {
  const [type] = listOf(proof.type)
  const name = type === 'DataIntegrityProof' ? proof.cryptosuite : type
  if (typeof name !== 'string' || !Object.hasOwn(suites, name)) return undefined
  return (type === 'DataIntegrityProof') === (name !== 'Ed25519Signature2020') ? suites[name] : undefined
}

async function signed(secured: Secured, dataOf: (secured: Secured) => Promise<Uint8Array>): Promise<boolean> {
  const signature = signatureOf(secured.proof.proofValue, secured.key)
  return verifySignature(secured.key, await dataOf(secured), signature)
}

function signatureOf(value: unknown, key: PublicKey): Uint8Array {
  if (typeof value !== 'string' || !value.startsWith('z'))
    throw new CredentialError('document_malformed', 'the proof value is no base-58 multibase text')
  const signature = fromBase58(value.slice(1))
  if (signature.length !== SIGNATURE_BYTES[key.algorithm])
    throw new CredentialError('document_malformed', `a signature of ${signature.length} bytes`)
  return signature
}

const isLong = (key: PublicKey): boolean => key.algorithm === 'P-384'

/** Hash of the canonical proof options, then hash of the canonical document; P-384 uses SHA-384 throughout. */
export async function rdfcData({ document, proof, key, canonicalizer, canonical }: Secured): Promise<Uint8Array> {
  const [hash, hashHex] = isLong(key) ? [sha384, sha384Hex] : [sha256, sha256Hex]
  const texts = isLong(key) ? canonical.sha384 : canonical.sha256
  const context = contextOf(document, proof)
  const { proofValue: _, ...options } = proof
  let text = texts.get(context)
  if (text === undefined) {
    text = canonicalizer.canonical(context === document['@context'] ? document : { ...document, '@context': context }, hashHex)
    // it may fail before anybody waits for it; who waits for it hears of it
    text.catch(() => {})
    texts.set(context, text)
  }
  const proofText = await canonicalizer.canonical({ ...options, '@context': context }, hashHex)
  if (proofText === '') throw new CredentialError('document_malformed', 'the proof says nothing')
  return joined(hash(proofText), hash(await text))
}

export async function jcsData({ document, proof, key }: Secured): Promise<Uint8Array> {
  const hash = isLong(key) ? sha384 : sha256
  const { proofValue: _, ...options } = proof
  const context = contextOf(document, proof)
  return joined(hash(jcs(options)), hash(jcs({ ...document, '@context': context })))
}

/** A proof may carry the contexts it was made under; the document's must begin with them, in order. */
function contextOf(document: JsonObject, proof: JsonObject): JsonObject['@context'] {
  const stated = proof['@context']
  if (stated === undefined) return document['@context']
  const own = listOf(document['@context'])
  const begins = listOf(stated).every((one, index) => JSON.stringify(one) === JSON.stringify(own[index]))
  if (!begins) throw new CredentialError('document_malformed', "the document's contexts do not begin with those of the proof")
  return stated
}
