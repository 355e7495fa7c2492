import { type Fetched, type Loaders, type VerifyResult, verifyCredential } from '@laurel/credentials'
import type { Clock } from '../core/time.ts'

/** What verifying one credential asks of others: keys, status lists, schemas, and contexts that came with no package. */
export interface Outside {
  documents: { url: string; status: number; contentType: string; base64: string }[]
  contexts: Record<string, object>
  issuers: { id: string; name: string }[]
}

/** Larger documents are verified by a worker, and not while somebody waits. */
const MAX_DOCUMENT_CHARACTERS = 256 * 1024
const MAX_OUTSIDE_BYTES = 4 * 1024 * 1024

/**
 * Verifies a credential once more and keeps what others answered, so that a browser that may not ask them itself can repeat the checks.
 * Only what this very credential needs is ever asked for: nobody can name an address.
 *
 * @see reliability T13
 */
export async function collectOutside(
  deps: { loaders: Loaders; now: Clock; allowExampleContexts: boolean },
  document: string,
): Promise<Outside> {
  const outside: Outside = { documents: [], contexts: {}, issuers: [] }
  if (document.length > MAX_DOCUMENT_CHARACTERS) return outside
  let room = MAX_OUTSIDE_BYTES
  const keep = (url: string, { status, contentType, bytes }: Fetched): void => {
    room -= bytes.length
    if (room >= 0) outside.documents.push({ url, status, contentType, base64: Buffer.from(bytes).toString('base64') })
  }
  const loaders: Loaders = {
    context: async (url) => {
      const content = await deps.loaders.context(url)
      if (content) outside.contexts[url] = content
      return content
    },
    fetch: async (url, options) => {
      const answer = await deps.loaders.fetch(url, options)
      keep(url, answer)
      return answer
    },
  }
  const result = await verifyCredential(document, loaders, { now: deps.now(), allowExampleContexts: deps.allowExampleContexts })
  outside.issuers = vouchedFor(result)
  return outside
}

/** Issuers whose names the operator of this server vouches for. */
const vouchedFor = ({ issuer, nested }: VerifyResult): Outside['issuers'] => [
  ...(issuer.vouchedBy === 'registry' && issuer.id && issuer.name ? [{ id: issuer.id, name: issuer.name }] : []),
  ...nested.flatMap(vouchedFor),
]
