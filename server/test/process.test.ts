import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const folders: string[] = []
const children: ChildProcess[] = []

afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'laurel-process-'))
  folders.push(folder)
  return folder
}

interface Running {
  child: ChildProcess
  base: string
  output: string
  ended: Promise<number | null>
}

/** Starts the built server as `npm start` does, on a free port. */
async function start(dataDir: string, env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', LAUREL_DATA_DIR: dataDir, LOG_LEVEL: 'silent', RATE_LIMIT_SCALE: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  let output = ''
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk
      if (/Operator, sign in once/.test(output)) setTimeout(resolve, 100)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk
    })
    void ended.then((code) => reject(new Error(`ended with ${code}: ${output}`)))
  })
  await ready
  return {
    child,
    base: /ready at (\S+)/.exec(output)?.[1] ?? '',
    get output() {
      return output
    },
    ended,
  }
}

/** The printed "try it" lines, run by a shell as printed. */
function shell(lines: string): string {
  const { stdout, status, stderr } = spawnSync('sh', ['-c', lines], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}

const tryItLines = (output: string): string[] => output.split('\n').filter((line) => /^(?:curl |\w+=\$\(curl )/.test(line))

const tokenOf = async ({ base }: Running, [id, secret]: readonly [string, string]): Promise<string> => {
  const answer = await fetch(`${base}/api/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const pushTo = ({ base }: Running, token: string, body: object): Promise<Response | undefined> =>
  fetch(`${base}/api/v1/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined)

const KILLS = Number(process.env.TEST_KILLS ?? 3)

/** One data folder through a life: first start, kills, a stop, a second process. */
describe.skipIf(!existsSync(main))('the server as a process', () => {
  let folder: string
  let key: readonly [string, string]

  it('prints lines that work when pasted, and what they pushed survives kill -9', async () => {
    folder = await newFolder()
    const first = await start(folder)
    const [, id, secret] = /-u (\S+?):(\S+)/.exec(first.output) ?? []
    key = [id!, secret!]
    const lines = tryItLines(first.output)
    expect(lines).toHaveLength(3)
    const links = shell(lines.join('\n')).split('\n')
    expect(links).toHaveLength(2)
    for (const link of links) expect(link).toMatch(new RegExp(`^${first.base}/createmyresume/[0-9a-z]{50}$`))
    first.child.kill('SIGKILL')
    await first.ended

    const second = await start(folder)
    expect(tryItLines(second.output)).toEqual([])
    for (const [i, words] of ['has 3 credentials for you', 'has 4 skills for you'].entries()) {
      const page = await fetch(links[i]!.replace(first.base, second.base))
      expect([page.status, (await page.text()).includes(words)]).toEqual([200, true])
    }
    expect((await stat(join(folder, 'admin-token'))).mode & 0o777).toBe(0o600)
    second.child.kill('SIGKILL')
    await second.ended
  }, 120_000)

  it(`keeps every acknowledged upload, and never half of one, through ${KILLS} kills at any instant`, async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < KILLS; round++) {
      const server = await start(folder)
      const token = await tokenOf(server, key)
      const wanted = acknowledged.length + 5 + Math.floor(Math.random() * 20)
      let sent = 0
      const clients = Array.from({ length: 8 }, async (_, client) => {
        for (;;) {
          const credentials = [1, 2, 3].map((n) => ({
            id: `urn:x:${round}:${client}:${sent++}:${n}`,
            type: ['VerifiableCredential'],
            issuer: 'https://x.example',
            credentialSubject: {},
          }))
          const pushed = await pushTo(server, token, { credentials })
          if (!pushed) return
          const body = (await pushed.json().catch(() => undefined)) as { redirect_url: string } | undefined
          if (pushed.status === 200 && body) acknowledged.push(body.redirect_url.replace(server.base, ''))
          if (acknowledged.length >= wanted) server.child.kill('SIGKILL')
        }
      })
      await Promise.all(clients)
      await server.ended
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * 5)
    const server = await start(folder)
    const texts = await Promise.all(acknowledged.map(async (path) => (await fetch(server.base + path)).text()))
    expect(texts.filter((text) => !text.includes('has 3 credentials for you'))).toEqual([])
    // every envelope there is whole: what was not acknowledged is wholly there or wholly absent
    const listed = await fetch(`${server.base}/api/v1/credentials?limit=1`, {
      headers: { authorization: `Bearer ${await tokenOf(server, key)}` },
    })
    expect((Number(listed.headers.get('x-total-count')) - 4) % 3).toBe(0)
    server.child.kill('SIGKILL')
    await server.ended
  }, 120_000)

  it('refuses a second process on its folder in one line, finishes what it took, and ends with 0 on SIGTERM', async () => {
    const server = await start(folder)
    const second = spawnSync(process.execPath, [main], {
      env: { PATH: process.env.PATH ?? '', PORT: '0', LAUREL_DATA_DIR: folder },
      encoding: 'utf8',
    })
    expect([second.status, second.stderr.trim().split('\n').length]).toEqual([2, 1])
    expect(second.stderr).toMatch(/is in use by process \d+/)

    const token = await tokenOf(server, key)
    const inFlight = Array.from({ length: 200 }, () => pushTo(server, token, { credentials: [] }))
    await new Promise((resolve) => setTimeout(resolve, 30))
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    // it ended because all was answered, not because its time was up
    expect(server.output).not.toContain('dropped')
    // each one done, or cleanly refused before work began
    for (const answer of await Promise.all(inFlight)) expect([200, 503, undefined]).toContain(answer?.status)
  })

  it('does not start with another LAUREL_SECRET than its keys were stored with, and says so in one line', () => {
    const { status, stderr } = spawnSync(process.execPath, [main], {
      env: { PATH: process.env.PATH ?? '', PORT: '0', LAUREL_DATA_DIR: folder, LAUREL_SECRET: 'x'.repeat(40) },
      encoding: 'utf8',
    })
    expect([status, stderr.trim().split('\n').length]).toEqual([2, 1])
    expect(stderr).toMatch(/^Laurel cannot start: LAUREL_SECRET/)
  })
})

describe.skipIf(!existsSync(main))('a wrong setting', () => {
  let folder: string
  beforeAll(async () => {
    folder = await newFolder()
  })

  it.each([
    ['PORT', 'x'],
    ['DATABASE_URL', 'mysql://x'],
    ['RATE_LIMIT_SCALE', '-1'],
    ['LAUREL_DATA_DIR', '/proc/x'],
    ['HOST', 'no-such-host.invalid'],
  ])('%s=%s: one clear line and exit 2', (name, value) => {
    const { status, stderr } = spawnSync(process.execPath, [main], {
      env: { PATH: process.env.PATH ?? '', LAUREL_DATA_DIR: folder, [name]: value },
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(status).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain(name)
  })
})
