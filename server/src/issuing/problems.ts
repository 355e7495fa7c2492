import { refusal } from '../core/problem.ts'

export const problems = {
  badge_not_found: refusal('badge_not_found', 'not-found', 'There is no such badge.'),
  credential_not_found: refusal('credential_not_found', 'not-found', 'This server has issued no such credential.'),
  suspension_impossible: refusal(
    'suspension_impossible',
    'conflict',
    'This credential was issued without a place in a list of suspensions. It can be revoked.',
  ),
  status_list_not_found: refusal('status_list_not_found', 'not-found', 'There is no such status list.'),
  signing_key_unknown: refusal<{ issuer: string }>(
    'signing_key_unknown',
    'invalid',
    ({ issuer }) => `This server does not issue as ${issuer}.`,
  ),
}
