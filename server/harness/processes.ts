import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** A process of ours that can be killed at any instant and started again on what it left behind. */
export interface Killable {
  /** SIGKILL; resolves when it is gone */
  kill(): Promise<void>
  start(): Promise<void>
}

/** One that can be stopped without dying: its connections stay open and nothing answers. */
export interface Freezable extends Killable {
  freeze(): void
  thaw(): void
}

/** The process and what it started, of whatever process group. */
export function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return [pid, ...(children === '' ? [] : children.split(' ').flatMap((child) => family(Number(child))))]
}

function signalFamily(child: ChildProcess | undefined, signal: 'SIGSTOP' | 'SIGCONT'): void {
  if (child?.pid === undefined) return
  // the first one first: stopped, it starts no more
  if (signal === 'SIGSTOP') process.kill(child.pid, signal)
  for (const pid of family(child.pid)) process.kill(pid, signal)
}

const freezing = (child: () => ChildProcess | undefined): Pick<Freezable, 'freeze' | 'thaw'> => ({
  freeze: () => signalFamily(child(), 'SIGSTOP'),
  thaw: () => signalFamily(child(), 'SIGCONT'),
})

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

const gone = async (child: ChildProcess | undefined): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Tries until it works. @throws the last error after `withinMs` */
export async function eventually<T>(work: () => Promise<T>, withinMs: number): Promise<T> {
  const end = Date.now() + withinMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

export interface ServerProcess extends Killable {
  base: string
  dataDir: string
  readonly pid: number
  /** SIGTERM. @returns its exit code and how long it took */
  stop(): Promise<{ code: number | null; tookMs: number }>
  /** milliseconds from its last start to its first ready answer */
  readonly startedInMs: number
}

/** The built server as `npm start` runs it, always on the same port. @param env read at each start */
export async function serverProcess(env: Record<string, string>, dataDir: string, withinMs = 30_000): Promise<ServerProcess> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let startedInMs = 0
  return {
    base,
    dataDir,
    get pid() {
      return child?.pid ?? 0
    },
    get startedInMs() {
      return startedInMs
    },
    kill: () => gone(child),
    stop: async () => {
      const began = Date.now()
      const ended = child && once(child, 'exit')
      child?.kill('SIGTERM')
      const [code] = (await ended) ?? [null]
      return { code: code as number | null, tookMs: Date.now() - began }
    },
    start: async () => {
      const began = Date.now()
      const made = spawn(process.execPath, [main], {
        env: {
          PATH: process.env.PATH ?? '',
          PORT: String(port),
          LAUREL_URL: base,
          LAUREL_DATA_DIR: dataDir,
          LOG_LEVEL: 'error',
          RATE_LIMIT_SCALE: '0',
          MAIL_MODE: 'capture',
          WEBHOOK_ALLOW_PRIVATE: '1',
          ...env,
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      child = made
      await eventually(async () => {
        if (made.exitCode !== null) throw new Error(`the server ended with ${made.exitCode}`)
        const answer = await fetch(`${base}/health/ready`)
        if (answer.status !== 200) throw new Error(`not ready: ${answer.status}`)
      }, withinMs)
      startedInMs = Date.now() - began
    },
  }
}

/** Every process of a PostgreSQL at once: a backend that outlived its parent would still finish its COMMIT. */
const goneWithChildren = async (child: ChildProcess | undefined): Promise<void> => {
  const pid = child?.pid
  if (!child || pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const backends = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  const left = once(child, 'exit')
  for (const one of [pid, ...backends]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // it ended by itself
    }
  }
  await left
}

/** As on a slow disk: what is answered before COMMIT is answered this long before it is safe. */
const SLOW_COMMIT = ['-c', 'commit_delay=10000', '-c', 'commit_siblings=0']

/** A PostgreSQL of our own in a new folder, so that killing it hurts nobody. Undefined where its programs are not installed. */
export async function postgresProcess(
  parent = tmpdir(),
): Promise<(Freezable & { url: string; readonly pid: number; readonly isRunning: boolean; remove(): Promise<void> }) | undefined> {
  const versions = readdirSync('/usr/lib/postgresql', { withFileTypes: true }).map(({ name }) => Number(name))
  const newest = Math.max(...versions)
  if (!Number.isFinite(newest)) return undefined
  const bin = `/usr/lib/postgresql/${newest}/bin`
  const folder = await mkdtemp(join(parent, 'laurel-pg-'))
  // PostgreSQL refuses to run as root
  const isRoot = process.getuid?.() === 0
  const identity = isRoot
    ? { uid: Number(execFileSync('id', ['-u', 'postgres'])), gid: Number(execFileSync('id', ['-g', 'postgres'])) }
    : {}
  if (isRoot) await chown(folder, identity.uid ?? 0, identity.gid ?? 0)
  execFileSync(`${bin}/initdb`, ['-D', `${folder}/data`, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'], { ...identity, stdio: 'ignore' })
  const port = await freePort()
  let child: ChildProcess | undefined
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    get pid() {
      return child?.pid ?? 0
    },
    get isRunning() {
      return child !== undefined && child.exitCode === null && child.signalCode === null
    },
    ...freezing(() => child),
    kill: () => goneWithChildren(child),
    start: async () => {
      const made = spawn(
        `${bin}/postgres`,
        ['-D', `${folder}/data`, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', ...SLOW_COMMIT],
        {
          ...identity,
          stdio: 'ignore',
        },
      )
      child = made
      await eventually(async () => execFileSync(`${bin}/pg_isready`, ['-h', '127.0.0.1', '-p', String(port), '-q']), 30_000)
    },
    remove: async () => {
      await goneWithChildren(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A Redis of our own that keeps nothing on disk. */
export async function redisProcess(): Promise<Freezable & { url: string; empty(): void }> {
  const port = await freePort()
  let child: ChildProcess | undefined
  return {
    url: `redis://127.0.0.1:${port}`,
    ...freezing(() => child),
    empty: () => void execFileSync('redis-cli', ['-p', String(port), 'flushall'], { stdio: 'ignore' }),
    kill: () => gone(child),
    start: async () => {
      child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
        stdio: 'ignore',
      })
      await eventually(async () => execFileSync('redis-cli', ['-p', String(port), 'ping'], { stdio: 'ignore' }), 10_000)
    },
  }
}
