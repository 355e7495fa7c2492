import { parentPort } from 'node:worker_threads'
import { isProblem } from '../core/problem.ts'
import { readUpload } from './read-upload.ts'

parentPort?.on('message', ({ id, bytes }: { id: number; bytes: Uint8Array }) => {
  try {
    parentPort?.postMessage({ id, reading: readUpload(bytes) })
  } catch (error) {
    if (isProblem(error)) {
      const { code, kind, message, facts } = error
      parentPort?.postMessage({ id, problem: { code, kind, message, facts } })
    } else parentPort?.postMessage({ id, bug: error instanceof Error ? error.stack : String(error) })
  }
})
