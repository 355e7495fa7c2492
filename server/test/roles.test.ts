import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, type ServerProcess, serverProcess } from '../harness/processes.ts'
import { SERVER_ENV } from '../harness/world.ts'
import { type TestApp, testEngine } from './app.ts'
import { badge, call, codeIn, lastMail, makePartner, push } from './people.ts'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const name = `laurel_roles_${process.pid}`

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** Two web processes and a worker on one database and one cache: a flow crosses all of them. */
describe.runIf(testEngine() === 'postgres' && existsSync(main))('several processes', () => {
  let folder: string
  const processes: ServerProcess[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'laurel-roles-'))
    await admin(`create database ${name}`)
    const url = new URL(serverUrl)
    url.pathname = `/${name}`
    const env = { ...SERVER_ENV, DATABASE_URL: url.href, ...(process.env.TEST_REDIS_URL && { REDIS_URL: process.env.TEST_REDIS_URL }) }
    for (const role of ['web', 'web', 'worker']) {
      const one = await serverProcess({ ...env, LAUREL_ROLE: role }, join(folder, role))
      processes.push(one)
      // all at once would do too: migrations wait for each other
      await one.start()
    }
  })
  afterAll(async () => {
    for (const one of processes) await one.kill()
    await admin(`drop database if exists ${name} with (force)`)
    await rm(folder, { recursive: true, force: true })
  })
  const on = (index: number): TestApp => ({ base: processes[index]?.base }) as TestApp

  it('an upload at one is claimed at the other, with a code the worker mailed', async () => {
    const partner = await makePartner(on(0))
    const { body } = await push(on(0), partner, { credentials: [badge(), badge()] })
    const email = 'crossing@example.org'
    expect((await call(on(1), 'POST', '/api/sign-in', { body: { email } })).status).toBe(202)
    const mail = await eventually(async () => {
      const found = await lastMail(on(0), email)
      // captured is what a process that does the work makes of it
      if (found?.state !== 'captured') throw new Error(`the mail is ${found?.state ?? 'not there'}`)
      return found
    }, 15_000)
    const signedIn = await call(on(0), 'POST', '/api/sign-in/verify', { body: { email, code: codeIn(mail.text) } })
    const headers = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' }
    const claimed = await call(on(1), 'POST', `/api/claims/${body.identifier_token}`, { headers })
    expect([claimed.status, claimed.body.added]).toEqual([200, 2])
    expect((await call(on(0), 'GET', '/api/me/resume', { headers })).body.summary.claims).toBe(2)
  })

  it('a worker answers those who watch it and nobody else', async () => {
    expect((await call(on(2), 'GET', '/health/ready')).status).toBe(200)
    expect((await call(on(2), 'GET', '/metrics')).status).toBe(200)
    for (const path of ['/', '/api/me', '/healthy']) expect((await call(on(2), 'GET', path)).status).toBe(404)
  })
})
