import { refusal } from '../core/problem.ts'

export const problems = {
  not_signed_in: refusal('not_signed_in', 'unauthenticated', 'Sign in first.'),
  email_invalid: refusal('email_invalid', 'invalid', 'That is not one e-mail address. It should look like name@example.edu.'),
  code_wrong: refusal<{ triesLeft: number }>('code_wrong', 'invalid', ({ triesLeft }) =>
    triesLeft > 0
      ? `That is not the code. You have ${triesLeft} more ${triesLeft === 1 ? 'try' : 'tries'}.`
      : 'That is not the code, and its tries are used up. Ask for a new one.',
  ),
  code_expired: refusal('code_expired', 'invalid', 'That code is no longer valid. Ask for a new one.'),
}
