import { refusal } from '../../core/problem.ts'

export const problems = {
  platform_not_found: refusal('platform_not_found', 'not-found', 'There is no such platform.'),
  platform_key_not_found: refusal('platform_key_not_found', 'not-found', 'This platform has no such key.'),
}
