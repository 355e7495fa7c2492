import { refusal } from '../../core/problem.ts'

/** The codes are the ones OpenID4VCI 1.0 names: token endpoint 6.3, credential endpoint 8.3.1. */
export const problems = {
  offer_not_found: refusal('offer_not_found', 'not-found', 'There is no such offer.'),
  offer_gone: refusal('offer_gone', 'gone', 'This offer has been used or has expired. Make a new one on the page it came from.'),
  invalid_request: refusal<{ because: string }>('invalid_request', 'invalid', ({ because }) => because),
  unsupported_grant_type: refusal(
    'unsupported_grant_type',
    'invalid',
    'Send grant_type=urn:ietf:params:oauth:grant-type:pre-authorized_code.',
  ),
  invalid_grant: refusal(
    'invalid_grant',
    'invalid',
    'The pre-authorized code or the transaction code is wrong, used or expired. Check the code on the screen, or make a new offer there.',
  ),
  invalid_token: refusal('invalid_token', 'unauthenticated', 'The access token is missing, unknown or has expired.'),
  invalid_credential_request: refusal<{ because: string }>('invalid_credential_request', 'invalid', ({ because }) => because),
  unknown_credential_configuration: refusal(
    'unknown_credential_configuration',
    'invalid',
    'The offer this token belongs to has no such credential_configuration_id.',
  ),
  unknown_credential_identifier: refusal(
    'unknown_credential_identifier',
    'invalid',
    'The token response named no credential identifiers. Send credential_configuration_id.',
  ),
  invalid_proof: refusal<{ because: string }>('invalid_proof', 'invalid', ({ because }) => because),
  invalid_nonce: refusal(
    'invalid_nonce',
    'invalid',
    'The c_nonce is not one of ours, has expired or was used. Ask the nonce endpoint for a new one.',
  ),
  invalid_encryption_parameters: refusal(
    'invalid_encryption_parameters',
    'invalid',
    'Credential responses are not encrypted here. Leave credential_response_encryption out.',
  ),
  credential_request_denied: refusal<{ because: string }>('credential_request_denied', 'invalid', ({ because }) => because),
}
