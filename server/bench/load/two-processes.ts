import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { ServerProcess } from '../../harness/processes.ts'
import type { HeaderLines } from '../../test/people.ts'
import { limitProcessor } from './processor-share.ts'
import { fireAt, seconds } from './rates.ts'
import { note, report } from './report.ts'

export interface ReadRoute {
  name: string
  path: string
  headers?: HeaderLines
}

const CLIENTS = 16
/** A quarter of one core for each server leaves the database and the clients room, as machines of their own would. */
const PART = 0.25
const PROMISED = 1.6

const wrkIsHere = !spawnSync('wrk', ['--version']).error

/** Answers a second; wrk (C) takes little of the shared processors, autocannon (Node) about as much as a server. */
async function reads(url: string, headers: HeaderLines): Promise<number> {
  if (!wrkIsHere) return (await fireAt(0, CLIENTS, { url, method: 'GET', headers })).rate
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const child = spawn('wrk', ['-t1', `-c${CLIENTS}`, `-d${seconds}s`, ...lines, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  await once(child, 'close')
  if (/Non-2xx or 3xx responses/.test(text)) throw new Error(`${url}: ${text}`)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1] ?? 0)
}

const sum = (rates: readonly number[]): number => rates.reduce((total, rate) => total + rate, 0)

async function compare(routes: readonly ReadRoute[], one: ServerProcess, two: ServerProcess) {
  const rows: { name: string; alone: number; both: number }[] = []
  for (const { name, path, headers = {} } of routes) {
    await reads(one.base + path, headers)
    await reads(two.base + path, headers)
    const alone = await reads(one.base + path, headers)
    const both = sum(await Promise.all([reads(one.base + path, headers), reads(two.base + path, headers)]))
    rows.push({ name, alone, both })
  }
  return rows
}

const worded = (rows: Awaited<ReturnType<typeof compare>>): string =>
  rows.map(({ name, alone, both }) => `${name} ${alone.toFixed(0)} -> ${both.toFixed(0)}/s, ${(both / alone).toFixed(2)}x`).join('; ')

/**
 * What a second process brings on read routes, one PostgreSQL and one Redis under both. Plainly, where both servers, the database and the
 * clients share the cores of this machine; and with an equal, small share of the processor for each server, so that what is measured
 * is whether processes get in each other's way, not who gets the core. The second says what a second machine brings.
 */
export async function twoProcesses(routes: readonly ReadRoute[], one: ServerProcess, two: ServerProcess): Promise<void> {
  const clients = wrkIsHere ? 'wrk' : 'autocannon'
  note('two', `two processes, all on the cores of this machine, ${clients}`, worded(await compare(routes, one, two)))
  const limits = [await limitProcessor(one.pid, PART), await limitProcessor(two.pid, PART)]
  const [by] = limits.map((limit) => limit?.by)
  if (by === undefined) {
    note('two', 'with an equal share each', 'not measured: neither a cgroup nor cpulimit is to be had')
    return
  }
  const rows = await compare(routes, one, two)
  const ratio = sum(rows.map(({ both }) => both)) / sum(rows.map(({ alone }) => alone))
  report(
    'two',
    `two processes, ${PART} of a core each (${by}): ${PROMISED}x on read routes`,
    ratio >= PROMISED && rows.every(({ alone, both }) => both >= alone * PROMISED),
    worded(rows),
  )
  await Promise.all([one.kill(), two.kill()])
  for (const limit of limits) await limit?.end()
}
