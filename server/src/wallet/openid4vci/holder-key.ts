import { createPublicKey, verify } from 'node:crypto'
import { didJwkDocument, didJwkOf, type PublicJwk, publicKeyFromJwk, publicKeyFromMultibase } from '@laurel/credentials'
import type { JwtSigner, VerifyJwtCallback } from '@openid4vc/oauth2'

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', EdDSA: 'Ed25519' }

/** A key whose secret part came along is nobody's alone any more. @see OpenID4VCI 1.0 appendix F.4 */
const isSecret = (jwk: unknown): boolean => typeof jwk === 'object' && jwk !== null && 'd' in jwk

/**
 * The public key a proof names: the key in a `did:key` or `did:jwk`, or the JWK in its header; undefined for every other kind, and for a
 * JWK with its secret part.
 */
function keyOf(signer: JwtSigner): PublicJwk | undefined {
  if (signer.method === 'jwk') return isSecret(signer.publicJwk) ? undefined : publicKeyFromJwk(signer.publicJwk).jwk
  if (signer.method !== 'did') return undefined
  const [did = '', fragment = ''] = signer.didUrl.split('#')
  if (did.startsWith('did:key:')) {
    const key = did.slice('did:key:'.length)
    return fragment === '' || fragment === key ? publicKeyFromMultibase(key).jwk : undefined
  }
  if (!did.startsWith('did:jwk:') || (fragment !== '' && fragment !== '0')) return undefined
  const [method] = didJwkDocument(did).verificationMethod as unknown as { publicKeyJwk: PublicJwk }[]
  return isSecret(method?.publicKeyJwk) ? undefined : publicKeyFromJwk(method?.publicKeyJwk).jwk
}

/** The DID the credential is bound to: the one the proof names, or the `did:jwk` of its key. */
export const holderOf = (signer: JwtSigner): string =>
  signer.method === 'did'
    ? (signer.didUrl.split('#')[0] ?? '')
    : didJwkOf(publicKeyFromJwk((signer as { publicJwk?: unknown }).publicJwk).jwk)

/** Checks the signature of a key proof with the key it names itself: that is what it proves. ES256 and EdDSA. @see OpenID4VCI 1.0 appendix F.1 */
export const verifyHolderSignature: VerifyJwtCallback = async (signer, { compact }) => {
  const jwk = keyOf(signer)
  if (!jwk || CURVES[signer.alg] !== jwk.crv) return { verified: false }
  const dot = compact.lastIndexOf('.')
  const key = createPublicKey({ key: jwk as never, format: 'jwk' })
  const signature = Buffer.from(compact.slice(dot + 1), 'base64url')
  const data = Buffer.from(compact.slice(0, dot))
  const isRight = verify(signer.alg === 'ES256' ? 'sha256' : null, data, { key, dsaEncoding: 'ieee-p1363' }, signature)
  return isRight ? { verified: true, signerJwk: { ...jwk } } : { verified: false }
}
