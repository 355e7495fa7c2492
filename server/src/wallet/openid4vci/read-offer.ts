import type { CredentialOfferObject } from '@openid4vc/openid4vci'
import type { Clock } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import { sha256 } from '../../platform/secrets.ts'
import { CODE_DIGITS, preAuthorizedCode, statusOfOffer } from '../create-offer.ts'
import { findOfferByCode } from '../store.ts'
import { issuer, metadataOf } from './metadata.ts'
import { problems } from './problems.ts'

/** An offer as the wallet reads it; reading takes nothing. @throws Problem offer_not_found | offer_gone @see OpenID4VCI 1.0 section 4.1 */
export async function readOffer(deps: { db: Db; now: Clock; baseUrl: string }, secret: string): Promise<CredentialOfferObject> {
  const code = preAuthorizedCode(secret)
  const offer = await findOfferByCode(deps.db, sha256(code))
  if (!offer) throw problems.offer_not_found()
  if (offer.isRedeemed || statusOfOffer(offer, deps.now()) !== 'waiting') throw problems.offer_gone()
  const { credentialOfferObject } = await issuer.createCredentialOffer({
    issuerMetadata: metadataOf(deps.baseUrl),
    credentialConfigurationIds: offer.configurations,
    grants: {
      'urn:ietf:params:oauth:grant-type:pre-authorized_code': {
        'pre-authorized_code': code,
        tx_code: { input_mode: 'numeric', length: CODE_DIGITS, description: 'The code shown beside the QR code.' },
      },
    },
  })
  return credentialOfferObject
}
