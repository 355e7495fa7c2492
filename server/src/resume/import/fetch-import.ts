import { type Fetched, type SafeFetch, Unreachable } from '../../platform/net/safe-fetch.ts'
import { MAX_FILE_BYTES } from './api.ts'
import { problems } from './problems.ts'

const MAX_REDIRECTS = 3
const ACCEPT = 'application/vc+jwt, application/ld+json, application/json, image/png, image/svg+xml, application/pdf, text/plain;q=0.5'

/**
 * Gets the document at an address somebody gave, through the one guarded way out; each redirect is checked as the first address was.
 *
 * @throws Problem import_unreachable, whatever the cause
 * @see reliability T13
 */
export async function fetchImport(fetch: SafeFetch, address: string): Promise<Buffer> {
  let url = address.trim()
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await reach(fetch, url)
    if (answer.status === 200) return Buffer.from(answer.bytes)
    const isRedirect = [301, 302, 303, 307, 308].includes(answer.status)
    if (!isRedirect || answer.location === undefined || !URL.canParse(answer.location, url)) break
    url = new URL(answer.location, url).href
  }
  throw problems.import_unreachable()
}

async function reach(fetch: SafeFetch, url: string): Promise<Fetched> {
  try {
    return await fetch(url, { headers: { accept: ACCEPT }, maxBytes: MAX_FILE_BYTES })
  } catch (error) {
    if (error instanceof Unreachable) throw problems.import_unreachable()
    throw error
  }
}
