/** Builds the three workspaces: `node scripts/build.mjs`; only the server: `node scripts/build.mjs server`. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

function run(script, args = []) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}

/** What npm installs stays outside the bundle; our own packages go in. */
const installed = ['server', 'credentials']
  .flatMap((name) => Object.keys(JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')).dependencies ?? {}))
  .filter((name) => !name.startsWith('@laurel/'))

const isWhole = process.argv[2] !== 'server'
if (isWhole && existsSync(join(root, 'credentials/build.mjs'))) run('credentials/build.mjs')
rmSync(join(root, 'server/dist'), { recursive: true, force: true })
const workers = [
  'server/src/intake/read-upload-worker.ts',
  'server/src/exports/pdf/typst-worker.ts',
  'credentials/src/node/verify-worker.ts',
].filter((path) => existsSync(join(root, path)))
await build({
  absWorkingDir: root,
  entryPoints: ['server/src/main.ts', 'server/src/cli/laurel-server.ts', ...workers],
  outdir: 'server/dist',
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  conditions: ['source'],
  external: installed.flatMap((name) => [name, `${name}/*`]),
  sourcemap: true,
  logLevel: 'warning',
})
if (isWhole) run('node_modules/vite/bin/vite.js', ['build', 'web', '--logLevel', 'warn'])
