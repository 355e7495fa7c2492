import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { verifyCredential } from '../src/index.ts'
import { clrOf, loaders } from './verify-badges.ts'
import { median } from './verify-measure.ts'

/** How much more two processes that share nothing get done than one: the machine's own limit for anything in two threads. */
const WARM_UP_MS = 3_000
const ROUNDS = 5
const ROUND_MS = 600

/** Rounds of this process, each begun when the others begin theirs. @param startMs when the first one begins, in ms since 1970 */
async function rounds(startMs: number): Promise<number[]> {
  const clr = JSON.stringify(await clrOf(20))
  while (Date.now() < startMs) await verifyCredential(clr, loaders)
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now()
    let count = 0
    while (performance.now() - from < ROUND_MS) {
      await verifyCredential(clr, loaders)
      count++
    }
    rates.push((count * 1000) / (performance.now() - from))
  }
  return rates
}

/** Jobs per second of so many processes at once, altogether. */
export async function rateOfProcesses(count: number): Promise<number> {
  const startMs = Date.now() + WARM_UP_MS
  const run = (): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), String(startMs)])
  const runs = await Promise.all(Array.from({ length: count }, run))
  return runs.reduce((sum, { stdout }) => sum + median(JSON.parse(stdout)), 0)
}

const [, file, startMs] = process.argv
if (file === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await rounds(Number(startMs))))
