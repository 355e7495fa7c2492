import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Envelope } from './envelopes.ts'
import { httpProblems } from './faults.ts'
import { CROSS_ORIGIN } from './security.ts'

export interface Admission {
  /** requests being answered at once; whoever still sends its body is not one of them */
  most: number
  /** how long whoever waits for the database may wait before newcomers are told to come again */
  longestWaitMs: number
}

export const ADMISSION: Admission = { most: 2_000, longestWaitMs: 2_000 }
const RETRY_AFTER_SECONDS = 2

/** What the door asks before it lets somebody in. */
export interface Door {
  admission: Admission
  /** how long whoever is first in line for the database has waited */
  waitedMs(): number
  /** whether this one would only stand in a line of its own that is long enough already */
  mustComeAgain(request: IncomingMessage): boolean
  envelopeOf(request: IncomingMessage): Envelope
}

/** A probe must hear from a server that is busy. */
const isProbe = ({ url = '' }: IncomingMessage): boolean => url.startsWith('/health/')

/**
 * Tells requests past what there may be to come again, before anything is made or looked up for them. Slow clients take no place.
 *
 * @see reliability L6, L8
 */
export function createDoor({ admission, waitedMs, mustComeAgain, envelopeOf }: Door) {
  const inside = new WeakSet<IncomingMessage>()
  let underWay = 0
  let refused = 0
  const count = (request: IncomingMessage): void => {
    if (inside.has(request) || request.socket.destroyed) return
    inside.add(request)
    underWay++
  }
  const leave = (request: IncomingMessage): void => {
    if (inside.delete(request)) underWay--
  }
  const refuse = refusals(envelopeOf)
  const guarded =
    (answer: RequestListener): RequestListener =>
    (request, response) => {
      const isFull = underWay >= admission.most || waitedMs() > admission.longestWaitMs
      if ((isFull || mustComeAgain(request)) && !isProbe(request)) {
        refused++
        return refuse(request, response)
      }
      count(request)
      response.once('close', () => leave(request))
      answer(request, response)
    }
  return {
    /** how many have been told so */
    refused: (): number => refused,
    /** Makes the server of an app, with the door before it. @see fastify `serverFactory` */
    serverFactory: (answer: RequestListener, options: { http?: ServerOptions } & Record<string, unknown>): Server => {
      const server = createServer(options.http ?? {}, guarded(answer))
      server.keepAliveTimeout = options.keepAliveTimeout as number
      server.requestTimeout = options.requestTimeout as number
      server.setTimeout(options.connectionTimeout as number)
      return server
    },
    /** Whoever sends a body takes no place meanwhile. */
    watch: (app: FastifyInstance): void => {
      app.addHook('preParsing', async ({ raw }) => leave(raw))
      app.addHook('preValidation', async ({ raw }) => count(raw))
    },
  }
}

/** The refusal in each API's own words, written once and sent as it is. */
function refusals(envelopeOf: Door['envelopeOf']): (request: IncomingMessage, response: ServerResponse) => void {
  const written = new Map<Envelope, { status: number; headers: Record<string, string>; text: string }>()
  const write = (envelope: Envelope) => {
    const { status, type, headers, body } = envelope(httpProblems.server_busy({ retryAfterSeconds: RETRY_AFTER_SECONDS }))
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const length = String(Buffer.byteLength(text))
    return { status, headers: { ...ALWAYS, ...headers, 'content-type': type, 'content-length': length }, text }
  }
  return (request, response) => {
    const envelope = envelopeOf(request)
    const refusal = written.get(envelope) ?? write(envelope)
    written.set(envelope, refusal)
    response.writeHead(refusal.status, refusal.headers).end(request.method === 'HEAD' ? undefined : refusal.text)
  }
}

const ALWAYS = {
  ...CROSS_ORIGIN,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
}
