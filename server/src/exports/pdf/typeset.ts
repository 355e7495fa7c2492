import type { Worker } from 'node:worker_threads'
import { SECOND_MS } from '../../core/time.ts'
import { startWorker } from '../../platform/start-worker.ts'

export const STANDARDS = ['ua-1', 'a-3a'] as const
export type PdfStandard = (typeof STANDARDS)[number]

/** A file inside the PDF. @see PDF/A-3, "AFRelationship" */
export interface Attachment {
  name: string
  type: string
  about: string
  relationship: 'source' | 'data' | 'alternative' | 'supplement'
  text: string
}

/** To the thread: set this. */
export interface TypesetJob {
  id: number
  inputs: Record<string, string>
  standard: PdfStandard
  /** seconds since 1970 */
  createdAt: number
}

/** From the thread; `standard` is undefined where it could not be held. */
export type TypesetAnswer = { id: number; pdf: Uint8Array; standard: string | undefined } | { id: number; failed: string }

export interface Typesetter {
  /** @throws Error when it breaks or takes longer than 20 seconds; the next job gets a new thread */
  typeset(job: Omit<TypesetJob, 'id'>): Promise<{ pdf: Uint8Array; standard: string | undefined }>
  close(): Promise<void>
}

const DEADLINE_MS = 20 * SECOND_MS

interface Waiting {
  resolve(done: { pdf: Uint8Array; standard: string | undefined }): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

/** Typst in a thread of its own, started with the first resume: no page of anybody's holds up the others. */
export function createTypesetter(): Typesetter {
  let worker: Worker | undefined
  let jobs = 0
  const waiting = new Map<number, Waiting>()
  const settle = (id: number, finish: (one: Waiting) => void): void => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (!one) return
    clearTimeout(one.timer)
    finish(one)
    if (waiting.size === 0) worker?.unref()
  }
  const giveUp = (error: Error): void => {
    const gone = worker
    worker = undefined
    for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(error))
    void gone?.terminate()
  }
  const start = (): Worker => {
    const started = startWorker('typst-worker', import.meta.url)
    started.on('message', (answer: TypesetAnswer) =>
      settle(answer.id, ({ resolve, reject }) => ('failed' in answer ? reject(new Error(answer.failed)) : resolve(answer))),
    )
    started.on('error', (error) => worker === started && giveUp(error))
    started.on('exit', () => worker === started && giveUp(new Error('the typesetting thread ended')))
    return started
  }
  return {
    typeset: (job) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        const id = ++jobs
        const timer = setTimeout(() => giveUp(new Error('the resume took too long to set')), DEADLINE_MS)
        timer.unref()
        waiting.set(id, { resolve, reject, timer })
        worker.ref()
        worker.postMessage({ ...job, id } satisfies TypesetJob)
      }),
    close: async () => {
      const gone = worker
      giveUp(new Error('the server is stopping'))
      await gone?.terminate()
    },
  }
}
