import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What this server would say to the page's first questions, by address. */
export type FirstAnswers = Record<string, { status: number; body: unknown }>

const ANSWERED_HERE = /^application\/(?:problem\+)?json/

/**
 * Asks the app itself what a page will ask first, as the same caller, so that the page need not. An answer that may be another one soon
 * (too many requests, a fault) is left to the page.
 */
export async function firstAnswers(app: FastifyInstance, request: FastifyRequest, addresses: readonly string[]): Promise<FirstAnswers> {
  const { cookie, 'accept-language': language } = request.headers
  const headers = { accept: 'application/json', ...(cookie && { cookie }), ...(language && { 'accept-language': language }) }
  const answers = await Promise.all(
    addresses.map(async (url) => {
      const answer = await app.inject({ method: 'GET', url, headers, remoteAddress: request.ip })
      const isFinal = answer.statusCode < 500 && answer.statusCode !== 429 && ANSWERED_HERE.test(String(answer.headers['content-type']))
      return isFinal ? [[url, { status: answer.statusCode, body: answer.json() as unknown }] as const] : []
    }),
  )
  return Object.fromEntries(answers.flat())
}
