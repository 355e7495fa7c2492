import type { Worker } from 'node:worker_threads'
import { SECOND_MS } from '../../core/time.ts'
import { startWorker } from '../../platform/start-worker.ts'
import { problems } from '../problems.ts'

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
  /**
   * @throws Problem pdf_busy when 50 wait already
   * @throws Error when it breaks or takes longer than 20 seconds; the next job gets a new thread
   */
  typeset(job: Omit<TypesetJob, 'id'>): Promise<{ pdf: Uint8Array; standard: string | undefined }>
  close(): Promise<void>
}

const DEADLINE_MS = 20 * SECOND_MS
/** So many wait at most; whoever comes then is asked to come again. */
const MOST_WAITING = 50

interface Waiting {
  job: TypesetJob
  resolve(done: { pdf: Uint8Array; standard: string | undefined }): void
  reject(error: Error): void
}

/** Typst in a thread of its own, started with the first resume, one after the other: no resume of anybody's holds up the server. */
export function createTypesetter(): Typesetter {
  let worker: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  let running: Waiting | undefined
  let isClosed = false
  let jobs = 0
  const queue: Waiting[] = []
  const finish = (settle: (one: Waiting) => void): void => {
    const one = running
    running = undefined
    clearTimeout(timer)
    if (one) settle(one)
    next()
  }
  /** Costs the thread and the job in it; the others get a new one. */
  const breakOff = (error: Error): void => {
    const gone = worker
    worker = undefined
    void gone?.terminate()
    finish(({ reject }) => reject(error))
  }
  const start = (): Worker => {
    const started = startWorker('typst-worker', import.meta.url)
    started.on('message', (answer: TypesetAnswer) => {
      if (answer.id === running?.job.id)
        finish(({ resolve, reject }) => ('failed' in answer ? reject(new Error(answer.failed)) : resolve(answer)))
    })
    started.on('error', (error) => worker === started && breakOff(error))
    started.on('exit', () => worker === started && breakOff(new Error('the typesetting thread ended')))
    return started
  }
  function next(): void {
    if (running) return
    running = queue.shift()
    if (!running) {
      worker?.unref()
      return
    }
    worker ??= start()
    worker.ref()
    timer = setTimeout(() => breakOff(new Error('the resume took too long to set')), DEADLINE_MS)
    timer.unref()
    worker.postMessage(running.job)
  }
  return {
    typeset: (job) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error('the server is stopping')
        if (queue.length >= MOST_WAITING) throw problems.pdf_busy({ retryAfterSeconds: 10 })
        queue.push({ job: { ...job, id: ++jobs }, resolve, reject })
        next()
      }),
    close: async () => {
      isClosed = true
      const gone = worker
      for (const { reject } of queue.splice(0)) reject(new Error('the server is stopping'))
      breakOff(new Error('the server is stopping'))
      await gone?.terminate()
    },
  }
}
