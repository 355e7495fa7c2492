#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Commands that belong to the server; they are there where it is installed beside this package. */
const OF_THE_SERVER = ['admin', 'audit', 'backup', 'restore']

/** Imports what was built, or else its source. */
async function load(folder, built, source) {
  const path = join(folder, built)
  if (existsSync(path)) return import(pathToFileURL(path).href)
  await import('tsx')
  return import(pathToFileURL(join(folder, source)).href)
}

function serverFolder() {
  try {
    return join(createRequire(import.meta.url).resolve('@laurel/server/package.json'), '..')
  } catch {
    return undefined
  }
}

const words = process.argv.slice(2)
if (OF_THE_SERVER.includes(words[0])) {
  const folder = serverFolder()
  if (folder === undefined) {
    process.stderr.write(`laurel: ${words[0]} belongs to the Laurel server, which is not installed here\n`)
    process.exitCode = 2
  } else {
    const { run } = await load(folder, 'dist/laurel-server.js', 'src/cli/laurel-server.ts')
    process.exitCode = await run(words, process.env)
  }
} else await load(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..'), 'dist/cli.js', 'src/cli/main.ts')
