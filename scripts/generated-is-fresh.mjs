/** Makes the generated files anew and says which of them were stale. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const files = ['server/src/platform/db/tables.ts', 'server/schema.sql', 'docs/openapi.json', '.env.example']
const read = () => files.map((file) => readFileSync(join(root, file), 'utf8'))
const before = read()
for (const args of [['server/scripts/db-types.ts'], ['--conditions=source', 'server/scripts/print-docs.ts']]) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) process.exit(1)
}
const stale = files.filter((_file, i) => before[i] !== read()[i])
if (stale.length > 0) console.error(`Stale, made anew just now: ${stale.join(', ')}. Commit them.`)
process.exit(stale.length > 0 ? 1 : 0)
