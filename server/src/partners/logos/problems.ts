import { refusal } from '../../core/problem.ts'

export const problems = {
  logo_unusable: refusal<{ because: string }>(
    'logo_unusable',
    'invalid',
    ({ because }) => `The logo cannot be used. ${because} Send a PNG, JPEG or WebP picture.`,
  ),
  logo_not_found: refusal('logo_not_found', 'not-found', 'There is no such picture.'),
}
