import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// beside both the source and what is built of it
export const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))

export const VERSION: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
