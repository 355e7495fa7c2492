import type { Fetched } from '@laurel/credentials'
import { type Clock, HOUR_MS } from '../../core/time.ts'

/** What somebody else's server said, and when. */
export interface KeptAnswer {
  url: string
  contentType: string
  bytes: Uint8Array
  fetchedAt: Date
}

export interface KeptAnswers {
  /** a GET that remembers what came out of it */
  remembering<O>(fetch: (url: string, options?: O) => Promise<Fetched>): (url: string, options?: O) => Promise<Fetched>
  find(url: string): KeptAnswer | undefined
  isFresh(answer: KeptAnswer): boolean
}

const MOST_BYTES = 32 * 1024 * 1024
const LARGEST_BYTES = 2 * 1024 * 1024
const FRESH_MS = HOUR_MS

/** Key lists and status lists that verifications asked for, so that a PDF can take them along without asking again. The oldest go first. */
export function createKeptAnswers(now: Clock): KeptAnswers {
  const kept = new Map<string, KeptAnswer>()
  let size = 0
  const forget = (url: string): void => {
    size -= kept.get(url)?.bytes.length ?? 0
    kept.delete(url)
  }
  const keep = (url: string, { contentType, bytes }: Fetched): void => {
    forget(url)
    if (bytes.length > LARGEST_BYTES) return
    kept.set(url, { url, contentType, bytes, fetchedAt: now() })
    size += bytes.length
    for (const oldest of kept.keys()) {
      if (size <= MOST_BYTES) return
      forget(oldest)
    }
  }
  return {
    remembering: (fetch) => async (url, options) => {
      const answer = await fetch(url, options)
      if (answer.status === 200) keep(url, answer)
      return answer
    },
    find: (url) => kept.get(url),
    isFresh: ({ fetchedAt }) => now().getTime() - fetchedAt.getTime() < FRESH_MS,
  }
}
