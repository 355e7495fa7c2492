import type { Readable } from 'node:stream'
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchema,
  FastifySchemaCompiler,
  preHandlerAsyncHookHandler,
} from 'fastify'
import type { Callers } from '../../core/caller.ts'
import type { Endpoint, Input, Output } from '../../core/endpoint.ts'
import type { Envelope } from './envelopes.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import { bodyMayBeLeftOut } from './optional-body.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint
    /** how this API refuses */
    envelope?: Envelope
  }
  interface FastifyRequest {
    caller: Callers[keyof Callers]
    startedAt: Date
  }
}

const BODY_LIMIT_BYTES = 1_048_576
const UPLOAD_LIMIT_BYTES = 10_485_760

/** Plain input, who is calling, and the little of HTTP a handler may need; its answer is the body. */
export type Handler<E extends Endpoint> = (
  input: Input<E>,
  caller: Callers[E['audience']],
  exchange: Exchange,
) => Promise<Output<E> | AsFile> | Output<E> | AsFile

/** An answer that is ready as bytes or text, or made while it is sent, of the media type the endpoint or the file names. */
export class AsFile {
  readonly content: string | Buffer | Readable
  readonly type: string
  readonly status: number | undefined
  /** @param status another one than the endpoint's own */
  constructor(content: string | Buffer | Readable, type: string, status?: number) {
    this.content = content
    this.type = type
    this.status = status
  }
}

/** Mounts one endpoint: its definition validates, documents and types it. */
export function register<E extends Endpoint>(app: FastifyInstance, endpoint: E, handler: Handler<E>): void {
  const { method, path: url, params, query, body, reads, takes, success } = endpoint
  app.route({
    method,
    url,
    bodyLimit: reads === 'bytes' ? UPLOAD_LIMIT_BYTES : BODY_LIMIT_BYTES,
    config: { endpoint },
    schema: {
      operationId: endpoint.id,
      summary: endpoint.summary,
      ...(endpoint.description && { description: endpoint.description }),
      tags: [endpoint.tag],
      ...(endpoint.produces && { produces: [endpoint.produces] }),
      security: securityOf(endpoint),
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      consumes: takes ?? (reads === 'form' ? FORMS : ['application/json']),
      response: answersOf(endpoint),
    } as Record<string, unknown>,
    ...(reads !== undefined && reads !== 'json' && { validatorCompiler: onlyAround(app, reads), attachValidation: false }),
    // schemas of answers document; they never drop or reorder what a handler says
    serializerCompiler: () => (value) => JSON.stringify(value),
    preValidation: async (request: FastifyRequest) => {
      if (request.body == null && bodyMayBeLeftOut(endpoint)) request.body = {}
    },
    preHandler: [] as preHandlerAsyncHookHandler[],
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const input = { params: request.params, query: request.query, body: request.body } as Input<E>
      const answer = await handler(input, request.caller as Callers[E['audience']], exchangeOf(request, reply, request.startedAt))
      reply.code(success)
      // what the operator sees are secrets and people's addresses: nobody between keeps a copy
      if (endpoint.audience === 'admin') reply.header('cache-control', 'no-store')
      if (success === 204) return reply.send()
      if (answer instanceof AsFile)
        return reply
          .code(answer.status ?? success)
          .type(answer.type)
          .send(answer.content)
      return reply.type('application/json; charset=utf-8').send(answer)
    },
  })
}

/** What a handler reads itself is not judged before; a query beside it is, and a path beside bytes. */
const onlyAround =
  (app: FastifyInstance, reads: Endpoint['reads']): FastifySchemaCompiler<FastifySchema> =>
  (part) => {
    const isJudged = part.httpPart === 'querystring' || (reads === 'bytes' && part.httpPart !== 'body')
    return isJudged && app.validatorCompiler ? app.validatorCompiler(part) : () => true
  }

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data']
const SUCCESS: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Taken; what follows happens later.',
  204: 'Done; nothing to say.',
}

/** The answer's schema under each of its media types. */
function answersOf({ produces = ['application/json'], response, success, otherStatuses = [] }: Endpoint): Record<number, object> {
  if (success === 204) return { 204: { description: SUCCESS[204], type: 'null' } }
  const content = Object.fromEntries(
    [produces].flat().map((type) => [type, { schema: /json|\/vc$/.test(type) ? response : { type: 'string' } }]),
  )
  return Object.fromEntries(
    [success, ...otherStatuses].map((status) => [status, { description: SUCCESS[status] ?? 'Not done; the body says why.', content }]),
  )
}

const SECURITY = {
  anyone: [],
  person: [{ session: [] }],
  partner: [{ accessToken: [] }],
  partnerSession: [{ partnerSession: [] }],
  platform: [{ platformKey: [] }],
  reader: [{}, { platformKey: [] }],
  wallet: [],
  admin: [{ operator: [] }],
}
const securityOf = ({ audience }: Endpoint): readonly object[] => SECURITY[audience]
