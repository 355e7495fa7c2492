import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Endpoint } from '../../core/endpoint.ts'
import { jsonProblems, scanJson } from '../../core/json-scan.ts'
import type { BodyBudget } from './body-budget.ts'
import { httpProblems } from './faults.ts'
import { bodyMayBeLeftOut } from './optional-body.ts'
import { readWhole } from './whole-body.ts'

/** JSON bytes to a value, every fault named with its place. @throws Problem json_* | body_empty */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw jsonProblems.body_empty()
  if (!isUtf8(bytes)) throw jsonProblems.json_not_utf8()
  const { problem } = scanJson(bytes)
  if (problem) throw problem
  return JSON.parse(bytes.toString('utf8'))
}

/** JSON under whatever name, as `application/vc+ld+json`; `application/vc` and `application/vp` are JSON too. @see VC Data Model 2.0, appendix C */
const JSON_TYPES = /^application\/(?:(?:[\w.+-]+\+)?json|v[cp])(?:\s*;|$)/i
export const FORM_TYPES = 'Content-Type: application/x-www-form-urlencoded or multipart/form-data'

/** Clients that name a type on every request send it with a DELETE too. */
const mayBeEmpty = (endpoint: Endpoint | undefined): boolean =>
  !endpoint?.body || endpoint.reads === 'unchecked' || bodyMayBeLeftOut(endpoint)

/** Teaches an API to read JSON through the byte scan; endpoints that read bytes get them as they came. */
export function readBodies(app: FastifyInstance, budget: BodyBudget): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(JSON_TYPES, async (request: FastifyRequest, payload: Readable) => {
    const body = await readWhole(request, payload, budget)
    const endpoint = request.routeOptions.config.endpoint
    if (endpoint?.reads === 'bytes') return body
    return body.length === 0 && mayBeEmpty(endpoint) ? undefined : parseJson(body)
  })
  // an empty body of whatever type is fine where none is asked for; anything else is refused by name
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const endpoint = request.routeOptions.config.endpoint
    if (body.length === 0 && mayBeEmpty(endpoint)) return undefined
    throw httpProblems.media_type_unsupported({ takes: endpoint?.reads === 'form' ? FORM_TYPES : 'Content-Type: application/json' })
  })
}
