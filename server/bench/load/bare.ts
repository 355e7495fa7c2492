import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { fireAt, type Load, type Shot, type Shots } from './rates.ts'
import { ms, note } from './report.ts'

async function startBareServer(databaseUrl: string): Promise<{ base: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./bare-server.mjs', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { base: `http://127.0.0.1:${port}`, child }
}

const USUAL = 16
/** As many as L1 has busy. */
const MANY = 200

/**
 * The same load on a bare server over the same database, in the same run: what this machine gives at all, so that a figure in milliseconds
 * can be read on another one.
 */
export async function besideBare(shots: Shots, databaseUrl: string): Promise<void> {
  const { base, child } = await startBareServer(databaseUrl)
  try {
    for (const [name, shot, clients] of [
      ['status', shots.status, USUAL],
      ['status', shots.status, MANY],
      ['upload', shots.upload, USUAL],
    ] as const) {
      const bareShot: Shot = { ...shot, url: base }
      await fireAt(0, clients, bareShot, 2)
      const bare = await fireAt(0, clients, bareShot)
      await fireAt(0, clients, shot, 2)
      note('bare', `${name}, ${clients} clients, beside a server that does nothing else`, beside(await fireAt(0, clients, shot), bare))
    }
  } finally {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
  }
}

const beside = (own: Load, bare: Load): string =>
  `${own.rate.toFixed(0)} of ${bare.rate.toFixed(0)}/s (${((own.rate / bare.rate) * 100).toFixed(0)} %), p99 ${ms(own.p99)} beside ${ms(bare.p99)}`
