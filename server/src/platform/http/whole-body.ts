import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { BodyBudget } from './body-budget.ts'

/** Longer ones get memory of their own, which can be handed to a thread without a copy. */
const OWN_MEMORY_BYTES = 65_536

const refusal = (code: string, statusCode: number): Error => Object.assign(new Error(code), { code, statusCode })

/**
 * The body of a request in one piece. With a `Content-Length` its memory is taken once and filled as it arrives: large bodies are never
 * held twice.
 *
 * @throws as Fastify does, when it is longer than the route takes, not as long as it said, or broken off
 */
export function readWhole(request: FastifyRequest, payload: Readable, budget: BodyBudget): Promise<Buffer> {
  const limit = request.routeOptions.bodyLimit
  const announced = request.headers['content-length']
  if (Number(announced) > limit) return Promise.reject(refusal('FST_ERR_CTP_BODY_TOO_LARGE', 413))
  return new Promise((resolve, reject) => {
    const length = Number(announced)
    const whole = length > OWN_MEMORY_BYTES ? Buffer.allocUnsafeSlow(length) : undefined
    const chunks: Buffer[] = []
    let received = 0
    const end = (error: unknown): void => {
      payload.off('data', take).off('end', finish).off('error', broken).off('close', broken)
      if (error) reject(error)
    }
    const take = (chunk: Buffer): void => {
      const at = received
      received += chunk.length
      try {
        if (received > limit) throw refusal('FST_ERR_CTP_BODY_TOO_LARGE', 413)
        if (announced === undefined) budget.grown(request, received)
        else if (received > length) throw refusal('FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400)
      } catch (error) {
        end(error)
        return
      }
      if (whole) chunk.copy(whole, at)
      else chunks.push(chunk)
    }
    const finish = (): void => {
      end(announced !== undefined && received !== length ? refusal('FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400) : undefined)
      // after a refusal this changes nothing
      resolve(whole ?? Buffer.concat(chunks, received))
    }
    const broken = (error?: unknown): void => end(Object.assign(error ?? new Error('the body broke off'), { statusCode: 400 }))
    payload.on('data', take).on('end', finish).on('error', broken).on('close', broken)
    payload.resume()
  })
}
