import { lookup as resolve } from 'node:dns'
import { isIP } from 'node:net'
import { Agent, request } from 'undici'
import { isPublicAddress } from './addresses.ts'

const TIMEOUT_MS = 5_000
const MAX_BYTES = 1_048_576

/** The other side could not be reached, or may not be: whatever the cause, the answer is the same. */
export class Unreachable extends Error {}

export interface FetchOptions {
  method?: 'GET' | 'HEAD' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** More bytes than this end the request as unreachable. */
  maxBytes?: number
  timeoutMs?: number
  /** leave the body of the answer unread: `bytes` is empty */
  statusOnly?: boolean
}

export interface Fetched {
  status: number
  contentType: string
  bytes: Uint8Array
  /** where a redirect points; it is not followed here */
  location?: string
}

export type SafeFetch = (url: string, options?: FetchOptions) => Promise<Fetched>

/**
 * The one way out. Public addresses only, both families checked after resolution and pinned to what was checked; https (and http)
 * on ports 80 and 443; no redirects; 5 s; a size cap counted while reading.
 *
 * @param allowPrivate lifts address and port rules (tests)
 * @throws Unreachable
 * @see reliability T13
 */
export function createSafeFetch(allowPrivate: boolean): SafeFetch {
  const agent = new Agent({
    connect: {
      timeout: TIMEOUT_MS,
      lookup: (hostname, options, callback) => {
        resolve(hostname, { ...options, all: true }, (error, addresses) => {
          const allowed = error ? [] : addresses.filter(({ address }) => allowPrivate || isPublicAddress(address))
          // one private answer among public ones is an attempt: refuse all of them
          if (error || allowed.length === 0 || allowed.length < addresses.length)
            return callback(error ?? new Error('address not allowed'), [])
          callback(null, allowed)
        })
      },
    },
  })
  return async (url, options = {}) => {
    const target = allowedTarget(url, allowPrivate)
    if (!target) throw new Unreachable('unreachable')
    const { method = 'GET', headers = {}, body, maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS, statusOnly = false } = options
    try {
      const answer = await request(target, {
        dispatcher: agent,
        method,
        headers: { 'user-agent': 'Laurel', ...headers },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(timeoutMs),
      })
      const contentType = String(answer.headers['content-type'] ?? '')
      const { location } = answer.headers
      const where = typeof location === 'string' ? { location } : {}
      if (statusOnly) {
        answer.body.on('error', () => {}).destroy()
        return { status: answer.statusCode, contentType, bytes: new Uint8Array(), ...where }
      }
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of answer.body) {
        size += (chunk as Buffer).length
        if (size > maxBytes) throw new Error('too large')
        chunks.push(chunk as Buffer)
      }
      return { status: answer.statusCode, contentType, bytes: Buffer.concat(chunks), ...where }
    } catch (cause) {
      throw new Unreachable('unreachable', { cause })
    }
  }
}

/** Always this machine. @see RFC 6761 section 6.3 */
const LOOPBACK_NAME = /(?:^|\.)localhost\.?$/

/** False for addresses that will never be reached, whatever their names resolve to. */
export function mayReach(url: string, allowPrivate: boolean): boolean {
  const target = allowedTarget(url, allowPrivate)
  return target !== undefined && (allowPrivate || !LOOPBACK_NAME.test(target.hostname))
}

function allowedTarget(url: string, allowPrivate: boolean): URL | undefined {
  if (!URL.canParse(url)) return undefined
  const target = new URL(url)
  if (target.protocol !== 'https:' && target.protocol !== 'http:') return undefined
  if (target.username || target.password) return undefined
  if (allowPrivate) return target
  if (target.port !== '' && target.port !== '80' && target.port !== '443') return undefined
  const host = target.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 || isPublicAddress(host) ? target : undefined
}
