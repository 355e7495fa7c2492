import { sign } from '#crypto'
import { secretKeyOf } from '../keys/multikey.ts'
import { isObject, type JsonObject, listOf } from '../model/json.ts'
import { toBase64Url } from '../read/base64.ts'
import { instantOf } from '../verify/dates.ts'
import { withIssuer } from './issue-credential.ts'
import { namesOf, type SigningKey } from './signing-key.ts'

export interface JwtOptions {
  key: SigningKey
  /** `vc+jwt`: the credential is the claims (VC-JOSE-COSE, OB 3.0); `vc-claim`: it is the claim `vc` (VCDM 1.1) */
  form?: 'vc+jwt' | 'vc-claim'
}

const ALG = { Ed25519: 'EdDSA', 'P-256': 'ES256', 'P-384': 'ES384' } as const

/**
 * Signs a credential as a compact JWS.
 *
 * @returns  `header.payload.signature`
 * @throws CredentialError document_malformed when the stated issuer does not own the key | key_malformed
 * @see VC-JOSE-COSE section 3.1.1; OB 3.0 section 8.2; VCDM 1.1 section 6.3.1
 */
export function issueJwt(document: JsonObject, { key, form = 'vc+jwt' }: JwtOptions): string {
  const credential = withIssuer(document, key)
  const { method } = namesOf(key)
  const header = { alg: ALG[key.algorithm], kid: method, typ: form === 'vc+jwt' ? 'vc+jwt' : 'JWT' }
  const claims = form === 'vc+jwt' ? { ...credential, ...claimsOf(credential) } : { ...claimsOf(credential), vc: credential }
  return signJws(header, claims, key)
}

function claimsOf({ id, issuer, credentialSubject, validFrom, issuanceDate, validUntil, expirationDate }: JsonObject): JsonObject {
  const subjects = listOf(credentialSubject)
  const [subject] = subjects
  const sub = subjects.length === 1 && isObject(subject) ? subject.id : undefined
  const claims: JsonObject = {
    iss: isObject(issuer) ? issuer.id : issuer,
    jti: id,
    sub,
    nbf: seconds(validFrom ?? issuanceDate),
    exp: seconds(validUntil ?? expirationDate),
  }
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
}

function seconds(date: unknown): number | undefined {
  const instant = instantOf(date)
  return instant === undefined ? undefined : Math.floor(instant / 1000)
}

function signJws(header: object, payload: object, key: SigningKey): string {
  const utf8 = new TextEncoder()
  const part = (value: object): string => toBase64Url(utf8.encode(JSON.stringify(value)))
  const signingInput = `${part(header)}.${part(payload)}`
  return `${signingInput}.${toBase64Url(sign(secretKeyOf(key), utf8.encode(signingInput)))}`
}

/** A compact JWS as the envelope that presentations and CLRs of VCDM 2.0 hold. @see VCDM 2.0 section 4.13 */
export const envelope = (jws: string): JsonObject => ({
  '@context': 'https://www.w3.org/ns/credentials/v2',
  type: 'EnvelopedVerifiableCredential',
  id: `data:application/vc+jwt,${jws}`,
})
