import { CredentialError } from '../credential-error.ts'
import { isObject, type Json, type JsonObject, listOf } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import type { ProofPurpose, RegisteredIssuer } from '../model/verdict.ts'
import { cryptosuiteOf } from './cryptosuites.ts'
import { instantOf } from './dates.ts'
import { findKey, type KeyFound } from './issuer-key.ts'
import { type CanonicalTexts, noTexts } from './secured.ts'
import type { Session } from './session.ts'

/** What one signature came to; `key` is what ties its key to the issuer once the signature fits. */
export type SignatureResult =
  | { outcome: 'passed'; because: string; at: string; key: KeyFound & { outcome: 'issuers' | 'anyones' } }
  | { outcome: 'failed'; because: string; at: string; of: 'proof' | 'issuer-key' | 'expired' }
  | { outcome: 'unknown'; because: string; at: string; of: 'proof' | 'issuer-key' }

export interface Claimant {
  /** who must own the key: the issuer of a credential, the holder of a presentation */
  id: string | undefined
  purposes: readonly ProofPurpose[]
  registered?: RegisteredIssuer
  challenge?: string
  domain?: string
}

/** Verifies every proof of a proof set or chain, each by itself. */
export function verifyProofs(
  read: ReadCredential,
  canonical: CanonicalTexts,
  claimant: Claimant,
  session: Session,
): Promise<SignatureResult[]> {
  const { proof, ...document } = read.document
  const proofs = listOf(proof)
  return Promise.all(
    proofs.map((one, index) =>
      verifyOne(one, Array.isArray(proof) ? `/proof/${index}` : '/proof', { document, proofs, canonical, claimant, session }),
    ),
  )
}

interface Around {
  document: JsonObject
  proofs: Json[]
  canonical: CanonicalTexts
  claimant: Claimant
  session: Session
}

async function verifyOne(proof: Json, at: string, around: Around): Promise<SignatureResult> {
  if (!isObject(proof)) return { outcome: 'failed', because: 'the proof is no object', at, of: 'proof' }
  try {
    return faultIn(proof, at, around) ?? (await checkSignature(proof, at, around))
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    const unsure = error.code === 'limit_exceeded' || error.code === 'context_unknown'
    return { outcome: unsure ? 'unknown' : 'failed', because: error.message, at, of: 'proof' }
  }
}

/** @see Data Integrity 1.0 section 4.4, "Verify Proof": purpose, dates and domain before any cryptography */
function faultIn(proof: JsonObject, at: string, { claimant, session }: Around): SignatureResult | undefined {
  const failed = (because: string, of: 'proof' | 'expired' = 'proof'): SignatureResult => ({ outcome: 'failed', because, at, of })
  const { challenge, domain } = claimant
  const [type] = listOf(proof.type)
  if (typeof type !== 'string') return failed('the proof has no type')
  if (cryptosuiteOf(proof) === undefined) return undefined
  if (typeof proof.proofValue !== 'string') return failed('the proof has no value')
  const purpose = proof.proofPurpose
  if (!claimant.purposes.some((one) => one === purpose))
    return failed(`the proof is for ${JSON.stringify(purpose)}, not for ${claimant.purposes[0]}`)
  if (proof.created !== undefined && instantOf(proof.created) === undefined) return failed('the date of the proof is no date')
  if (proof.created === undefined && type === 'Ed25519Signature2020') return failed('the proof has no date')
  if (proof.expires !== undefined) {
    const expires = instantOf(proof.expires)
    if (expires === undefined) return failed('the end date of the proof is no date')
    if (expires <= session.now.getTime()) return failed(`the proof ended ${String(proof.expires)}`, 'expired')
  }
  if (challenge !== undefined && proof.challenge !== challenge) return failed('the proof answers another challenge')
  if (domain !== undefined && !listOf(proof.domain).includes(domain)) return failed('the proof is for another domain')
  return undefined
}

async function checkSignature(proof: JsonObject, at: string, around: Around): Promise<SignatureResult> {
  const { claimant, session } = around
  const suite = cryptosuiteOf(proof)
  const name = String(proof.cryptosuite ?? listOf(proof.type)[0])
  if (suite === undefined) return { outcome: 'unknown', because: `the cryptosuite ${name} is not supported`, at, of: 'proof' }
  const purpose = proof.proofPurpose as 'assertionMethod' | 'authentication'
  const method = isObject(proof.verificationMethod) ? proof.verificationMethod.id : proof.verificationMethod
  const question = {
    issuer: claimant.id,
    method: typeof method === 'string' ? method : undefined,
    purpose,
    registered: claimant.registered,
  }
  const found = await findKey(question, session)
  if (found.outcome === 'malformed') return { outcome: 'failed', because: found.because, at, of: 'proof' }
  if (found.outcome === 'not-issuers') return { outcome: 'failed', because: found.because, at, of: 'issuer-key' }
  if (found.outcome === 'unknown') return { outcome: 'unknown', because: found.because, at, of: 'issuer-key' }
  const { key } = found
  if (!suite.algorithms.includes(key.algorithm))
    return { outcome: 'failed', because: `${name} is not made with ${key.algorithm} keys`, at, of: 'proof' }
  const { document, canonical } = withPrevious(proof, around)
  const fits = await suite.verify({ document, proof, key, canonicalizer: session.engine.canonicalizer, canonical })
  if (!fits)
    return { outcome: 'failed', because: `the ${name} signature does not fit: the content or the proof was changed`, at, of: 'proof' }
  return { outcome: 'passed', because: `the ${name} signature fits`, at, key: found }
}

/** A proof of a chain signs the document together with the proofs it builds on. @see Data Integrity 1.0 section 4.5 */
function withPrevious(proof: JsonObject, { document, proofs, canonical }: Around): Pick<Around, 'document' | 'canonical'> {
  const names = listOf(proof.previousProof)
  if (names.length === 0) return { document, canonical }
  const previous = names.map((name) => {
    const found = proofs.find((one) => isObject(one) && one.id === name && one !== proof)
    if (found === undefined)
      throw new CredentialError('document_malformed', `the proof builds on ${JSON.stringify(name)}, which is not there`)
    return found
  })
  return { document: { ...document, proof: previous }, canonical: noTexts() }
}
