import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpProblems } from './faults.ts'

/** No page of ours asks for any of these, nor may anything inside it. Passkeys and copying stay. */
const PERMISSIONS =
  'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()'

/** Pages of other sites may read the answer: it is got by key or token, never with cookies. */
export const CROSS_ORIGIN = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' }

/** Strict headers for every answer; pages load only from here. @see reliability T18 */
export async function secureHeaders(app: FastifyInstance, isHttps: boolean): Promise<void> {
  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
  })
  // the same for every answer, so they are worked out once
  let lines: (readonly [name: string, value: string])[] | undefined
  app.addHook('onRequest', (_request, reply, done) => {
    if (lines) for (const [name, value] of lines) reply.raw.setHeader(name, value)
    else {
      reply.helmet()
      reply.raw.setHeader('permissions-policy', PERMISSIONS)
      lines = Object.entries(reply.raw.getHeaders()).map(([name, value]) => [name, String(value)])
    }
    done()
  })
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** A cookie alone never changes anything from another site. @throws Problem cross_site */
export function refuseCrossSite(request: FastifyRequest, baseUrl: string): void {
  if (SAFE_METHODS.includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw httpProblems.cross_site()
    return
  }
  const { origin } = request.headers
  if (origin === undefined) return
  if (origin === new URL(baseUrl).origin) return
  if (!URL.canParse(origin) || new URL(origin).host !== request.headers.host) throw httpProblems.cross_site()
}
