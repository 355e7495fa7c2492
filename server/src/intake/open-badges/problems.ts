import { refusal } from '../../core/problem.ts'

export const problems = {
  credential_not_taken: refusal<{ because: string }>('credential_not_taken', 'invalid', ({ because }) => because),
  profile_invalid: refusal<{ because: string }>('profile_invalid', 'invalid', ({ because }) => because),
}
