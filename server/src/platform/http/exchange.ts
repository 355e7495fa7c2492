import type { FastifyReply, FastifyRequest } from 'fastify'

export interface CookieSettings {
  maxAgeSeconds: number
  secure: boolean
}

/** The little of HTTP a handler may need beside its input: where the call came from, and headers of the answer. */
export interface Exchange {
  readonly ip: string
  /** path and query as they arrived */
  readonly url: string
  readonly startedAt: Date
  header(name: string): string | undefined
  cookie(name: string): string | undefined
  set(name: string, value: string): void
  setCookie(name: string, value: string, settings: CookieSettings): void
  clearCookie(name: string): void
}

/** `HttpOnly`, `SameSite=Lax`, and `Secure` on https. @see operations spec, "Safety" */
export function exchangeOf(request: FastifyRequest, reply: FastifyReply, startedAt: Date): Exchange {
  return {
    ip: request.ip,
    url: request.originalUrl,
    startedAt,
    header: (name) => {
      const value = request.headers[name.toLowerCase()]
      return Array.isArray(value) ? value.join(', ') : value
    },
    cookie: (name) => request.cookies[name],
    set: (name, value) => void reply.header(name, value),
    setCookie: (name, value, { maxAgeSeconds, secure }) =>
      void reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: maxAgeSeconds }),
    clearCookie: (name) => void reply.clearCookie(name, { path: '/' }),
  }
}
