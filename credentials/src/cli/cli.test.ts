import { execFile } from 'node:child_process'
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { badge } from '../test/badges.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'laurel-cli-'))
const file = async (name: string, content: string): Promise<string> => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

interface Ran {
  code: number
  out: string
  err: string
}

/** The command line as its user starts it. */
const laurel = (...words: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', main, ...words],
      { env: { ...process.env, LAUREL_CONTEXTS_DIR: '' } },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
    child.stdin?.end('not a credential')
  })

describe('laurel', () => {
  test('signs with a key it makes, and verifies what it signed: exit code 0', async () => {
    const key = join(folder, 'key.json')
    const signed = join(folder, 'signed.json')
    const issued = await laurel('issue', await file('badge.json', JSON.stringify(badge())), '--key', key, '--out', signed)
    expect(issued).toMatchObject({ code: 0, err: '' })
    expect((await stat(key)).mode & 0o077).toBe(0)
    const verified = await laurel('verify', signed, '--offline')
    expect(verified.code).toBe(0)
    expect(verified.out).toMatch(/VERIFIED-ISSUER-UNKNOWN {2}"Welding, level 2"/)
    expect(verified.out).toMatch(/ok\s+proof\s+the eddsa-rdfc-2022 signature fits/)
    const altered = await file('altered.json', (await readFile(signed, 'utf8')).replace('Joins', 'Breaks'))
    const json = await laurel('verify', signed, altered, '--json', '--offline')
    const reports = JSON.parse(json.out) as {
      file: string
      verdict: string
      nestedVerdict: null
      checks: unknown[]
      nested: unknown[]
      credential: { name: string }
    }[]
    expect(json.code).toBe(1)
    expect(reports.map(({ file, verdict }) => [file, verdict])).toEqual([
      [signed, 'verified-issuer-unknown'],
      [altered, 'invalid'],
    ])
    expect(Object.keys(reports[0] ?? {})).toEqual(
      expect.arrayContaining(['file', 'verdict', 'nestedVerdict', 'checks', 'nested', 'credential']),
    )
    expect(reports[0]?.credential.name).toBe('Welding, level 2')
  })

  test('says what a credential says', async () => {
    const { code, out } = await laurel('inspect', await file('plain.json', JSON.stringify(badge({ name: 'a\u001b[31mb' }))))
    expect(code).toBe(0)
    expect(out).toContain('Certificate: Welding, level 2')
    expect(out).toContain('unsigned')
    expect(out).not.toContain('\u001b')
  })

  test('reads standard input; what is no credential is 1, what cannot be checked 2', async () => {
    expect(await laurel('verify', '-', '--offline')).toMatchObject({ code: 1 })
    const context = {
      ...badge({ issuer: 'did:example:a', proof: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' } }),
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://unknown.example/'],
    }
    expect(await laurel('verify', '--offline', await file('context.json', JSON.stringify(context)))).toMatchObject({ code: 2 })
  })

  test.each([[[]], [['frobnicate']], [['verify']], [['verify', '--fast', 'x']], [['verify', 'no-such-file']]])(
    '%j is bad use: exit code 2',
    async (words) => {
      const { code, err } = await laurel(...words)
      expect(code).toBe(2)
      expect(err).toContain('laurel: ')
    },
  )
})
