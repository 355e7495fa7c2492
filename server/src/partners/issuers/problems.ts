import { refusal } from '../../core/problem.ts'

export const problems = {
  issuer_not_found: refusal('issuer_not_found', 'not-found', 'The registry has no such issuer.'),
  issuer_listed_twice: refusal<{ id: string }>('issuer_listed_twice', 'invalid', ({ id }) => `The issuer ${id} is listed twice.`),
  issuer_key_unreadable: refusal<{ id: string; index: number }>(
    'issuer_key_unreadable',
    'invalid',
    ({ id, index }) => `Key ${index + 1} of ${id} is neither a Multikey (z…) nor a public JWK of a known kind.`,
  ),
}
