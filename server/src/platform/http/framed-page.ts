import type { FastifyReply } from 'fastify'

/** URL parsers take `;`, `*` and quotes in host names; a policy would read them as its own. */
const PLAIN_ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/

/** The origin when this is the exact text of one (http or https), else nothing. */
export function exactOrigin(text: unknown): string | undefined {
  if (typeof text !== 'string' || !PLAIN_ORIGIN.test(text) || !URL.canParse(text)) return undefined
  return new URL(text).origin === text ? text : undefined
}

/** Lets one named site show this page in a frame; nobody else. The page then speaks to that site only. */
export function allowFrameOf(reply: FastifyReply, origin: string): void {
  const policy = String(reply.getHeader('content-security-policy') ?? '')
  void reply.header('content-security-policy', policy.replace("frame-ancestors 'none'", `frame-ancestors ${origin}`))
  void reply.removeHeader('x-frame-options')
}
