import { refusal } from '../core/problem.ts'

export const problems = {
  operator_only: refusal(
    'operator_only',
    'unauthenticated',
    'Send Authorization: Bearer with the operator token (LAUREL_ADMIN_TOKEN, or the file admin-token in the data folder).',
  ),
  usage_days_invalid: refusal<{ most: number }>(
    'usage_days_invalid',
    'invalid',
    ({ most }) => `Send from and to as days like 2026-11-21, from not after to, at most ${most} days.`,
  ),
  operator_link_used: refusal(
    'operator_link_used',
    'gone',
    'This link was used or has expired. Run laurel admin sign-in-links create, or start the server again, for a new one.',
  ),
}
