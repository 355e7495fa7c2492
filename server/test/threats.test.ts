import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { type Answer, badge, call, lastMail, makePartner, operator, push, signIn, type TestPartner } from './people.ts'
import { makePlatform, sentReview, skillCall, startSession } from './platforms.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp({ env: { LAUREL_URL: 'https://laurel.example' } })
  partner = await makePartner(app, { claimEmailCheck: false })
})
afterAll(() => app.stop())

describe('docs/threats.md', () => {
  it('has a row for each threat, and every test it names is there', async () => {
    const text = await readFile(at('../../docs/threats.md'), 'utf8')
    const rows = text.split(/^## /m).slice(1)
    const ids = Array.from({ length: 29 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`)
    expect(rows.map((row) => row.slice(0, 3))).toEqual(ids)
    const missing: string[] = []
    let named = 0
    for (const row of rows) {
      const tests = [...row.matchAll(/^- `([^`]+)`: (.+)$/gm)]
      if (tests.length === 0) missing.push(`${row.slice(0, 3)} names no test`)
      for (const [, path = '', title = ''] of tests) {
        named++
        const source = await readFile(at(`../../${path}`), 'utf8').catch(() => '')
        if (!source.includes(title)) missing.push(`${row.slice(0, 3)}: ${path}: ${title}`)
      }
      for (const [, path = ''] of row.matchAll(/`((?:server|credentials)\/[^`:]+\.ts)`(?!:)/g))
        await stat(at(`../../${path}`)).catch(() => missing.push(`${row.slice(0, 3)}: ${path} is not there`))
    }
    expect(missing).toEqual([])
    expect(named).toBeGreaterThan(60)
  })
})

describe('T03: a parameter sent twice', () => {
  it('is refused where it means something, in the query and in a form', async () => {
    const platform = await makePlatform(app)
    const session = await startSession(app, platform)
    const id = session.recordVerificationId
    const refused: [string, Answer][] = [
      ['query of a checked endpoint', await call(app, 'GET', '/api/admin/mail?to=a@b.example&to=c@d.example', { headers: operator })],
      ['query of a list', await call(app, 'GET', '/api/v1/credentials?limit=1&limit=2', { headers: partner.headers })],
      [
        'query beside an unchecked body',
        await skillCall(app, platform, 'POST', `/assessment/generate?recordVerificationId=${id}&recordVerificationId=x`, {}),
      ],
      ['reviewer token', await call(app, 'POST', '/api/v1/humanverification/code?reviewerToken=a&reviewerToken=b')],
      ['reviewer token of a read', await call(app, 'GET', `/api/v1/humanverification/status/${id}?reviewerToken=a&reviewerToken=b`)],
      [
        'form',
        await call(app, 'POST', '/api/v1/token', { body: new URLSearchParams('grant_type=client_credentials&grant_type=password') }),
      ],
    ]
    expect(refused.map(([name, { status }]) => `${name}: ${status}`)).toEqual(refused.map(([name]) => `${name}: 400`))
  })
})

describe('T05: a key that would pollute', () => {
  it('is refused in the body of every API', async () => {
    const platform = await makePlatform(app)
    const person = await signIn(app, 'polluter@example.org')
    const body = '{"__proto__":{"admin":true},"name":"x"}'
    const json = { 'content-type': 'application/json' }
    const answers = [
      await call(app, 'POST', '/api/admin/partners', { headers: { ...operator, ...json }, body }),
      await call(app, 'PATCH', '/api/me', { headers: { ...person, ...json }, body }),
      await call(app, 'POST', '/api/v1/verify', { headers: { ...platform.headers, ...json }, body }),
      await call(app, 'POST', '/api/v1/credentials', { headers: { ...partner.headers, ...json }, body }),
      await call(app, 'POST', '/credentials/verify', { headers: { ...operator, ...json }, body }),
      await call(app, 'POST', '/api/sign-in', { headers: json, body }),
      await call(app, 'POST', '/openid4vci/credential', { headers: json, body }),
    ]
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400))
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})

describe('T22: mails', () => {
  it('link to the configured address whatever Host says', async () => {
    const { createConnection } = await import('node:net')
    const { port } = new URL(app.base)
    const body = JSON.stringify({ email: 'poisoned@example.org' })
    await new Promise<void>((resolve) => {
      const socket = createConnection(Number(port), '127.0.0.1', () =>
        socket.write(
          `POST /api/sign-in HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        ),
      )
      socket.on('data', () => {}).on('close', () => resolve())
    })
    const platform = await makePlatform(app)
    const { reviewerEmail } = await sentReview(app, platform)
    const mails = [await lastMail(app, 'poisoned@example.org'), await lastMail(app, reviewerEmail)]
    for (const mail of mails) expect(mail).toBeDefined()
    expect(JSON.stringify(mails)).not.toContain('evil.example')
    expect(JSON.stringify(mails)).toContain('https://laurel.example/')
  })

  it('of one kind of news come to nobody more than five times a day', async () => {
    const person = await signIn(app, 'flooded@example.org')
    const credential = badge({}, { name: 'Changing' })
    const first = await push(app, partner, { credentials: [credential] })
    await call(app, 'POST', `/api/claims/${first.body.identifier_token}`, { headers: person, body: {} })
    for (let i = 0; i < 8; i++) await push(app, partner, { credentials: [{ ...credential, description: `Version ${i}` }] })
    const { body } = await call(app, 'GET', '/api/admin/mail?to=flooded@example.org', { headers: operator })
    expect(body.mails.filter(({ purpose }: { purpose: string }) => purpose === 'updated')).toHaveLength(5)
  })
})

describe('T01: secrets', () => {
  it('never stand in an address of a partner or a platform', async () => {
    const { paths } = (await call(app, 'GET', '/api/openapi.json')).body as {
      paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>
    }
    const inAddresses = Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ parameters = [] }) => parameters)
      .filter(({ name }) => /accessKey|client_secret|apiKey|secretKey|access_token|password|passcode/i.test(name))
    expect(inAddresses).toEqual([])
    for (const name of ['access_token', 'x-api-key', 'apiKey', 'client_secret']) {
      const platform = await makePlatform(app)
      const answer = await call(app, 'GET', `/api/v1/skills?${name}=${platform.apiKey}`)
      expect(answer.status).toBe(401)
    }
  })
})

describe('T06: test and live', () => {
  it('stand apart in every unique index of what partners and platforms send', async () => {
    const { rows } = await app.database.executeSql(
      `select i.tablename as "table", i.indexname as "index", i.indexdef as definition from pg_indexes i
       where i.schemaname = 'public' and i.tablename <> 'partners' and i.indexdef like 'CREATE UNIQUE%' and i.indexdef not like '%\\_pkey%'
       and exists (select 1 from information_schema.columns c where c.table_name = i.tablename and c.column_name = 'mode' and c.table_schema = 'public')`,
      [],
    )
    // a partner is of one mode and its names are known to all; and what is random enough to be the only one of its kind, or hangs on a row that has a mode
    const isSelfSufficient = /\((?:token_hash|\w*_hash|id|key_hash|credential_id|envelope_id|\w+_id, (?:part|position|attempt_number))\)/
    const mixed = (rows as { table: string; index: string; definition: string }[]).filter(
      ({ definition }) => !/\bmode\b/.test(definition) && !isSelfSufficient.test(definition),
    )
    expect(mixed.map(({ index, definition }) => `${index}: ${definition}`)).toEqual([])
  })
})
