import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpProblems } from './faults.ts'

export interface Admission {
  /** requests being answered at once; whoever still sends its body is not one of them */
  most: number
  /** how long whoever waits for the database may wait before newcomers are told to come again */
  longestWaitMs: number
}

export const ADMISSION: Admission = { most: 2_000, longestWaitMs: 2_000 }
const RETRY_AFTER_SECONDS = 2

/** A probe must hear from a server that is busy. */
const isProbe = ({ url }: FastifyRequest): boolean => url.startsWith('/health/')

/**
 * Tells requests past what there may be to come again, before anything is looked up for them. Slow clients take no place.
 *
 * @param waitedMs how long whoever is first in line for the database has waited
 * @throws Problem server_busy
 * @see reliability L6
 */
export function admitSoMany(app: FastifyInstance, waitedMs: () => number, { most, longestWaitMs }: Admission): void {
  const counted = new WeakSet<FastifyRequest>()
  let underWay = 0
  const count = (request: FastifyRequest): void => {
    if (counted.has(request) || request.raw.socket.destroyed) return
    counted.add(request)
    underWay++
  }
  const leave = (request: FastifyRequest): void => {
    if (counted.delete(request)) underWay--
  }
  app.addHook('onRequest', async (request, reply) => {
    const isFull = underWay >= most || waitedMs() > longestWaitMs
    if (isFull && !isProbe(request)) throw httpProblems.server_busy({ retryAfterSeconds: RETRY_AFTER_SECONDS })
    count(request)
    reply.raw.once('close', () => leave(request))
  })
  app.addHook('preParsing', async (request) => leave(request))
  app.addHook('preValidation', async (request) => count(request))
}
