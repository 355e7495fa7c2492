import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { verifyCredential } from '../src/index.ts'
import { createVerifyPool } from '../src/node/index.ts'
import { badge } from '../src/test/badges.ts'
import { clrOf, issue, loaders } from './verify-badges.ts'
import { type Candidate, rateInProcess } from './verify-candidates.ts'
import { against, median, row } from './verify-measure.ts'
import { rateOfProcesses } from './verify-together.ts'

/** Speed of verification beside its peers and beside the limit of the signature itself, all in one run on one machine. */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const PASSES = 3
const names: Candidate[] = ['limit', 'badge', 'badgePeer', 'rich', 'richPeer', 'jcs', 'jcsPeer', 'older', 'olderPeer', 'clr', 'clrPeer']

execFileSync(process.execPath, [here('../build.mjs')])
console.log('\nOne core, verifications per second of processor time (each in a process of its own, median of three passes)')
const passes = Array.from({ length: PASSES }, () => new Map(names.map((name) => [name, rateInProcess(name)])))
const rates = Object.fromEntries(names.map((name) => [name, median(passes.map((pass) => pass.get(name) ?? Number.NaN))])) as Record<
  Candidate,
  number
>
const line = (name: string, own: number, other: number, target?: number): void =>
  row(
    name,
    own.toFixed(1),
    `@digitalbazaar/vc ${other.toFixed(1)}, ratio ${(own / other).toFixed(1)}x${target ? `; ${against(own / other, target)}` : ''}`,
  )
row('Ed25519 in Node, the limit', rates.limit.toFixed(0))
line('eddsa-rdfc-2022 badge, all checks', rates.badge, rates.badgePeer, 25)
row('  share of the limit', `${((rates.badge / rates.limit) * 100).toFixed(0)} %`, against((rates.badge / rates.limit) * 100, 50, ' %'))
line('the same, richer: image, five alignments, results', rates.rich, rates.richPeer, 25)
line('eddsa-jcs-2022 badge', rates.jcs, rates.jcsPeer)
line('Ed25519Signature2020 badge', rates.older, rates.olderPeer)
line('CLR with 20 nested, every proof', rates.clr, rates.clrPeer, 20)

console.log('\nTwo cores')
const text = JSON.stringify(await clrOf(20))
const single = await issue(badge())
async function poolRate(threads: number): Promise<number> {
  const pool = createVerifyPool(loaders, { threads, workerUrl: new URL('../dist/verify-worker.js', import.meta.url) })
  const batch = (count: number): Promise<unknown> => Promise.all(Array.from({ length: count }, () => pool.verify(text)))
  await batch(60)
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const start = performance.now()
    await batch(100)
    times.push(performance.now() - start)
  }
  await pool.close()
  return 100_000 / median(times)
}
const alone = await rateOfProcesses(1)
const together = await rateOfProcesses(2)
const limit = together / alone
row('two processes that share nothing, beside one', `${limit.toFixed(2)}x`, "the machine's own limit for two threads")
const one = await poolRate(1)
const two = await poolRate(2)
row('CLR(20) jobs per second, one thread', one.toFixed(1))
row('CLR(20) jobs per second, two threads', two.toFixed(1), `${(two / one).toFixed(2)}x; ${against(two / one, 1.8)}`)
row('  share of what the machine allows', `${((two / one / limit) * 100).toFixed(0)} %`)

console.log('\nCold start, a new process from its start to the first verdict')
const file = join(tmpdir(), `laurel-bench-${process.pid}.json`)
writeFileSync(file, JSON.stringify(single))
const script = `import { readFileSync } from 'node:fs'; import { offlineLoaders, verifyCredential } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)}
const { verdict } = await verifyCredential(readFileSync(${JSON.stringify(file)}), offlineLoaders)
if (verdict !== 'verified-issuer-unknown') throw new Error(verdict)
console.log(performance.timeOrigin + performance.now(), process.memoryUsage().rss)`
const starts = Array.from({ length: 9 }, () => {
  const began = Date.now()
  const [ended = 0, rss = 0] = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    .split(' ')
    .map(Number)
  return { ms: ended - began, mb: rss / 1e6 }
})
const ms = median(starts.map((start) => start.ms))
const mb = median(starts.map((start) => start.mb))
row('first verdict', `${ms.toFixed(0)} ms`, `target under 250 ms: ${ms < 250 ? 'reached' : 'NOT REACHED'}`)
row('resident memory', `${mb.toFixed(0)} MB`, `target under 100 MB: ${mb < 100 ? 'reached' : 'NOT REACHED'}`)

console.log('\nA record of 10,000 credentials, in the pool, while this thread keeps serving')
const big = JSON.stringify(await clrOf(10_000))
const pool = createVerifyPool(loaders, { threads: 2, workerUrl: new URL('../dist/verify-worker.js', import.meta.url) })
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const began = performance.now()
const result = await pool.verify(big)
const took = (performance.now() - began) / 1000
delay.disable()
await pool.close()
row(
  'all verdicts',
  `${took.toFixed(1)} s`,
  `${result.verdict}, ${result.nested.length} nested ${result.nestedVerdict}; ${(big.length / 1e6).toFixed(1)} MB; target 60 s`,
)
row('delay of this thread, p99', `${(delay.percentile(99) / 1e6).toFixed(0)} ms`, `longest ${(delay.max / 1e6).toFixed(0)} ms`)

console.log('\nA hostile graph (a clique of 12 blank nodes)')
const nodes = Array.from({ length: 12 }, (_, from) => ({
  id: `_:n${from}`,
  'urn:x:knows': Array.from({ length: 12 }, (_, to) => ({ id: `_:n${to}` })).filter((_, to) => to !== from),
}))
const hostile = { ...single, 'urn:x:all': nodes }
const times: number[] = []
for (let round = 0; round < 7; round++) {
  const start = performance.now()
  const { verdict } = await verifyCredential(hostile, loaders)
  times.push(performance.now() - start)
  if (verdict !== 'unconfirmed' && verdict !== 'invalid') throw new Error(verdict)
}
row('refused after', `${median(times).toFixed(0)} ms`)
