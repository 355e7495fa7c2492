import { verifySignature } from '#crypto'
import { CredentialError } from '../../credential-error.ts'
import type { PublicKey } from '../../crypto/key-types.ts'
import { publicKeyFromJwk } from '../../keys/multikey.ts'
import { publicKeyFromPem } from '../../keys/pem.ts'
import { isObject, type JsonObject, listOf } from '../../model/json.ts'
import { decodeJws } from '../../read/jwt.ts'
import type { Findings } from '../findings.ts'
import type { Session } from '../session.ts'
import { published } from './published.ts'

const ALGORITHMS: Readonly<Record<string, PublicKey['algorithm']>> = { RS256: 'RSA', ES256: 'P-256', EdDSA: 'Ed25519' }

/**
 * Verifies the signature of an assertion with the key its issuer publishes and lists.
 *
 * @param profile the issuer's profile as published under its own address
 * @returns       true when the signature fits and the key is the issuer's
 * @see Open Badges 2.0, "Verification", signed; "CryptographicKey"
 */
export async function isSignedBy(
  { raw, keyId }: { raw: string; keyId: string | undefined },
  profile: JsonObject,
  session: Session,
  findings: Findings,
): Promise<boolean> {
  const listed = listOf(profile.publicKey).map((key) => (isObject(key) ? key.id : key))
  const id = keyId ?? listed.find((one) => typeof one === 'string')
  if (typeof id !== 'string') return failed(findings, 'the signature names no key, and its issuer publishes none')
  const found = await published(id, session)
  if (!('document' in found)) {
    findings.unknown(
      'issuer-key',
      `the key ${id} could not be had (${'because' in found ? found.because : 'it is gone'})`,
      '/verification/creator',
    )
    return false
  }
  const key = keyIn(found.document)
  if (typeof key === 'string') return failed(findings, key)
  const { header, signingInput, signature } = decodeJws(raw)
  const algorithm = typeof header.alg === 'string' && Object.hasOwn(ALGORITHMS, header.alg) ? ALGORITHMS[header.alg] : undefined
  if (algorithm === undefined) return failed(findings, `the algorithm ${JSON.stringify(header.alg)} is refused`)
  if (header.crit !== undefined) return failed(findings, 'the header demands an extension that is not known')
  if (key.algorithm !== algorithm) return failed(findings, `${String(header.alg)} is not made with ${key.algorithm} keys`)
  if (!(await verifySignature(key, new TextEncoder().encode(signingInput), signature)))
    return failed(findings, 'the signature does not fit: the content was changed')
  findings.pass('proof', `the ${String(header.alg)} signature fits`)
  if (found.document.owner === profile.id && listed.includes(id)) {
    findings.pass('issuer-key', `${String(profile.id)} lists the key`)
    return true
  }
  findings.fail('issuer-key', `the key ${id} is not one that ${String(profile.id)} publishes`, '/verification/creator')
  return false
}

function failed(findings: Findings, because: string): false {
  findings.fail('proof', because, '/verification')
  return false
}

function keyIn({ publicKeyPem, publicKeyJwk }: JsonObject): PublicKey | string {
  try {
    return typeof publicKeyPem === 'string' ? publicKeyFromPem(publicKeyPem) : publicKeyFromJwk(publicKeyJwk)
  } catch (error) {
    if (error instanceof CredentialError) return error.message
    throw error
  }
}
