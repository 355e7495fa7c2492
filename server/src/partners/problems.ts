import { refusal } from '../core/problem.ts'

export const problems = {
  invalid_request: refusal<{ because: string }>('invalid_request', 'invalid', ({ because }) => because),
  invalid_client: refusal('invalid_client', 'unauthenticated', 'Unknown client id, or the access key is wrong.'),
  unsupported_grant_type: refusal('unsupported_grant_type', 'invalid', 'Send grant_type=client_credentials.'),
  invalid_scope: refusal<{ allowed: readonly string[] }>(
    'invalid_scope',
    'invalid',
    ({ allowed }) => `This client may ask for: ${allowed.join(' ')}.`,
  ),
  token_missing: refusal('token_missing', 'unauthenticated', 'Send Authorization: Bearer with an access token from POST /api/v1/token.'),
  token_invalid: refusal(
    'token_invalid',
    'unauthenticated',
    'This access token is unknown or has expired. Get a new one from POST /api/v1/token.',
  ),
  scope_missing: refusal<{ scope: string }>(
    'scope_missing',
    'forbidden',
    ({ scope }) => `This access token does not carry the scope "${scope}".`,
  ),
  partner_not_found: refusal('partner_not_found', 'not-found', 'There is no such partner.'),
  import_url_invalid: refusal(
    'import_url_invalid',
    'invalid',
    'importUrl is not a whole web address. Send one like https://school.example/import, without a user name in it.',
  ),
  partner_slug_taken: refusal<{ slug: string }>(
    'partner_slug_taken',
    'conflict',
    ({ slug }) => `Another partner already uses the short name "${slug}".`,
  ),
}
