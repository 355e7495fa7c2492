import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'

export interface Delays {
  p50: number
  p99: number
  longest: number
}

export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

/** The outside health probe: delays of `GET /health/live` in milliseconds, every 20 ms, while something else goes on. */
export function startProbe(base: string): { take(): Promise<Delays>; stop(): Promise<void> } {
  const worker = new Worker(new URL('./probe-worker.mjs', import.meta.url), {
    workerData: { url: `${base}/health/live` },
    execArgv: [],
  })
  const ask = async (what: string): Promise<number[]> => {
    worker.postMessage(what)
    const [delays] = await once(worker, 'message')
    return delays as number[]
  }
  return {
    take: async () => {
      const delays = await ask('take')
      return { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), longest: delays.at(-1) ?? 0 }
    },
    stop: async () => void (await ask('stop')),
  }
}

/** Resident memory of a process, in MB. */
export const rssMb = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1] ?? 0) / 1_024

/** The most memory a process holds while something goes on, in MB. */
export function watchMemory(pid: number): () => Promise<number> {
  let most = 0
  const look = async (): Promise<void> => {
    most = Math.max(most, await rssMb(pid))
  }
  const timer = setInterval(() => void look(), 50)
  return async () => {
    clearInterval(timer)
    await look()
    return most
  }
}
