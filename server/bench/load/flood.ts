import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { quantile } from './probe.ts'
import type { Load, Shot } from './rates.ts'

/** Twelve digits that become a number of their own in each request. */
const HOLE = '999999999999'

/**
 * The same POST again and again at a rate that answers do not slow, each with a number of its own where the text says `HOLE`.
 *
 * @returns what came of it; `late` are those there was no free connection for
 */
export async function flood(
  rate: number,
  connections: number,
  seconds: number,
  shot: Shot,
  bodyWith: (hole: string) => string,
): Promise<Load & { late: number }> {
  const { hostname, port, pathname } = new URL(shot.url)
  const headers = { host: `${hostname}:${port}`, 'content-type': 'application/json', ...shot.headers }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const worker = new Worker(new URL('./flood-worker.mjs', import.meta.url), {
    workerData: {
      host: hostname,
      port: Number(port),
      rate,
      connections,
      seconds,
      head: `POST ${pathname} HTTP/1.1\r\n${lines.join('')}`,
      body: bodyWith(HOLE),
      hole: HOLE,
    },
    execArgv: [],
  })
  const [{ served, refused, failed, late }] = (await once(worker, 'message')) as [
    { served: number[]; refused: number[]; failed: number; late: number },
  ]
  return {
    rate: served.length / seconds,
    p99: quantile(served, 0.99),
    refusedP99: quantile(refused, 0.99),
    refused: refused.length,
    failed,
    late,
  }
}
