import type { FastifyError } from 'fastify'
import { jsonProblems } from '../../core/json-scan.ts'
import { isProblem, Problem, refusal } from '../../core/problem.ts'
import { databaseAway, databaseIsAway, holdsImpossibleText, isCollision } from '../db/constraint.ts'
import { type Found, type InvalidField, invalidFields } from './invalid-fields.ts'

/** Faults only HTTP can have, and those every API shares. */
export const httpProblems = {
  request_invalid: refusal<{ fields: readonly InvalidField[] }>('request_invalid', 'invalid', ({ fields }) =>
    fields.length > 0
      ? fields.map(({ pointer, message }) => `${pointer || 'The body'} ${message}.`).join(' ')
      : 'The request is not complete.',
  ),
  address_malformed: refusal('address_malformed', 'invalid', 'The address is not valid: check its percent-encoding.'),
  form_malformed: refusal('form_malformed', 'invalid', 'The form cannot be read: check its boundary and its fields.'),
  body_incomplete: refusal('body_incomplete', 'invalid', 'The body does not have the length that Content-Length says.'),
  text_impossible: refusal('text_impossible', 'invalid', 'The request holds a character that no text may hold, such as NUL.'),
  not_found: refusal('not_found', 'not-found', 'There is nothing at this address. /api/docs lists what there is.'),
  method_not_allowed: refusal<{ allow: readonly string[] }>(
    'method_not_allowed',
    'method-not-allowed',
    ({ allow }) => `This address takes ${allow.join(', ')}.`,
  ),
  body_too_large: refusal<{ limitBytes: number }>(
    'body_too_large',
    'too-large',
    ({ limitBytes }) => `The body is larger than ${limitBytes.toLocaleString('en')} bytes.`,
  ),
  media_type_unsupported: refusal<{ takes: string }>(
    'media_type_unsupported',
    'unsupported-type',
    ({ takes }) => `This address takes ${takes}.`,
  ),
  encoding_unsupported: refusal('encoding_unsupported', 'unsupported-type', 'Send the body without Content-Encoding.'),
  rate_limited: refusal<{ retryAfterSeconds: number }>(
    'rate_limited',
    'throttled',
    ({ retryAfterSeconds }) => `Too many requests. Try again in ${retryAfterSeconds} seconds.`,
  ),
  server_busy: refusal('server_busy', 'unavailable', 'The server is busy. Nothing was stored; try again in a few seconds.'),
  cross_site: refusal('cross_site', 'forbidden', 'This request came from another site.'),
  internal_error: refusal<{ reference: string }>(
    'internal_error',
    'failed',
    ({ reference }) => `Something went wrong on our side. Tell the operator this reference: ${reference}.`,
  ),
}

const REFUSALS: Readonly<Record<string, (limitBytes: number) => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (limitBytes) => httpProblems.body_too_large({ limitBytes }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => httpProblems.media_type_unsupported({ takes: 'Content-Type: application/json' }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => jsonProblems.body_empty(),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => httpProblems.body_incomplete(),
  FST_ERR_BAD_URL: () => httpProblems.address_malformed(),
  // nothing here has an id that long
  FST_ERR_MAX_PARAM_LENGTH: () => httpProblems.not_found(),
  FST_REQ_FILE_TOO_LARGE: (limitBytes) => httpProblems.body_too_large({ limitBytes }),
}

/** The Problem an error stands for; undefined when it is a bug of ours. @param bodyLimit bytes the route takes */
export function asProblem(error: unknown, bodyLimit = 1_048_576): Problem | undefined {
  if (isProblem(error)) return error
  const fault = error as FastifyError
  if (Array.isArray(fault?.validation))
    return httpProblems.request_invalid({ fields: invalidFields(fault.validation as Found[], fault.validationContext) })
  if (databaseIsAway(error)) return databaseAway()
  // the database took the whole transaction back
  if (isCollision(error)) return httpProblems.server_busy({ retryAfterSeconds: 1 })
  if (holdsImpossibleText(error)) return httpProblems.text_impossible()
  const known = REFUSALS[fault?.code ?? '']
  if (known) return known(bodyLimit)
  const status = fault?.statusCode ?? 500
  if (status === 503) return httpProblems.server_busy({ retryAfterSeconds: 10 })
  return status >= 400 && status < 500 ? new Problem('request_invalid', 'invalid', fault.message, { fields: [] }) : undefined
}
