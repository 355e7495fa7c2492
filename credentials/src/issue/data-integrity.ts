import { sign } from '#crypto'
import { CredentialError } from '../credential-error.ts'
import { toBase58 } from '../keys/base58.ts'
import { publicKeyFromMultibase, secretKeyOf } from '../keys/multikey.ts'
import type { Loaders } from '../loaders.ts'
import { type JsonObject, listOf } from '../model/json.ts'
import { jcsData, rdfcData } from '../verify/cryptosuites.ts'
import { noTexts, type Secured } from '../verify/secured.ts'
import { engineOf } from '../verify/session.ts'
import { prepareContexts } from '../verify/words.ts'
import { namesOf, type SigningKey } from './signing-key.ts'

/** The suites this library issues with; which of them fit depends on the key. */
export type IssuingSuite = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' | 'ecdsa-rdfc-2019' | 'ecdsa-jcs-2019' | 'Ed25519Signature2020'

export interface ProofOptions {
  key: SigningKey
  cryptosuite?: IssuingSuite
  created?: Date | string
  proofPurpose?: 'assertionMethod' | 'authentication'
  challenge?: string
  domain?: string
  /** further members of the proof, such as `id`, `expires` or `previousProof` */
  more?: JsonObject
  loaders: Pick<Loaders, 'context'>
  allowExampleContexts?: boolean
}

const MADE_WITH: Readonly<Record<IssuingSuite, readonly string[]>> = {
  'eddsa-rdfc-2022': ['Ed25519'],
  'eddsa-jcs-2022': ['Ed25519'],
  'ecdsa-rdfc-2019': ['P-256', 'P-384'],
  'ecdsa-jcs-2019': ['P-256', 'P-384'],
  Ed25519Signature2020: ['Ed25519'],
}

/**
 * Makes one proof over a document; proofs it already has are not signed, unless `more.previousProof` names them.
 *
 * @throws CredentialError cryptosuite_unsupported | context_unknown | document_malformed | key_malformed
 * @see Data Integrity 1.0 section 4.2, "Add Proof"
 */
export async function makeProof(document: JsonObject, options: ProofOptions): Promise<JsonObject> {
  const { key, cryptosuite = defaultSuite(key) } = options
  if (!MADE_WITH[cryptosuite]?.includes(key.algorithm))
    throw new CredentialError('cryptosuite_unsupported', `${cryptosuite} is not made with a ${key.algorithm} key`)
  const secured = await securedBy(document, unsigned(options, cryptosuite), options)
  const proof = cryptosuite.includes('-jcs-') ? withContext(secured.proof, document) : secured.proof
  const data = cryptosuite.includes('-jcs-') ? await jcsData({ ...secured, proof }) : await rdfcData(secured)
  return { ...proof, proofValue: `z${toBase58(sign(secretKeyOf(key), data))}` }
}

export const defaultSuite = ({ algorithm }: SigningKey): IssuingSuite => (algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019')

function unsigned(
  { key, created, proofPurpose = 'assertionMethod', challenge, domain, more }: ProofOptions,
  cryptosuite: IssuingSuite,
): JsonObject {
  const kind: JsonObject = cryptosuite === 'Ed25519Signature2020' ? { type: cryptosuite } : { type: 'DataIntegrityProof', cryptosuite }
  const instant = typeof created === 'string' ? created : (created ?? new Date()).toISOString().replace(/\.\d+Z$/, 'Z')
  return {
    ...kind,
    created: instant,
    verificationMethod: namesOf(key).method,
    proofPurpose,
    ...(challenge !== undefined && { challenge }),
    ...(domain !== undefined && { domain }),
    ...more,
  }
}

/** @see Data Integrity EdDSA 1.0 section 3.3.1: a JCS proof carries the contexts it was made under. */
const withContext = (proof: JsonObject, document: JsonObject): JsonObject =>
  document['@context'] === undefined ? proof : { '@context': document['@context'], ...proof }

async function securedBy(
  document: JsonObject,
  proof: JsonObject,
  { key, loaders, allowExampleContexts = false }: ProofOptions,
): Promise<Secured> {
  const { proof: existing, ...rest } = document
  const engine = engineOf(loaders)
  await prepareContexts(rest, engine.knownContexts, allowExampleContexts)
  const names = listOf(proof.previousProof)
  const previous = listOf(existing).filter((one) => names.includes((one as JsonObject).id as string))
  return {
    document: previous.length > 0 ? { ...rest, proof: previous } : rest,
    proof,
    key: publicKeyFromMultibase(key.publicKeyMultibase),
    canonicalizer: engine.canonicalizer,
    canonical: noTexts(),
  }
}
