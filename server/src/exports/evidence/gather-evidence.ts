import { createHash } from 'node:crypto'
import { type Loaders, pinnedContext, type ReadCredential } from '@laurel/credentials'
import { type Clock, SECOND_MS } from '../../core/time.ts'
import type { KeptAnswer, KeptAnswers } from './kept-answers.ts'
import { contextsIn, documentsIn, type Need, needsOf, readOrNothing } from './needed.ts'

/** What verifying needs beside the documents themselves, each part with its hash. */
export interface OfflineEvidence {
  type: 'LaurelEvidence'
  version: 1
  generatedAt: string
  /** `sha256` is over the canonical JSON (RFC 8785) of `content`, and one of the pinned ones */
  contexts: { url: string; sha256: string; content: object }[]
  /** `sha256` is over the bytes of `text`; what it says was so at `fetchedAt` */
  documents: { url: string; contentType: string; fetchedAt: string; sha256: string; text: string }[]
  /** what could not be had in time: the checks that need it stay unknown */
  missing: string[]
}

export interface EvidenceDeps {
  now: Clock
  loaders: Loaders
  answers: KeptAnswers
}

/** Nobody waits longer than this for a PDF because of somebody else's server. */
const DEADLINE_MS = 2 * SECOND_MS
const MAX_BYTES = 2 * 1024 * 1024
const MOST_DOCUMENTS = 100

async function answerTo(
  { url, accept }: Need,
  { answers, loaders, now }: EvidenceDeps,
  late: Promise<undefined>,
): Promise<KeptAnswer | undefined> {
  const kept = answers.find(url)
  if (kept && answers.isFresh(kept)) return kept
  const asked = loaders
    .fetch(url, { accept, maxBytes: MAX_BYTES })
    .then(({ status, contentType, bytes }) => (status === 200 ? { url, contentType, bytes, fetchedAt: now() } : undefined))
    .catch(() => undefined)
  // an older answer is better than none: it says of when it is
  return (await Promise.race([asked, late])) ?? kept
}

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * Everything needed to verify these credentials without a network: contexts of the closed set, key lists and status lists. What
 * verifications of the last hour fetched is not fetched again.
 *
 * Everybody else's servers are waited for no longer than 2 seconds together.
 *
 * @param read the presentation, with what is in it
 * @see resume spec, "PDF"
 */
export async function gatherEvidence(deps: EvidenceDeps, read: ReadCredential): Promise<OfflineEvidence> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, DEADLINE_MS, undefined)
    timer.unref()
  })
  const documents = new Map<string, OfflineEvidence['documents'][number]>()
  const missing = new Set<string>()
  const contexts = contextsIn(documentsIn(read))
  const take = async (needs: readonly Need[]): Promise<ReadCredential[]> => {
    const open = [...new Map(needs.map((need) => [need.url, need])).values()].filter(({ url }) => !documents.has(url) && !missing.has(url))
    const found = await Promise.all(open.slice(0, MOST_DOCUMENTS).map(async (need) => ({ need, answer: await answerTo(need, deps, late) })))
    return found.flatMap(({ need: { url, kind }, answer }) => {
      const text = answer && textOf(answer.bytes)
      if (answer === undefined || text === undefined) {
        missing.add(url)
        return []
      }
      const sha256 = createHash('sha256').update(text, 'utf8').digest('hex')
      documents.set(url, { url, contentType: answer.contentType, fetchedAt: answer.fetchedAt.toISOString(), sha256, text })
      const list = kind === 'status' ? readOrNothing(text) : undefined
      return list ? [list] : []
    })
  }
  // a status list is signed too: the keys of its issuer are needed as well
  const lists = await take(needsOf(read))
  contextsIn(lists.flatMap(documentsIn), contexts)
  await take(lists.flatMap(needsOf).filter(({ kind }) => kind === 'keys'))
  clearTimeout(timer)
  const known = await Promise.all([...contexts].map(async (url) => ({ url, found: await pinnedContext(url, deps.loaders) })))
  return {
    type: 'LaurelEvidence',
    version: 1,
    generatedAt: deps.now().toISOString(),
    contexts: known.flatMap(({ url, found }) => (found ? [{ url, sha256: found.sha256, content: found.content }] : [])),
    documents: [...documents.values()],
    missing: [...missing],
  }
}
