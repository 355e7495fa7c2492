/** Format, lint, types, boundaries, dead code, generated files, tests: one command, the same in CI. `--fast` leaves the tests out. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (name) => join(root, 'node_modules/.bin', name)
const steps = [
  ['format and lint', bin('biome'), ['ci', '.']],
  ['types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the web app', bin('tsc'), ['--noEmit', '-p', 'web/tsconfig.json']],
  ['boundaries', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'credentials/src', 'server/src', 'web/src']],
  ['dead code', bin('knip'), ['--no-progress']],
  ['generated files are fresh', process.execPath, ['scripts/generated-is-fresh.mjs']],
  ...(process.argv.includes('--fast') ? [] : [['tests', process.execPath, ['scripts/test.mjs']]]),
]
const failed = []
for (const [title, command, args] of steps) {
  const started = Date.now()
  console.log(`\n— ${title}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  console.log(`— ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1_000).toFixed(1)} s)`)
  if (status !== 0) failed.push(title)
}
if (failed.length > 0) console.error(`\nNot green: ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
