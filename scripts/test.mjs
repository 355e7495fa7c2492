/**
 * Runs everything there is to run here, and says what could not run and why; in CI nothing may be missing.
 * Arguments go to vitest: `npm test -- server/src/intake` runs one folder.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const isCi = process.env.CI === 'true'
const missing = []

const has = (command) => spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { stdio: 'ignore' }).status === 0
const answers = (url, port) =>
  new Promise((resolve) => {
    const { hostname, port: given } = new URL(url)
    const socket = connect({ host: hostname, port: Number(given || port), timeout: 1_000 })
    const end = (reached) => {
      socket.destroy()
      resolve(reached)
    }
    socket
      .on('connect', () => end(true))
      .on('error', () => end(false))
      .on('timeout', () => end(false))
  })

function vitest(title, args, env = {}, chosen = process.argv.slice(2)) {
  console.log(`\n— ${title}`)
  const started = Date.now()
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--passWithNoTests', ...args, ...chosen],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: '', REDIS_URL: '', ...env },
    },
  )
  console.log(`— ${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1_000)} s`)
  return status === 0
}

const failedIn = (file) =>
  existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8')).testResults.flatMap(({ status, name }) => (status === 'passed' ? [] : [name]))
    : []

/**
 * The tests of a walk build on each other, so one of them cannot be tried again alone: in CI the files that failed are walked once more,
 * from their beginning. What is broken stays broken.
 */
function walks(env) {
  const project = ['--project', 'browser']
  const folder = mkdtempSync(join(tmpdir(), 'walks-'))
  const file = join(folder, 'results.json')
  try {
    if (vitest('browser walks', [...project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], env)) return true
    const failed = failedIn(file)
    return isCi && failed.length > 0 && vitest(`once more: ${failed.length} of the walks`, project, env, failed)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const databaseUrl = process.env.DATABASE_URL || 'postgres://postgres@127.0.0.1:5432/postgres'
const redisUrl = process.env.REDIS_URL || 'redis://127.0.0.1:6379'
const browser = process.env.CHROMIUM ?? ['chromium', 'chromium-browser', 'google-chrome'].find(has)
if (!browser) missing.push('browser walks: no chromium on the PATH (Debian: apt-get install chromium)')
const tools = { pdftotext: 'poppler-utils', zbarimg: 'zbar-tools', qpdf: 'qpdf' }
for (const [tool, name] of Object.entries(tools))
  if (!has(tool)) missing.push(`checks with ${tool}: not on the PATH (Debian: apt-get install ${name})`)
const hasDatabase = await answers(databaseUrl, 5432)
if (!hasDatabase) missing.push('the PostgreSQL run: nothing answers at 127.0.0.1:5432 (set DATABASE_URL)')
const hasRedis = await answers(redisUrl, 6379)
if (!hasRedis) missing.push('the Redis run: nothing answers at 127.0.0.1:6379 (set REDIS_URL)')
if (!existsSync(join(root, '../shared/standards'))) missing.push('the standards examples: no ../shared/standards beside this checkout')

// a backup goes from one engine to the other and back in the run on PostgreSQL
const both = hasDatabase ? ['server/src/cli/backup.test.ts', 'server/src/cli/restore.test.ts'] : []
const leavingOut = (files) => ({ TEST_LEAVE_OUT: files.join(',') })
const projects = ['--project', 'credentials', '--project', 'server']
const passed = [vitest('credentials and server, embedded engine', projects, leavingOut(both))]
if (hasDatabase) {
  // what touches no database, or always the embedded one, ran above already
  const once = [
    'server/test/architecture.test.ts',
    'server/test/process.test.ts',
    'server/test/threats.test.ts',
    'server/test/durability-table.test.ts',
    'server/test/planted.test.ts',
    'server/test/deploy.test.ts',
    'server/test/crossing.test.ts',
    'server/test/migrations.test.ts',
    'server/items/**',
    'server/sdk/**',
    'server/src/config.test.ts',
    'server/src/core/**',
    'server/src/exports/formats.test.ts',
    'server/src/exports/html/**',
    'server/src/exports/pdf/**',
    'server/src/intake/sections.test.ts',
    'server/src/intake/self-sent/rules.test.ts',
    'server/src/intake/skills.test.ts',
    'server/src/platform/db/migrate.test.ts',
    'server/src/platform/fair-turns.test.ts',
    'server/src/platform/net/**',
    'server/src/resume/arrange.test.ts',
    'server/src/resume/notices.test.ts',
  ]
  const env = {
    TEST_ENGINE: 'postgres',
    TEST_DATABASE_URL: databaseUrl,
    ...(hasRedis && { TEST_REDIS_URL: redisUrl }),
    ...leavingOut(once),
  }
  passed.push(vitest(`server, PostgreSQL${hasRedis ? ' and Redis' : ''}`, ['--project', 'server'], env))
}
if (browser) passed.push(walks({ CHROMIUM: browser }))

if (missing.length > 0) console.log(`\nCould not run here:\n${missing.map((line) => `  - ${line}`).join('\n')}`)
if (isCi && missing.length > 0) {
  console.error('\nIn CI nothing may be missing.')
  process.exit(1)
}
process.exit(passed.every(Boolean) ? 0 : 1)
