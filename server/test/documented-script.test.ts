import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCredential, verifyCredential } from '@laurel/credentials'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../src/platform/net/free-port.ts'
import { ADMIN_TOKEN, startTestApp, type TestApp } from './app.ts'

const script = fileURLToPath(new URL('../../docs/skill-verification.sh', import.meta.url))
let app: TestApp
let folder: string
let receiver: Server
const events: string[] = []

beforeAll(async () => {
  const port = await freePort('127.0.0.1')
  app = await startTestApp({ env: { WEBHOOK_ALLOW_PRIVATE: '1', LAUREL_URL: `http://127.0.0.1:${port}` } })
  folder = await mkdtemp(join(tmpdir(), 'laurel-script-'))
  receiver = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => {
      text += chunk
    })
    request.on('end', () => {
      events.push((JSON.parse(text) as { event: string }).event)
      response.end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  receiver.closeAllConnections()
  receiver.close()
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

it('the documented script ends with webhooks received, a badge that proves itself, and the skill on the resume', async () => {
  const { port } = receiver.address() as AddressInfo
  const child = spawn('sh', [script], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      BASE: app.base,
      ADMIN: ADMIN_TOKEN,
      STUDENT: 'scripted@example.org',
      HOOK: `http://127.0.0.1:${port}/hook`,
    },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk
  })
  expect(await new Promise((resolve) => child.on('close', resolve)), output).toBe(0)
  expect(output).toContain('"skillsVerified":1')
  expect(output).toContain('"totalQuestions":10')
  expect(output).toMatch(/On the resume:\n"name":"JavaScript".*"verdict":"verified"/)
  await expect.poll(() => events.filter((event) => event === 'verification.completed').length).toBe(2)
  const badge = await readFile(join(folder, 'badge.json'), 'utf8')
  expect(readCredential(badge).achievements[0]?.name).toBe('JavaScript')
  // the keys and status lists it names are published by this server, at the address it has here
  const { baseUrl } = app.config
  const result = await verifyCredential(badge, {
    context: async () => undefined,
    fetch: async (url) => {
      const response = await fetch(url.replace(/^https?:\/\/127\.0\.0\.1:\d+/, baseUrl).replace(baseUrl, app.base))
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        bytes: new Uint8Array(await response.arrayBuffer()),
      }
    },
  })
  expect([result.verdict, result.nestedVerdict]).toEqual(['verified', 'verified'])
  const broken = await verifyCredential(badge.replaceAll('JavaScript', 'Java'), {
    context: async () => undefined,
    fetch: async () => Promise.reject(new Error('away')),
  })
  expect(broken.verdict).not.toBe('verified')
})
