import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpProblems } from './faults.ts'

const BUDGET_BYTES = 8 * 10_485_760
const SMALL_BYTES = 1_048_576

/** Room for so many bytes of large bodies at once; who finds none is told before a byte is read. @see reliability L4 */
export function budgetBodies(app: FastifyInstance): void {
  let held = 0
  const shares = new WeakMap<FastifyRequest, number>()
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { endpoint } = request.routeOptions.config
    if (endpoint?.reads !== 'bytes') return
    const length = request.headers['content-length']
    // without a length, the most it may become
    const share = length === undefined ? request.routeOptions.bodyLimit : Number(length)
    if (!(share > SMALL_BYTES)) return
    if (share > request.routeOptions.bodyLimit) return
    if (held + share > BUDGET_BYTES) throw httpProblems.server_busy({ retryAfterSeconds: 2 })
    held += share
    shares.set(request, share)
    const giveBack = (): void => {
      held -= shares.get(request) ?? 0
      shares.delete(request)
    }
    reply.raw.once('close', giveBack)
  })
}
