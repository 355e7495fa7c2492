import type { Endpoint } from '../../core/endpoint.ts'
import { jsonProblems } from '../../core/json-scan.ts'
import { kindOf } from '../../core/problem.ts'
import {
  credentialError,
  type Envelope,
  imsxStatus,
  oauthError,
  problemDetails,
  skillApi,
  skillApiFlat,
  statusOfKind,
} from './envelopes.ts'
import { httpProblems } from './faults.ts'

const text = { type: 'string' } as const
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({ type: 'object', required, properties })

/** What a refusal looks like in each dialect, by the name the OpenAPI document gives it. */
const DIALECTS = {
  Problem: {
    ...object(
      {
        type: text,
        title: text,
        status: { type: 'integer' },
        detail: text,
        code: { ...text, description: 'Which refusal; facts it documents stand beside it.' },
        fields: {
          type: 'array',
          items: object({ pointer: text, message: text }),
          description: 'Of `request_invalid`: what is wrong where.',
        },
      },
      ['type', 'title', 'status', 'detail', 'code'],
    ),
    description: 'RFC 9457.',
  },
  Imsx_StatusInfo: object({
    imsx_codeMajor: { type: 'string', enum: ['failure'] },
    imsx_severity: { type: 'string', enum: ['error'] },
    imsx_description: text,
    imsx_codeMinor: object({
      imsx_codeMinorField: {
        type: 'array',
        items: object({ imsx_codeMinorFieldName: { ...text, description: '`laurel:` and the code.' }, imsx_codeMinorFieldValue: text }),
      },
    }),
  }),
  OAuthError: { ...object({ error: text, error_description: text }), description: 'RFC 6749 section 5.2.' },
  SkillApiError: object({
    success: { type: 'boolean', enum: [false] },
    error: object(
      {
        code: text,
        message: text,
        skills: { type: 'array', items: text, description: 'Of a conflict.' },
        source: object({ type: text, externalId: text }),
      },
      ['code', 'message'],
    ),
  }),
  SkillApiFlatError: object({ success: { type: 'boolean', enum: [false] }, message: text }),
  Page: { type: 'string', description: 'A page that says what happened.' },
} as const

const JSON_TYPE = 'application/json'
const ANSWERS = new Map<Envelope | undefined, { name: keyof typeof DIALECTS; type: string }>([
  [problemDetails, { name: 'Problem', type: 'application/problem+json' }],
  [imsxStatus, { name: 'Imsx_StatusInfo', type: JSON_TYPE }],
  [oauthError, { name: 'OAuthError', type: JSON_TYPE }],
  [credentialError, { name: 'OAuthError', type: JSON_TYPE }],
  [skillApi, { name: 'SkillApiError', type: JSON_TYPE }],
  [skillApiFlat, { name: 'SkillApiFlatError', type: JSON_TYPE }],
])

export const refusalSchemas: Readonly<Record<string, object>> = DIALECTS

const { not_found: _address, method_not_allowed: _method, cross_site: _site, ...everywhere } = httpProblems
const { body_too_large, body_incomplete, media_type_unsupported, form_malformed, ...always } = everywhere
const OF_BODIES = { body_too_large, body_incomplete, media_type_unsupported, form_malformed, ...jsonProblems }
const DOOR: Readonly<Record<Endpoint['audience'], readonly string[]>> = {
  anyone: ['cross_site'],
  person: ['cross_site', 'not_signed_in'],
  partner: ['token_missing', 'token_invalid', 'scope_missing'],
  partnerSession: ['cross_site', 'partner_not_signed_in'],
  platform: ['INVALID_API_KEY', 'API_KEY_REQUIRED'],
  reader: ['INVALID_API_KEY'],
  wallet: [],
  admin: ['cross_site', 'operator_only'],
}

/** Codes every endpoint of a kind may answer with, besides its own: those of its door, and those HTTP itself brings. */
const sharedCodes = ({ audience, body }: Endpoint): string[] => [
  ...DOOR[audience],
  ...Object.keys(always),
  ...(body ? Object.keys(OF_BODIES) : []),
]

/** The refusals of an endpoint as OpenAPI responses: one for each status with its codes, and one for what any address may answer. */
export function refusalAnswers(endpoint: Endpoint, envelope: Envelope | undefined): Record<string, object> {
  const { name, type } = ANSWERS.get(envelope) ?? { name: 'Page', type: 'text/html' }
  const content = { [type]: { schema: { $ref: `#/components/schemas/${name}` } } }
  const codes = new Map<number | 'default', string[]>()
  for (const code of new Set([...endpoint.problems, ...sharedCodes(endpoint)])) {
    const kind = kindOf(code)
    const status = kind ? statusOfKind(kind) : 'default'
    codes.set(status, [...(codes.get(status) ?? []), `\`${envelope === skillApi ? code.toUpperCase() : code}\``])
  }
  const { default: others = [], ...byStatus } = Object.fromEntries(codes) as Record<string, string[]>
  const said = ['Any other refusal, such as 405, 429, 500 or 503', ...(others.length > 0 ? [others.join(', ')] : [])].join(': ')
  const answers = Object.entries(byStatus).map(([status, list]) => [status, { description: list.join(', '), content }])
  return { ...Object.fromEntries(answers), default: { description: `${said}.`, content } }
}
