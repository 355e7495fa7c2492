import { Unreachable } from '../platform/net/safe-fetch.ts'
import type { Uses } from './deps.ts'
import { bodyOf, textOf, webAddress } from './fields.ts'
import { problems } from './problems.ts'

const NOT_REACHABLE = 'Link is not reachable'
const TIMED_OUT = 'Link took too long to respond'

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Link requires login — not publicly accessible',
  403: 'Link is restricted — not publicly accessible',
  404: 'Link not found',
  410: 'Link no longer exists',
  429: 'Too many requests — try again later',
}

export function messageFor(status: number): { accessible: boolean; message: string } {
  if (status >= 200 && status < 300) return { accessible: true, message: 'Link is publicly accessible' }
  return { accessible: false, message: MESSAGES[status] ?? (status >= 500 ? 'Link server error' : NOT_REACHABLE) }
}

const isTimeout = (error: unknown): boolean => {
  const { name, code } = ((error instanceof Unreachable ? error.cause : error) ?? {}) as { name?: string; code?: string }
  return name === 'TimeoutError' || /TIMEOUT/.test(code ?? '')
}

const BUDGET_MS = 5_000
const MAX_HOPS = 4

/** The status at the end of up to three redirects, every hop through the same gate, all within the published 5 s. */
async function statusOf({ fetch, now }: Uses<'fetch' | 'now'>, address: string): Promise<number> {
  const endsAt = now().getTime() + BUDGET_MS
  let url = address
  for (let hop = 1; ; hop++) {
    const timeoutMs = Math.max(1, endsAt - now().getTime())
    const { status, location } = await fetch(url, { method: 'HEAD', statusOnly: true, timeoutMs })
    const isRedirect = status >= 300 && status < 400 && location !== undefined && URL.canParse(location, url)
    if (!isRedirect || hop === MAX_HOPS) return status
    url = new URL(location, url).href
  }
}

/**
 * Whether anybody can open a proof link. What may not be asked answers as unreachable.
 *
 * @throws Problem URL_REQUIRED
 * @see facts 3.3
 */
export async function verifyUrl(deps: Uses<'fetch' | 'now'>, sent: unknown): Promise<{ accessible: boolean; message: string }> {
  const url = textOf(bodyOf(sent), 'url')
  if (url === '') throw problems.URL_REQUIRED()
  if (!webAddress(url)) return { accessible: false, message: NOT_REACHABLE }
  try {
    return messageFor(await statusOf(deps, url))
  } catch (error) {
    return { accessible: false, message: isTimeout(error) ? TIMED_OUT : NOT_REACHABLE }
  }
}
