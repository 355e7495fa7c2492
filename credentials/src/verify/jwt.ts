import { verifySignature } from '#crypto'
import { CredentialError } from '../credential-error.ts'
import type { PublicKey } from '../crypto/key-types.ts'
import { isObject, type Json, type JsonObject, listOf } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import { decodeJws } from '../read/jwt.ts'
import { instantOf } from './dates.ts'
import type { Findings } from './findings.ts'
import { findKey } from './issuer-key.ts'
import type { Claimant, SignatureResult } from './proof.ts'
import type { Session } from './session.ts'

/** The algorithms accepted, each with its one kind of key; `none` and everything symmetric is refused by absence. */
const ALGORITHMS: Readonly<Record<string, PublicKey['algorithm']>> = {
  RS256: 'RSA',
  ES256: 'P-256',
  ES384: 'P-384',
  EdDSA: 'Ed25519',
  Ed25519: 'Ed25519',
}

/** Asymmetric algorithms that exist and are not supported here: an honest "cannot say" rather than "wrong". */
const UNSUPPORTED = /^(?:PS(?:256|384|512)|RS(?:384|512)|ES512|ES256K|Ed448)$/

/** Verifies the compact JWS around a credential. @see VC-JWT (VCDM 1.1, 6.3.1); VC-JOSE-COSE; OB 3.0 section 8.2 */
export async function verifyJwt(read: ReadCredential, claimant: Claimant, session: Session): Promise<SignatureResult> {
  const at = ''
  const failed = (because: string, of: 'proof' | 'issuer-key' = 'proof'): SignatureResult => ({ outcome: 'failed', because, at, of })
  try {
    const { header, payload, signingInput, signature } = decodeJws(read.raw)
    const { alg } = header
    const algorithm = typeof alg === 'string' && Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : undefined
    if (typeof alg === 'string' && UNSUPPORTED.test(alg))
      return { outcome: 'unknown', because: `the algorithm ${alg} is not supported`, at, of: 'proof' }
    if (algorithm === undefined) return failed(`the algorithm ${JSON.stringify(alg)} is refused`)
    if (header.crit !== undefined) return failed('the header demands an extension that is not known')
    const disagreement = disagreementIn(payload, read.document) ?? answerTo(payload, claimant)
    if (disagreement) return failed(disagreement)
    const method = methodIn(header, claimant.id)
    const found = await findKey(
      { issuer: claimant.id, method, purpose: purposeOf(claimant), jwk: header.jwk, registered: claimant.registered },
      session,
    )
    if (found.outcome === 'malformed') return failed(found.because)
    if (found.outcome === 'not-issuers') return failed(found.because, 'issuer-key')
    if (found.outcome === 'unknown') return { outcome: 'unknown', because: found.because, at, of: 'issuer-key' }
    if (found.key.algorithm !== algorithm) return failed(`${String(alg)} is not made with ${found.key.algorithm} keys`)
    const fits = await verifySignature(found.key, new TextEncoder().encode(signingInput), signature)
    return fits
      ? { outcome: 'passed', because: `the ${String(alg)} signature fits`, at, key: found }
      : failed('the signature does not fit: the content was changed')
  } catch (error) {
    if (error instanceof CredentialError) return failed(error.message)
    throw error
  }
}

const purposeOf = (claimant: Claimant): 'assertionMethod' | 'authentication' => claimant.purposes[0] ?? 'assertionMethod'

/** `kid` as a verification method: whole, or a fragment of the issuer's id; without `kid` the issuer's only key. */
function methodIn({ kid, jwk }: JsonObject, issuer: string | undefined): string | undefined {
  if (typeof kid !== 'string' || kid === '') return jwk === undefined ? issuer : undefined
  if (kid.startsWith('did:') || kid.startsWith('https://') || issuer === undefined) return kid
  return `${issuer}#${kid.replace(/^#/, '')}`
}

/** What a registered claim says otherwise than the document. @see VCDM 1.1 section 6.3.1: the claims replace these properties */
function disagreementIn(payload: JsonObject, document: JsonObject): string | undefined {
  const { iss, jti, sub, nbf, exp } = payload
  const isPresentation = isObject(payload.vp) || document.holder !== undefined
  const issuer = idOf(isPresentation ? (document.holder ?? document.issuer) : document.issuer)
  const subjects = listOf(document.credentialSubject).map(idOf)
  const differs = (claim: Json | undefined, own: string | undefined): boolean => claim !== undefined && own !== undefined && claim !== own
  if (differs(iss, issuer)) return `the claim iss ${JSON.stringify(iss)} is not the issuer ${issuer}`
  if (differs(jti, idOf(document.id))) return `the claim jti ${JSON.stringify(jti)} is not the id ${idOf(document.id)}`
  if (subjects.length === 1 && differs(sub, subjects[0])) return `the claim sub ${JSON.stringify(sub)} is not the subject ${subjects[0]}`
  return (
    differsInTime('nbf', nbf, document.validFrom ?? document.issuanceDate) ??
    differsInTime('exp', exp, document.validUntil ?? document.expirationDate)
  )
}

const idOf = (value: Json | undefined): string | undefined => {
  const id = isObject(value) ? value.id : value
  return typeof id === 'string' ? id : undefined
}

function differsInTime(name: string, claim: Json | undefined, own: Json | undefined): string | undefined {
  if (claim === undefined) return undefined
  if (typeof claim !== 'number' || !Number.isFinite(claim)) return `the claim ${name} is no number`
  const instant = instantOf(own)
  if (instant === undefined || Math.floor(instant / 1000) === Math.floor(claim)) return undefined
  return `the claim ${name} ${claim} is not the date ${String(own)} of the document`
}

/** Claims that limit the token itself, where the document has no date of its own. @see RFC 7519 sections 4.1.4 and 4.1.5 */
export function checkTokenDates({ nbf, exp }: JsonObject, document: JsonObject, now: Date, findings: Findings): void {
  const seconds = now.getTime() / 1000
  if (typeof exp === 'number' && document.validUntil === undefined && document.expirationDate === undefined && exp < seconds)
    findings.fail('dates', 'its token expired', '', 'expired')
  if (typeof nbf === 'number' && document.validFrom === undefined && document.issuanceDate === undefined && nbf > seconds)
    findings.fail('dates', 'its token is not valid yet', '', 'not-yet-valid')
}

function answerTo({ nonce, aud }: JsonObject, { challenge, domain }: Claimant): string | undefined {
  if (challenge !== undefined && nonce !== challenge) return 'the token answers another challenge'
  return domain !== undefined && !listOf(aud).includes(domain) ? 'the token is for another domain' : undefined
}
