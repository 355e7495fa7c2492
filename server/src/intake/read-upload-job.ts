import type { Worker } from 'node:worker_threads'
import { Problem } from '../core/problem.ts'
import { startWorker } from '../platform/start-worker.ts'
import type { UploadReading } from './facts.ts'
import { readUpload } from './read-upload.ts'

/** @param bytes given away when they are many: empty afterwards */
export type ReadUpload = (bytes: Uint8Array) => Promise<UploadReading>

/** Bodies up to this size are read at once: about 5 ms of work. */
const IN_PLACE_BYTES = 128 * 1024
/** A thread that nobody needs for this long ends: what its largest body took is given back whole. */
const IDLE_MS = 2_000
/** More than the worst of 10 MB grows to; beyond it the thread ends, not the server. */
const THREAD_MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 32 }

interface Waiting {
  resolve(reading: UploadReading): void
  reject(error: unknown): void
}

/** Reads small uploads in place and large ones in a thread of their own, so that the server stays responsive. @see reliability L4 */
export function createUploadReader(): { read: ReadUpload; close(): Promise<void> } {
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let nextId = 0
  const waiting = new Map<number, Waiting>()
  const start = (): Worker => {
    const made = startWorker('read-upload-worker', import.meta.url, THREAD_MEMORY)
    made.on('message', ({ id, reading, problem, bug }) => {
      const asked = waiting.get(id)
      waiting.delete(id)
      if (waiting.size === 0) rest()
      if (problem) asked?.reject(new Problem(problem.code, problem.kind, problem.message, problem.facts))
      else if (bug) asked?.reject(new Error(bug))
      else asked?.resolve(reading)
    })
    const lose = (error: unknown): void => {
      if (worker === made) worker = undefined
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    made.on('error', lose)
    made.on('exit', () => lose(new Error('the reading thread ended')))
    made.unref()
    return made
  }
  const end = async (): Promise<void> => {
    clearTimeout(idle)
    const ended = worker
    worker = undefined
    ended?.removeAllListeners('exit')
    await ended?.terminate()
  }
  const rest = (): void => {
    idle = setTimeout(() => void end(), IDLE_MS)
    idle.unref()
  }
  return {
    read: (bytes) => {
      if (bytes.length <= IN_PLACE_BYTES) return Promise.resolve().then(() => readUpload(bytes))
      clearTimeout(idle)
      worker ??= start()
      const id = ++nextId
      const thread = worker
      // memory shared with others is copied, memory of its own is handed over
      const given = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : []
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        thread.postMessage({ id, bytes }, given)
      })
    },
    close: end,
  }
}
