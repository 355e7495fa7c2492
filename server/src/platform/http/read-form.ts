import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { httpProblems } from './faults.ts'
import { FORM_TYPES } from './read-body.ts'

const FORM = { limits: { files: 0, fields: 20, fieldNameSize: 100, fieldSize: 4_096 } }

/** Teaches an API to read forms, urlencoded or multipart, as a map from name to all the values sent. @see CredentialConnect facts 3 */
export function readForms(app: FastifyInstance): void {
  app.register(formbody, { parser: (text) => valuesByName(new URLSearchParams(text)) as unknown as Record<string, unknown> })
  app.register(multipart, FORM)
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) {
      if (request.body === undefined || request.body instanceof Map) return
      throw httpProblems.media_type_unsupported({ takes: FORM_TYPES })
    }
    const entries: [string, string][] = []
    try {
      for await (const part of request.parts()) {
        if (part.type === 'field') entries.push([part.fieldname, String(part.value)])
        else part.file.resume()
      }
    } catch {
      throw httpProblems.form_malformed()
    }
    request.body = valuesByName(entries)
  })
}

function valuesByName(entries: Iterable<[string, string]>): Map<string, string[]> {
  const values = new Map<string, string[]>()
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value])
  return values
}
