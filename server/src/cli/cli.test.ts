import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, startTestApp, type TestApp } from '../../test/app.ts'
import { type Ran, laurel as run } from '../../test/laurel-command.ts'
import { commands } from './commands.ts'

let app: TestApp
let folder: string
let env: Record<string, string>
beforeAll(async () => {
  app = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'laurel-admin-'))
  env = { LAUREL_URL: app.base, LAUREL_ADMIN_TOKEN: ADMIN_TOKEN }
})
afterAll(async () => {
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

const laurel = (words: string[], own = env): Promise<Ran> => run(words, own)
const admin = async (...words: string[]) => {
  const { code, out, err } = await laurel(['admin', ...words])
  expect([code, err]).toEqual([0, ''])
  return out === '' ? undefined : JSON.parse(out)
}
const file = async (content: unknown): Promise<string> => {
  const path = join(folder, `${Math.random()}.json`)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('laurel admin', () => {
  it('does whatever the operator’s API does', () => {
    const { paths = {} } = app.app.swagger() as unknown as { paths?: Record<string, Record<string, { operationId: string }>> }
    const operations = Object.entries(paths).filter(([path]) => path.startsWith('/api/admin/'))
    const ids = operations.flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId))
    expect(commands.map(({ endpoint }) => endpoint.id).sort()).toEqual(ids.sort())
    expect(new Set(commands.map(({ words }) => words.join(' '))).size).toBe(commands.length)
  })

  it('creates, lists, changes, rotates and ends a partner', async () => {
    const made = await admin(
      'partners',
      'create',
      '--name',
      'Montana',
      '--scopes',
      'replace',
      '--scopes',
      'readonly',
      '--find-my-resume',
      '1',
      '--landing.title',
      'Hello',
    )
    expect(made).toMatchObject({
      name: 'Montana',
      scopes: ['readonly', 'replace'],
      findMyResume: true,
      landing: { title: 'Hello' },
      accessKey: expect.any(String),
    })
    expect((await admin('partners', 'list')).partners).toHaveLength(1)
    expect(await admin('partners', 'get', made.id)).toMatchObject({ id: made.id })
    expect(await admin('partners', 'update', made.id, '--importUrl', 'null', '--claim-email-check=0')).toMatchObject({
      importUrl: null,
      claimEmailCheck: false,
    })
    expect((await admin('partners', 'rotate-key', made.id)).accessKey).not.toBe(made.accessKey)
    expect((await admin('partners', 'rotate-key', made.id, '--grace-hours', '2')).oldKeyEndsAt).toBeTruthy()
    expect(await admin('partners', 'delete', made.id)).toBeUndefined()
    expect((await admin('partners')).partners).toEqual([])
  })

  it('takes a body from a file, and what is typed beside it wins', async () => {
    const issuers = await admin('issuers', 'put', await file({ issuers: [{ id: 'did:web:a.example', name: 'A' }] }))
    expect(issuers).toMatchObject({ total: 1, added: 1 })
    const set = await admin('issuers', 'set', 'urn:b c', await file({ name: 'B', domain: 'b.example' }), '--name', 'Better')
    expect(set).toMatchObject({ id: 'urn:b c', name: 'Better', domain: 'b.example' })
    expect((await admin('issuers', 'list', '--search', 'better')).total).toBe(1)
  })

  it('speaks of keys within platforms, and prints CSV as it is', async () => {
    const platform = await admin('platforms', 'create', '--name', 'Jobs')
    const key = await admin('platforms', 'keys', 'create', platform.id, '--mode', 'test', '--creditLimit', '5')
    expect(await admin('platforms', 'keys', 'rotate', platform.id, key.keyId)).toMatchObject({ keyId: key.keyId })
    const { out } = await laurel(['admin', 'usage', '--format', 'csv'])
    expect(out).toMatch(/^day,partnerId/)
    expect((await admin('sign-in-links', 'create')).link).toMatch(/\/operator\?code=/)
  })

  it.each([
    ['a refusal', ['partners', 'get', 'prt_none'], 1, /partner_not_found/],
    ['a wrong field', ['partners', 'create', '--name', 'X', '--slug', '-'], 1, /request_invalid.*\n {2}\/slug/],
    ['an unknown command', ['partners', 'explode'], 2, /there is no command/],
    ['an unknown option', ['partners', 'create', '--colour', 'red'], 2, /--colour/],
    ['a missing id', ['partners', 'get'], 2, /needs ID/],
    ['too many words', ['partners', 'list', 'x'], 2, /too many/],
    ['no number', ['platforms', 'keys', 'create', 'p', '--mode', 'test', '--creditLimit', 'many'], 2, /takes a number/],
    ['no boolean', ['partners', 'create', '--name', 'X', '--findMyResume', 'yes'], 2, /takes 1 or 0/],
    ['a missing file', ['issuers', 'put', 'nowhere.json'], 2, /there is no file/],
  ])('%s has its exit code and one clear line', async (_name, words, code, line) => {
    const ran = await laurel(['admin', ...words])
    expect([ran.code, ran.out]).toEqual([code, ''])
    expect(ran.err).toMatch(line)
  })

  it('says what is missing when there is no token or no server', async () => {
    expect(await laurel(['admin', 'partners'], { LAUREL_URL: app.base, LAUREL_DATA_DIR: folder })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no operator token/),
    })
    expect(await laurel(['admin', 'partners'], { ...env, LAUREL_ADMIN_TOKEN: 'wrong' })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/operator_only/),
    })
    expect(await laurel(['admin', 'partners'], { ...env, LAUREL_URL: 'http://127.0.0.1:9' })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no server answers/),
    })
    await writeFile(join(folder, 'admin-token'), `${ADMIN_TOKEN}\n`)
    expect((await laurel(['admin', 'partners'], { LAUREL_URL: app.base, LAUREL_DATA_DIR: folder })).code).toBe(0)
  })

  it('explains itself', async () => {
    const { code, out } = await laurel(['admin', '--help'])
    expect(code).toBe(0)
    for (const { words } of commands) expect(out).toContain(words.join(' '))
    expect((await laurel(['admin', 'partners', 'create', '--help'])).out).toMatch(/--name .*Required/)
  })
})

