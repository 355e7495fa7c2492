import { refusal } from '../../core/problem.ts'

export const problems = {
  partner_key_wrong: refusal('partner_key_wrong', 'unauthenticated', 'Unknown client id, or the access key is wrong.'),
  partner_not_signed_in: refusal('partner_not_signed_in', 'unauthenticated', 'Sign in with your client id and access key.'),
}
