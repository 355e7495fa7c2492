import { refusal } from '../../core/problem.ts'

export const problems = {
  partner_not_found: refusal('partner_not_found', 'not-found', 'There is no such partner to import from.'),
  pull_elsewhere: refusal(
    'pull_elsewhere',
    'forbidden',
    'This import was started in another browser or by another person, so nothing is shown here. Start it again from the import page.',
  ),
  pull_empty: refusal<{ partner: string }>(
    'pull_empty',
    'not-found',
    ({ partner }) => `${partner} has not sent anything yet. Start the import again, or wait a moment and look again.`,
  ),
}
