import { holderOf } from './holder-key.ts'
import { issuer, metadataOf } from './metadata.ts'
import { problems } from './problems.ts'

const MAX_PROOF_CHARACTERS = 8_192
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/

/** The one key proof of a request. @throws Problem invalid_proof | invalid_credential_request */
function onlyProof(proofs: unknown): string {
  const { jwt, ...others } = (typeof proofs === 'object' && proofs !== null ? proofs : {}) as { jwt?: unknown }
  if (Object.keys(others).length > 0) throw problems.invalid_proof({ because: 'Only proofs of the type jwt are taken.' })
  if (!Array.isArray(jwt) || jwt.length === 0) throw problems.invalid_proof({ because: 'Send proofs with one jwt.' })
  if (jwt.length > 1)
    throw problems.invalid_credential_request({ because: 'One key proof for one credential: no batches are issued here.' })
  const [text] = jwt
  if (typeof text !== 'string' || text.length > MAX_PROOF_CHARACTERS || !TOKEN.test(text))
    throw problems.invalid_proof({ because: 'The key proof is no compact JWS.' })
  return text
}

/**
 * Checks that the wallet holds the key it wants the credential bound to: signature, type, audience, one key named, a nonce there.
 * Whether the nonce is one of ours is not looked at here.
 *
 * @returns the DID the credential is to be bound to, and the nonce
 * @throws Problem invalid_proof | invalid_credential_request
 * @see OpenID4VCI 1.0 appendix F.1 and F.4
 */
export async function checkProof(
  proofs: unknown,
  { baseUrl, now }: { baseUrl: string; now: Date },
): Promise<{ holder: string; nonce: string }> {
  const jwt = onlyProof(proofs)
  const { header, payload, signer } = await issuer
    .verifyCredentialRequestJwtProof({ jwt, issuerMetadata: metadataOf(baseUrl), now })
    .catch(() => {
      throw problems.invalid_proof({
        because: `The key proof does not hold: it must be an openid4vci-proof+jwt for ${baseUrl}, signed (ES256 or EdDSA) by the did:key, did:jwk or jwk in its header.`,
      })
    })
  if ((header.kid !== undefined) === (header.jwk !== undefined))
    throw problems.invalid_proof({ because: 'The header names kid or jwk, one of them.' })
  if (typeof payload.nonce !== 'string' || payload.nonce === '') throw problems.invalid_proof({ because: 'The key proof has no nonce.' })
  return { holder: holderOf(signer), nonce: payload.nonce }
}
