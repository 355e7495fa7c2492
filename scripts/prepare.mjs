/**
 * Makes a checkout ready with nothing but Node: installs what the lock file says when it is not there, builds what is older than its sources.
 * `node scripts/prepare.mjs [install|build]`; plain Node, no packages.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Laurel needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

const stampOf = (name) => join(root, 'node_modules', `.laurel-${name}`)
const isFresh = (name, digest) => existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === digest
const mark = (name, digest) => {
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stampOf(name), digest)
}

function run(command, args, says) {
  console.log(says)
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
  if (status !== 0) {
    console.error(`\n"${command} ${args.join(' ')}" ended with ${status}.`)
    process.exit(1)
  }
}

function digestOf(paths) {
  const hash = createHash('sha256').update(process.versions.node)
  const add = (path) => {
    const info = statSync(path, { throwIfNoEntry: false })
    if (!info) return
    if (info.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'node_modules' && name !== 'dist') add(join(path, name))
    } else hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  for (const path of paths) add(join(root, path))
  return hash.digest('hex')
}

function install() {
  const digest = digestOf(['package-lock.json', 'package.json'])
  if (isFresh('install', digest)) return
  // a half-made install of an earlier, interrupted run is made anew
  rmSync(stampOf('build'), { force: true })
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], 'Installing what the lock file says …')
  mark('install', digest)
}

function build() {
  const digest = digestOf(['credentials', 'server/src', 'server/package.json', 'web', 'scripts', 'tsconfig.json', 'package-lock.json'])
  const built = ['server/dist/main.js', 'web/dist/index.html'].every((path) => existsSync(join(root, path)))
  if (built && isFresh('build', digest)) return
  run(process.execPath, ['scripts/build.mjs'], 'Building …')
  mark('build', digest)
}

install()
if (process.argv[2] !== 'install') build()
