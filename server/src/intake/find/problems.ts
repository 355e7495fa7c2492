import { refusal } from '../../core/problem.ts'

export const problems = {
  partner_not_found: refusal('partner_not_found', 'not-found', 'There is no such partner, or it has no page to find a resume on.'),
  find_incomplete: refusal('find_incomplete', 'invalid', 'Send an e-mail address or a student id, so that we know whom to look for.'),
  email_invalid: refusal('email_invalid', 'invalid', 'That is not one e-mail address. It should look like name@example.edu.'),
}
