import type { Problem, ProblemKind } from '../../core/problem.ts'

/** What an API answers when it refuses. */
export interface Refusal {
  status: number
  type: string
  headers: Record<string, string>
  body: unknown
}

/** Turns a Problem into the words of one API. @param retryAfterSeconds also sent as `Retry-After` */
export type Envelope = (problem: Problem) => Refusal

const STATUS: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  exhausted: 402,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'unsupported-type': 415,
  throttled: 429,
  failed: 500,
  unavailable: 503,
}

export const statusOfKind = (kind: ProblemKind): number => STATUS[kind]
export const statusOf = (problem: Problem): number => statusOfKind(problem.kind)

function commonHeaders(problem: Problem): Record<string, string> {
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  const { retryAfterSeconds, allow } = problem.facts
  if (typeof retryAfterSeconds === 'number') headers['retry-after'] = String(Math.max(1, Math.ceil(retryAfterSeconds)))
  if (Array.isArray(allow)) headers.allow = allow.join(', ')
  return headers
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** Our own API. @see RFC 9457 */
export const problemDetails: Envelope = (problem) => {
  const status = statusOf(problem)
  const headers = commonHeaders(problem)
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="laurel"'
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    headers,
    body: {
      ...problem.facts,
      type: `urn:laurel:problem:${problem.code}`,
      title: problem.message,
      status,
      detail: problem.message,
      code: problem.code,
    },
  }
}

const OAUTH_CODES = new Set(['invalid_request', 'invalid_client', 'invalid_grant', 'unsupported_grant_type', 'invalid_scope'])

/** RFC 6749 allows no quotes, backslashes or characters outside printable ASCII in the description. */
const oauthBody = (error: string, { message }: Problem): object => ({
  error,
  error_description: message.replace(/["\\]/g, "'").replace(/[^\x20-\x7e]/g, '?'),
})

const oauthCode = ({ code, kind }: Problem, known: ReadonlySet<string>, otherwise: string): string => {
  if (known.has(code)) return code
  if (kind === 'unavailable' || kind === 'throttled') return 'temporarily_unavailable'
  return kind === 'failed' ? 'server_error' : otherwise
}

/** The token endpoint. @see RFC 6749 section 5.2 */
export const oauthError: Envelope = (problem) => {
  const status = statusOf(problem)
  const headers: Record<string, string> = { ...commonHeaders(problem), pragma: 'no-cache' }
  if (status === 401) headers['www-authenticate'] = 'Basic realm="laurel", charset="UTF-8"'
  return { status, type: JSON_TYPE, headers, body: oauthBody(oauthCode(problem, OAUTH_CODES, 'invalid_request'), problem) }
}

const CREDENTIAL_CODES = new Set([
  'invalid_token',
  'invalid_credential_request',
  'unknown_credential_configuration',
  'unknown_credential_identifier',
  'invalid_proof',
  'invalid_nonce',
  'invalid_encryption_parameters',
  'credential_request_denied',
])

/** The credential endpoint of wallets. @see OpenID4VCI 1.0 section 8.3.1; RFC 6750 section 3.1 */
export const credentialError: Envelope = (problem) => {
  const status = statusOf(problem)
  const headers = commonHeaders(problem)
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="laurel", error="invalid_token"'
  return { status, type: JSON_TYPE, headers, body: oauthBody(oauthCode(problem, CREDENTIAL_CODES, 'invalid_credential_request'), problem) }
}

const CODE_MINOR: Readonly<Record<ProblemKind, string>> = {
  invalid: 'invalid_data',
  unauthenticated: 'unauthorizedrequest',
  exhausted: 'forbidden',
  forbidden: 'forbidden',
  'not-found': 'not_found',
  'method-not-allowed': 'not_allowed',
  conflict: 'invalid_data',
  gone: 'not_found',
  'too-large': 'invalid_data',
  'unsupported-type': 'not_acceptable',
  throttled: 'server_busy',
  failed: 'internal_server_error',
  unavailable: 'server_busy',
}

/** CredentialConnect. @see Open Badges 3.0, Imsx_StatusInfo */
export const imsxStatus: Envelope = (problem) => {
  const status = statusOf(problem)
  const headers = commonHeaders(problem)
  if (status === 401)
    headers['www-authenticate'] = `Bearer realm="laurel"${problem.code === 'token_missing' ? '' : ', error="invalid_token"'}`
  if (status === 403) headers['www-authenticate'] = 'Bearer realm="laurel", error="insufficient_scope"'
  return {
    status,
    type: JSON_TYPE,
    headers,
    body: {
      imsx_codeMajor: 'failure',
      imsx_severity: 'error',
      imsx_description: problem.message,
      imsx_codeMinor: {
        imsx_codeMinorField: [
          {
            imsx_codeMinorFieldName: `laurel:${problem.code}`,
            imsx_codeMinorFieldValue: problem.code === 'query_invalid' ? 'invalid_query_parameter' : CODE_MINOR[problem.kind],
          },
        ],
      },
    },
  }
}

/**
 * `{success: false, error: {code, message}}`, and "409 bodies add `error.skills` (the ids) and `error.source`": nothing else, other facts
 * are in the message. Codes are in capitals, also those every API shares (`RATE_LIMITED`, `INTERNAL_ERROR`, `NOT_FOUND`).
 */
export const skillApi: Envelope = (problem) => {
  const { skills, source } = problem.facts
  const conflict = { ...(skills !== undefined && { skills }), ...(source !== undefined && { source }) }
  return {
    status: statusOf(problem),
    type: JSON_TYPE,
    headers: commonHeaders(problem),
    body: {
      success: false,
      error: { code: problem.code.toUpperCase(), message: problem.message, ...(problem.kind === 'conflict' && conflict) },
    },
  }
}

/** The two endpoints of the Skill Verification API whose refusals are flat: verify-url and metadata. @see facts 1.3 */
export const skillApiFlat: Envelope = (problem) => ({ ...skillApi(problem), body: { success: false, message: problem.message } })
