import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Page } from '../../exports/index.ts'
import { compress, type Encoding, encodingFor } from '../../platform/http/compress.ts'
import type { Envelope } from '../../platform/http/envelopes.ts'
import { problemDetails } from '../../platform/http/envelopes.ts'
import { sha256 } from '../../platform/secrets.ts'
import { problemPage, wordsFor } from '../pages.ts'
import { pagePolicy } from './page-policy.ts'

const HTML = 'text/html; charset=utf-8'

/** What every page behind a link says: nobody else learns the address, and our own forms say where they come from. */
const headersOf = (page: Page, reaches?: string): Record<string, string> => ({
  'content-security-policy': pagePolicy(page, reaches === undefined ? {} : { reaches }),
  'referrer-policy': 'same-origin',
})

const NOINDEX = { 'x-robots-tag': 'noindex, nofollow, noarchive' }

/** A question or a message: never kept, never indexed. */
export const sendPlain = (reply: FastifyReply, page: Page, status = 200): FastifyReply =>
  reply
    .code(status)
    .headers({ ...headersOf(page), ...NOINDEX, 'cache-control': 'no-store', vary: 'accept-language' })
    .type(HTML)
    .send(page.html)

/** Refusals as pages people can read, in one language: the request is not known here. */
export const pageEnvelope: Envelope = (problem) => {
  const page = problemPage(wordsFor(undefined), problem)
  const { status, headers } = problemDetails(problem)
  return { status, type: HTML, headers: { ...headers, ...headersOf(page), ...NOINDEX }, body: page.html }
}

const MAX_KEPT = 200
/** By content: the same page is compressed once, and a changed one is another page. */
const kept = new Map<string, Buffer>()

async function compressed(content: string, digest: string, encoding: Encoding): Promise<Buffer> {
  const key = `${digest}-${encoding}`
  const known = kept.get(key)
  if (known) return known
  const made = await compress(content, encoding)
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(key, made)
  return made
}

const digests = new WeakMap<Page, string>()

function digestOf(page: Page): string {
  const digest = digests.get(page) ?? sha256(page.html).slice(0, 32)
  digests.set(page, digest)
  return digest
}

const matches = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, ''))) ?? false

export interface PageSettings {
  isPublic: boolean
  /** behind a passcode or a list of addresses: no copy anywhere */
  isGuarded: boolean
  /** where the page's script may ask */
  reaches: string
}

/** A resume: compressed, with a strong ETag; every copy is asked about again before it is shown, so that a revoked link is gone at once. */
export async function sendResume(request: FastifyRequest, reply: FastifyReply, page: Page, settings: PageSettings): Promise<FastifyReply> {
  const digest = digestOf(page)
  const encoding = encodingFor(request)
  const etag = `"${digest}${encoding ? `-${encoding}` : ''}"`
  reply.headers({
    ...headersOf(page, settings.reaches),
    ...(settings.isPublic ? {} : NOINDEX),
    'cache-control': settings.isGuarded ? 'no-store' : 'private, no-cache',
    vary: 'accept-encoding',
    ...(!settings.isGuarded && { etag }),
  })
  if (!settings.isGuarded && matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  if (!encoding) return reply.type(HTML).send(page.html)
  return reply
    .type(HTML)
    .header('content-encoding', encoding)
    .send(await compressed(page.html, digest, encoding))
}
