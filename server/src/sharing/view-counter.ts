import type { Db } from '../platform/db/client.ts'
import { addViews } from './store.ts'

export interface ViewCounter {
  count(shareId: string, at: Date): void
  close(): Promise<void>
}

/** Counts views beside the answers: never two writes at once, and what comes meanwhile goes with the next. */
export function createViewCounter({ db, onError }: { db: Db; onError: (error: unknown) => void }): ViewCounter {
  let waiting = new Map<string, { views: number; at: Date }>()
  let writing: Promise<void> | undefined
  const write = async (): Promise<void> => {
    while (waiting.size > 0) {
      const taken = waiting
      waiting = new Map()
      await addViews(
        db,
        [...taken].map(([id, seen]) => ({ id, ...seen })),
      ).catch(onError)
    }
    writing = undefined
  }
  return {
    count: (shareId, at) => {
      waiting.set(shareId, { views: (waiting.get(shareId)?.views ?? 0) + 1, at })
      writing ??= write()
    },
    close: async () => writing,
  }
}
