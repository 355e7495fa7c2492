import type { RouteOptions } from 'fastify'
import { credentialError, type Envelope, imsxStatus, oauthError, problemDetails, skillApi, skillApiFlat } from './envelopes.ts'

const text = { type: 'string' }
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({ type: 'object', required, properties })

const codeMinor = object({ imsx_codeMinorFieldName: text, imsx_codeMinorFieldValue: text })
const source = object({ type: text, externalId: text })

/** What a refusal looks like in each dialect. */
const SHAPES = new Map<Envelope, { type: string; schema: object }>([
  [
    problemDetails,
    {
      type: 'application/problem+json',
      schema: object({ type: text, title: text, status: { type: 'integer' }, detail: text, code: text }),
    },
  ],
  [
    skillApi,
    {
      type: 'application/json',
      schema: object({
        success: { type: 'boolean', enum: [false] },
        error: object({ code: text, message: text, skills: { type: 'array', items: text }, source }, ['code', 'message']),
      }),
    },
  ],
  [skillApiFlat, { type: 'application/json', schema: object({ success: { type: 'boolean', enum: [false] }, message: text }) }],
  [oauthError, { type: 'application/json', schema: object({ error: text, error_description: text }) }],
  [credentialError, { type: 'application/json', schema: object({ error: text, error_description: text }) }],
  [
    imsxStatus,
    {
      type: 'application/json',
      schema: object({
        imsx_codeMajor: text,
        imsx_severity: text,
        imsx_description: text,
        imsx_codeMinor: object({ imsx_codeMinorField: { type: 'array', items: codeMinor } }),
      }),
    },
  ],
])

/** Adds to the description of a route how it refuses, and with which codes. Documents only: answers are never checked against it. */
export function describeRefusals(route: RouteOptions, envelope: Envelope): void {
  const endpoint = route.config?.endpoint
  const shape = SHAPES.get(envelope)
  const response = (route.schema as { response?: Record<string, unknown> } | undefined)?.response
  if (!endpoint || !shape || !response) return
  const codes = [...new Set(endpoint.problems)].map((code) => `\`${envelope === skillApi ? code.toUpperCase() : code}\``)
  response.default = {
    description: codes.length > 0 ? `Refused: ${codes.join(', ')}.` : 'Refused.',
    content: { [shape.type]: { schema: shape.schema } },
  }
}
