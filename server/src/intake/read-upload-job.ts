import type { Worker } from 'node:worker_threads'
import { Problem } from '../core/problem.ts'
import { startWorker } from '../platform/start-worker.ts'
import type { UploadReading } from './facts.ts'
import { readUpload } from './read-upload.ts'

export type ReadUpload = (bytes: Uint8Array) => Promise<UploadReading>

/** Bodies up to this size are read at once: about 5 ms of work. */
const IN_PLACE_BYTES = 128 * 1024

/** Reads small uploads in place and large ones in a thread of their own, so that the server stays responsive. @see reliability L4 */
export function createUploadReader(): { read: ReadUpload; close(): Promise<void> } {
  let worker: Worker | undefined
  let nextId = 0
  const waiting = new Map<number, { resolve(reading: UploadReading): void; reject(error: unknown): void }>()
  const start = (): Worker => {
    const made = startWorker('read-upload-worker', import.meta.url)
    made.on('message', ({ id, reading, problem, bug }) => {
      const asked = waiting.get(id)
      waiting.delete(id)
      if (problem) asked?.reject(new Problem(problem.code, problem.kind, problem.message, problem.facts))
      else if (bug) asked?.reject(new Error(bug))
      else asked?.resolve(reading)
    })
    const lose = (error: unknown): void => {
      worker = undefined
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    made.on('error', lose)
    made.on('exit', () => lose(new Error('the reading thread ended')))
    made.unref()
    return made
  }
  return {
    read: (bytes) => {
      if (bytes.length <= IN_PLACE_BYTES) return Promise.resolve().then(() => readUpload(bytes))
      worker ??= start()
      const id = ++nextId
      const thread = worker
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        thread.postMessage({ id, bytes })
      })
    },
    close: async () => {
      worker?.removeAllListeners('exit')
      await worker?.terminate()
    },
  }
}
