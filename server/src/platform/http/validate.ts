import { Ajv } from 'ajv'
import type { FastifyInstance } from 'fastify'

const settings = { removeAdditional: false, allErrors: true, useDefaults: false, strict: false } as const

/** Bodies are taken as they are; a query or a path is text, so "10" may stand for 10 there. A parameter sent twice is a list, and refused. */
export function validateRequests(app: FastifyInstance): void {
  const strict = new Ajv({ ...settings, coerceTypes: false })
  const ofText = new Ajv({ ...settings, coerceTypes: true })
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? strict : ofText).compile(schema))
}
