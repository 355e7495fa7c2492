import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Fetched, Loaders } from '../loaders.ts'
import type { VerifyResult } from '../model/verdict.ts'
import type { Answer, Ask, Job, PoolVerifyOptions, Question } from './pool-messages.ts'

export interface VerifyPool {
  /**
   * As `verifyCredential`, in another thread; results come without `credential` unless `withCredential` is set.
   * Rejects only when the pool was closed or its thread died.
   */
  verify(input: string | Uint8Array | object, options?: PoolVerifyOptions): Promise<VerifyResult>
  close(): Promise<void>
}

interface Waiting {
  resolve(result: VerifyResult): void
  reject(error: Error): void
}

interface Thread {
  worker: Worker
  waiting: Map<number, Waiting>
  /** ends it when it has had nothing to do for a while: what its largest job took is given back whole */
  idle: NodeJS.Timeout | undefined
}

const IDLE_MS = 10_000
/** More than the worst of a body of 10 MB grows to; beyond it the thread ends, not the program. */
const MEMORY = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 32 }

/**
 * A pool of threads for big jobs, so that the event loop stays free. The threads own no sockets and no files: whatever they need
 * from outside they ask of the given loaders, in this thread.
 *
 * @param threads    how many at most; each starts with its first job. The number of cores when left out
 * @param workerUrl  where `verify-worker.js` is, for programs that bundle this library into a file of their own
 */
export function createVerifyPool(
  loaders: Loaders,
  { threads = availableParallelism(), workerUrl = besideThisFile() }: { threads?: number; workerUrl?: URL } = {},
): VerifyPool {
  const running: Thread[] = []
  let jobs = 0
  let closed = false
  const leastBusy = (): Thread => {
    const idle = running.find(({ waiting }) => waiting.size === 0)
    if (idle) return idle
    if (running.length < threads) return start(loaders, running, workerUrl)
    return running.reduce((least, one) => (one.waiting.size < least.waiting.size ? one : least))
  }
  return {
    verify(input, options = {}) {
      if (closed) return Promise.reject(new Error('the pool is closed'))
      const thread = leastBusy()
      const { worker, waiting } = thread
      clearTimeout(thread.idle)
      const id = ++jobs
      return new Promise<VerifyResult>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.ref()
        worker.postMessage({ kind: 'job', id, input, options } satisfies Job)
      })
    },
    async close() {
      closed = true
      for (const { idle } of running) clearTimeout(idle)
      await Promise.all(running.splice(0).map(({ worker }) => worker.terminate()))
    },
  }
}

function start(loaders: Loaders, running: Thread[], workerUrl: URL): Thread {
  const worker = workerUrl.pathname.endsWith('.ts')
    ? new Worker(bundled(workerUrl), { eval: true, resourceLimits: MEMORY })
    : new Worker(workerUrl, { resourceLimits: MEMORY })
  const thread: Thread = { worker, waiting: new Map(), idle: undefined }
  const gone = (error: Error): void => {
    const index = running.indexOf(thread)
    if (index >= 0) running.splice(index, 1)
    for (const { reject } of thread.waiting.values()) reject(error)
    thread.waiting.clear()
  }
  worker.on('message', (message: Question) =>
    message.kind === 'ask' ? answer(worker, message, loaders) : settle(thread, message, running),
  )
  worker.on('error', gone)
  worker.on('exit', () => gone(new Error('the verifying thread ended')))
  worker.unref()
  running.push(thread)
  return thread
}

/** Beside this file: the built worker, or its source while developing. */
const besideThisFile = (): URL => new URL(`./verify-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

/** While developing the worker is TypeScript, which a thread cannot load by itself: it is bundled on the spot. */
function bundled(url: URL): string {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild')
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(url)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    define: { 'import.meta.url': JSON.stringify(import.meta.url) },
  })
  return outputFiles[0]?.text ?? ''
}

function settle(thread: Thread, message: Exclude<Question, Ask>, running: Thread[]): void {
  const waiting = thread.waiting.get(message.id)
  thread.waiting.delete(message.id)
  if (thread.waiting.size === 0) rest(thread, running)
  if (message.kind === 'done') waiting?.resolve(message.result)
  else waiting?.reject(new Error(message.message))
}

function rest(thread: Thread, running: Thread[]): void {
  thread.worker.unref()
  thread.idle = setTimeout(() => {
    running.splice(running.indexOf(thread), 1)
    void thread.worker.terminate()
  }, IDLE_MS)
  thread.idle.unref()
}

async function answer(worker: Worker, { id, what, url, options }: Ask, loaders: Loaders): Promise<void> {
  const reply = (value: object | Fetched | undefined, failed?: string): void =>
    worker.postMessage({ kind: 'answer', id, value, failed } satisfies Answer)
  try {
    reply(what === 'context' ? await loaders.context(url) : await loaders.fetch(url, options ?? { accept: '*/*', maxBytes: 0 }))
  } catch (error) {
    reply(undefined, error instanceof Error ? error.message : 'no answer')
  }
}