describe('laurel audit verify', () => {
  it('tells over the API and directly whether the log is sound', async () => {
    const over = await laurel(['audit', 'verify'])
    expect(over).toMatchObject({ code: 0, out: expect.stringMatching(/sound: \d+ entries, head \d+:[0-9a-f]{64}/) })
    const [, head = ''] = /head (\S+)/.exec(over.out) ?? []
    expect((await laurel(['audit', 'verify', '--kept', head])).code).toBe(0)
    expect(await laurel(['audit', 'verify', '--kept', `1:${'0'.repeat(64)}`])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/not sound[\s\S]*Entry 1 /),
    })
    expect((await laurel(['audit', 'verify', '--kept', 'x'])).code).toBe(2)
    expect(JSON.parse((await laurel(['audit', 'verify', '--json'])).out)).toMatchObject({ ok: true })
    expect(JSON.parse((await laurel(['audit', 'list', '--limit', '1'])).out).entries).toHaveLength(1)
    expect((await laurel(['audit', 'guess'])).code).toBe(2)
  })

  it('reads the database itself while no server is there', async () => {
    if (app.config.databaseUrl) {
      const own = { DATABASE_URL: app.config.databaseUrl, LAUREL_SECRET: app.config.secret ?? '' }
      expect(await laurel(['audit', 'verify', '--direct'], own)).toMatchObject({ code: 0, err: '' })
      await app.database.executeSql("alter table audit_entries disable trigger user; update audit_entries set by = 'nobody' where seq = 2")
      expect(await laurel(['audit', 'verify', '--direct'], own)).toMatchObject({
        code: 1,
        out: expect.stringMatching(/Entry 2 is not as it was written/),
      })
    } else {
      const none = await laurel(['audit', 'verify', '--direct'], { LAUREL_DATA_DIR: join(folder, 'nothing') })
      expect(none).toMatchObject({ code: 2, err: expect.stringMatching(/no secret: set LAUREL_SECRET/) })
    }
  })
})

it('npx laurel finds the commands of the server', async () => {
  const bin = fileURLToPath(new URL('../../../credentials/bin/laurel.mjs', import.meta.url))
  const ran = await new Promise<{ code: number; out: string }>((resolve) => {
    execFile(process.execPath, [bin, 'admin', 'partners', 'list'], { env: { ...process.env, ...env } }, (error, out) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out }),
    )
  })
  expect(ran.code).toBe(0)
  expect(JSON.parse(ran.out)).toHaveProperty('partners')
})
