import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const MODULE_FLOOR = 150

interface Cruise {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] }
}

function cruise(cwd: string): Cruise {
  const { stdout } = spawnSync(
    join(root, 'node_modules/.bin/depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'credentials/src', 'server/src', 'web/src'],
    { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  return JSON.parse(stdout) as Cruise
}

/** One fault for each rule, planted in a copy of the house. */
const FAULTS: readonly { rule: string; file: string; text: string }[] = [
  {
    rule: 'no-cycles',
    file: 'server/src/resume/planted-fault-a.ts',
    text: "import { b } from './planted-partner.ts'\nexport const a = () => b\n",
  },
  {
    rule: 'accounts-keeps-to-the-ladder',
    file: 'server/src/accounts/planted-fault.ts',
    text: "export { listHoldings } from '../intake/index.ts'\n",
  },
  {
    rule: 'domains-meet-at-index',
    file: 'server/src/resume/planted-fault-c.ts',
    text: "export { readUpload } from '../intake/read-upload.ts'\n",
  },
  {
    rule: 'core-imports-nothing',
    file: 'server/src/core/planted-fault.ts',
    text: "export { Problem } from './problem.ts'\nexport { sha256 } from '../platform/secrets.ts'\n",
  },
  {
    rule: 'platform-knows-no-domain',
    file: 'server/src/platform/planted-fault.ts',
    text: "export { enqueueMail } from '../delivery/index.ts'\n",
  },
  { rule: 'rules-are-pure', file: 'server/src/resume/rules/planted-fault.ts', text: "export { readFile } from 'node:fs/promises'\n" },
  { rule: 'sql-lives-in-stores', file: 'server/src/resume/planted-fault-d.ts', text: "export { sql } from 'kysely'\n" },
  {
    rule: 'http-lives-in-routes',
    file: 'server/src/resume/planted-fault-e.ts',
    text: "export { register } from '../platform/http/register.ts'\n",
  },
  { rule: 'credentials-does-no-io', file: 'credentials/src/planted-fault.ts', text: "export { readFile } from 'node:fs/promises'\n" },
  {
    rule: 'web-sees-only-the-contract',
    file: 'web/src/planted-fault.ts',
    text: "export { openDatabase } from '../../server/src/platform/db/client.ts'\n",
  },
]

/** A copy of the sources in a folder of its own, beside the same packages. */
function copyOfTheHouse(): string {
  const copy = mkdtempSync(join(tmpdir(), 'laurel-house-'))
  for (const path of [
    'credentials/src',
    'credentials/package.json',
    'server/src',
    'server/package.json',
    'web/src',
    'web/package.json',
    'tsconfig.json',
    '.dependency-cruiser.cjs',
    'package.json',
  ]) {
    cpSync(join(root, path), join(copy, path), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

const copy = copyOfTheHouse()
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('the boundaries of the house', () => {
  it('hold, and the linter saw the whole house', () => {
    const { summary } = cruise(root)
    expect(summary.violations).toEqual([])
    expect(summary.totalCruised).toBeGreaterThan(MODULE_FLOOR)
  })

  it('catch a planted fault of each kind', () => {
    for (const { file, text } of FAULTS) {
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      writeFileSync(join(copy, file), text)
    }
    writeFileSync(
      join(copy, 'server/src/resume/planted-partner.ts'),
      "import { a } from './planted-fault-a.ts'\nexport const b = () => a\n",
    )
    const found = cruise(copy).summary.violations
    for (const { rule, file } of FAULTS)
      expect(
        found.some(({ rule: { name }, from }) => name === rule && from === file),
        `${rule} in ${file}`,
      ).toBe(true)
  })
})

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : sources(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** Time, chance and settings enter by arguments only. */
const CLOCK = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/
const PURE = /^(?:credentials\/src\/(?!node\/|cli\/)|server\/src\/core\/|server\/src\/.*\/rules\.ts$)/

describe('what a source file may do', () => {
  const files = [...sources('credentials/src'), ...sources('server/src')].filter((path) => !path.endsWith('.test.ts'))
  const offenders = (pattern: RegExp, where: (path: string) => boolean): string[] =>
    files.filter((path) => where(path) && pattern.test(readFileSync(join(root, path), 'utf8')))

  it('reads the environment in one place', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(offenders(/\bprocess\.env\b/, (path) => path.startsWith('server/'))).toEqual(['server/src/main.ts'])
  })

  it('takes the time and chance as arguments where it is pure', () => {
    // the default of a public option
    const allowed = ['credentials/src/verify/session.ts', 'credentials/src/issue/data-integrity.ts']
    expect(offenders(CLOCK, (path) => PURE.test(path) && !allowed.includes(path))).toEqual([])
  })

  it('stays readable: nothing by hand over 400 lines', () => {
    const isGenerated = (path: string): boolean => path.endsWith('platform/db/tables.ts')
    const long = files.filter((path) => !isGenerated(path) && readFileSync(join(root, path), 'utf8').split('\n').length > 401)
    expect(long).toEqual([])
  })
})
