import { refusal } from '../core/problem.ts'

export const problems = {
  not_signed_in: refusal('not_signed_in', 'unauthenticated', 'Sign in first.'),
  email_invalid: refusal('email_invalid', 'invalid', 'That is not one e-mail address. It should look like name@example.edu.'),
  code_wrong: refusal<{ triesLeft: number }>('code_wrong', 'invalid', ({ triesLeft }) =>
    triesLeft > 0
      ? `That is not the code. You have ${triesLeft} more ${triesLeft === 1 ? 'try' : 'tries'}.`
      : 'That is not the code, and its tries are used up. Ask for a new one.',
  ),
  address_taken: refusal(
    'address_taken',
    'conflict',
    'This address belongs to another account. Sign in there with it and remove it, then add it here.',
  ),
  address_not_found: refusal('address_not_found', 'not-found', 'This account has no such address.'),
  address_is_last: refusal('address_is_last', 'conflict', 'This is the only address of the account. Add another one first.'),
  addresses_too_many: refusal('addresses_too_many', 'conflict', 'An account has at most 10 addresses. Remove one first.'),
  session_not_found: refusal('session_not_found', 'not-found', 'There is no such session.'),
  code_expired: refusal('code_expired', 'invalid', 'That code is no longer valid. Ask for a new one.'),
}
