import type { FastifyRequest } from 'fastify'
import type { Audience, Callers } from '../../core/caller.ts'
import type { Endpoint } from '../../core/endpoint.ts'

/** Who is calling: for each audience, a function that reads the request's credentials and answers with the caller or throws a Problem. */
export type Authenticators = { readonly [A in Audience]: (request: FastifyRequest, endpoint: Endpoint) => Promise<Callers[A]> }

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(request: FastifyRequest): string | undefined {
  const [, token] = /^Bearer +([\x21-\x7e]+) *$/i.exec(request.headers.authorization ?? '') ?? []
  return token
}

/** The credentials of an `Authorization: Basic` header; undefined when there is none, null when it cannot be read. */
export function basicCredentials(header: string | undefined): { id: string; secret: string } | undefined | null {
  if (header === undefined) return undefined
  const [, encoded] = /^Basic +([A-Za-z0-9+/_=-]+) *$/i.exec(header) ?? []
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) return null
  return { id: formDecode(text.slice(0, colon)), secret: formDecode(text.slice(colon + 1)) }
}

/** RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined; ours hold no character that would differ. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
