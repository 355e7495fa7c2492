import { refusal } from '../../core/problem.ts'

/** One thing that is wrong, as the VC API says it. @see VCDM 2.0 section 7.1; Bitstring Status List section 3.6; RFC 9457 */
export interface ProblemDetail {
  type: string
  title: string
  detail: string
}

const VCDM = 'https://www.w3.org/TR/vc-data-model#'
const STATUS_LIST = 'https://www.w3.org/ns/credentials/status-list#'
const SECURITY = 'https://w3id.org/security#'

const made =
  (start: string, code: string, title: string) =>
  (detail: string): ProblemDetail => ({ type: start + code, title, detail })

export const detailOf = {
  PARSING_ERROR: made(VCDM, 'PARSING_ERROR', 'It cannot be read.'),
  MALFORMED_VALUE_ERROR: made(VCDM, 'MALFORMED_VALUE_ERROR', 'A value is not as it must be.'),
  RANGE_ERROR: made(VCDM, 'RANGE_ERROR', 'A value is out of its range.'),
  CRYPTOGRAPHIC_SECURITY_ERROR: made(VCDM, 'CRYPTOGRAPHIC_SECURITY_ERROR', 'Its signature does not hold.'),
  STATUS_RETRIEVAL_ERROR: made(STATUS_LIST, 'STATUS_RETRIEVAL_ERROR', 'Its status cannot be known.'),
  STATUS_VERIFICATION_ERROR: made(STATUS_LIST, 'STATUS_VERIFICATION_ERROR', 'Its status says no.'),
  STATUS_LIST_LENGTH_ERROR: made(STATUS_LIST, 'STATUS_LIST_LENGTH_ERROR', 'Its status list is too short.'),
  PROOF_GENERATION_ERROR: made(SECURITY, 'PROOF_GENERATION_ERROR', 'No proof can be made.'),
  INVALID_CHALLENGE_ERROR: made(SECURITY, 'INVALID_CHALLENGE_ERROR', 'The challenge is another one.'),
  INVALID_DOMAIN_ERROR: made(SECURITY, 'INVALID_DOMAIN_ERROR', 'The domain is another one.'),
} as const

/** What could not be checked is not said to have failed; the suites know one type for both. @see credentials spec, "Verify" */
export const uncheckedProof = made(VCDM, 'CRYPTOGRAPHIC_SECURITY_ERROR', 'Its signature could not be checked.')

export const problems = {
  vc_api_invalid: refusal<{ problemDetails: readonly ProblemDetail[] }>(
    'vc_api_invalid',
    'invalid',
    ({ problemDetails }) => problemDetails.map(({ title, detail }) => `${title} ${detail}`).join(' ') || 'The request cannot be served.',
  ),
}

export const malformed = (detail: string) => problems.vc_api_invalid({ problemDetails: [detailOf.MALFORMED_VALUE_ERROR(detail)] })
