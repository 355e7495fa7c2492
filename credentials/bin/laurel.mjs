#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/cli.js', import.meta.url)
if (existsSync(built)) await import(built.href)
else {
  await import('tsx')
  await import(new URL('../src/cli/main.ts', import.meta.url).href)
}
