import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomText } from '../../core/id.ts'
import type { Problem } from '../../core/problem.ts'
import { refuseOtherMethods, watchMethods } from './allowed-methods.ts'
import type { BodyBudget } from './body-budget.ts'
import type { Authenticators } from './callers.ts'
import type { Envelope } from './envelopes.ts'
import { asProblem, httpProblems } from './faults.ts'
import { readBodies } from './read-body.ts'
import { CROSS_ORIGIN } from './security.ts'

/** One API: its own way to refuse, and its routes. */
export interface Api {
  envelope: Envelope
  routes(scope: FastifyInstance): void
  /** Pages of other sites may call: by key or token, never with cookies. */
  crossOrigin?: boolean
  /** Runs for each request once the caller is known: rate limits. */
  admit?(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/** What every API of a server shares. */
export interface Mounting {
  authenticators: Authenticators
  budget: BodyBudget
}

/** Sends a Problem in an API's own envelope. */
export function refuse(reply: FastifyReply, envelope: Envelope, problem: Problem): FastifyReply {
  const { status, type, headers, body } = envelope(problem)
  return reply
    .code(status)
    .headers(headers)
    .type(type)
    .serializer(typeof body === 'string' ? String : JSON.stringify)
    .send(body)
}

/** The Problem an error stands for; a bug is logged whole and stands for a reference and nothing else. */
export function problemBehind(error: unknown, request: FastifyRequest): Problem {
  const problem = asProblem(error, request.routeOptions?.bodyLimit)
  if (problem) {
    if (problem.kind === 'failed') request.log.error({ err: error }, problem.code)
    return problem
  }
  const reference = randomText(12)
  request.log.error({ err: error, reference }, 'bug')
  return httpProblems.internal_error({ reference })
}

export const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply, envelope: Envelope): FastifyReply =>
  refuse(reply, envelope, problemBehind(error, request))

/**
 * Mounts an API: errors in its envelope, bodies through the byte scan, callers known and limits counted before a body is read,
 * and 405 with `Allow` for every other method of its paths.
 */
export function mount(app: FastifyInstance, { authenticators, budget }: Mounting, api: Api): void {
  app.register(async (scope) => {
    const methodsOf = watchMethods(scope)
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, envelope: api.envelope }
    })
    readBodies(scope, budget)
    scope.setErrorHandler((error, request, reply) => answerError(error, request, reply, api.envelope))
    scope.addHook('onRequest', async (request, reply) => {
      if (api.crossOrigin) reply.headers(CROSS_ORIGIN)
      const { endpoint } = request.routeOptions.config
      if (!endpoint) return
      if (request.headers['content-encoding'] !== undefined && request.headers['content-encoding'] !== 'identity')
        throw httpProblems.encoding_unsupported()
      // what one caller may see is kept by nobody on the way; a handler may know better
      if (endpoint.audience !== 'anyone') reply.header('cache-control', 'no-store')
      request.caller = await authenticators[endpoint.audience](request, endpoint)
      await api.admit?.(request, reply)
      budget.admit(request, reply)
    })
    api.routes(scope)
    for (const [url, methods] of [...methodsOf]) {
      if (api.crossOrigin) preflight(scope, url, methods)
      refuseOtherMethods(scope, url, methods)
    }
  })
}

/** Answers a browser that asks first whether it may call. */
function preflight(scope: FastifyInstance, url: string, methods: Set<string>): void {
  const headers = {
    'access-control-allow-methods': [...methods].sort().join(', '),
    'access-control-allow-headers': 'authorization, content-type, x-api-key, x-session-token',
    'access-control-max-age': '600',
  }
  scope.route({
    method: 'OPTIONS',
    url,
    schema: { hide: true } as object,
    handler: async (_request, reply) => reply.code(204).headers(headers).send(),
  })
  methods.add('OPTIONS')
}
