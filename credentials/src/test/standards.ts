import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe } from 'vitest'
import type { Fetched, Loaders } from '../loaders.ts'
import { nodeLoaders } from '../node/node-loaders.ts'

/** The published contexts, schemas and examples lie beside the repository, not in it: their licences differ and copies go stale. */
export const standardsDir = env.LAUREL_STANDARDS_DIR ?? fileURLToPath(new URL('../../../../shared/standards', import.meta.url))
export const hasStandards = existsSync(`${standardsDir}/contexts/index.json`)
if (!hasStandards)
  console.warn(`NOT RUN: everything that reads the published standards; there is no ${standardsDir} (set LAUREL_STANDARDS_DIR)`)

/** `describe`, or a skipped one whose name says why. */
export const describeWithStandards = (name: string, body: () => void): void => {
  if (hasStandards) describe(name, body)
  else describe.skip(`${name} (NOT RUN: no published standards here)`, body)
}

export const example = (path: string): Uint8Array => readFileSync(`${standardsDir}/examples/${path}`)
export const exampleJson = (path: string): Record<string, unknown> => JSON.parse(readFileSync(`${standardsDir}/examples/${path}`, 'utf8'))

/** Every file under a folder of examples, as paths relative to `examples`. */
export function examplesIn(folder: string): string[] {
  return readdirSync(`${standardsDir}/examples/${folder}`)
    .flatMap((name) =>
      statSync(`${standardsDir}/examples/${folder}/${name}`).isDirectory() ? examplesIn(`${folder}/${name}`) : [`${folder}/${name}`],
    )
    .sort()
}

const contextsDir = hasStandards ? `${standardsDir}/contexts` : undefined

/** Loaders that serve the pinned contexts and a handful of pages; a number is an answer without body, anything else is unreachable. */
export function loadersWith(pages: Record<string, object | string | Uint8Array | number> = {}): Loaders & { fetched: string[] } {
  const fetched: string[] = []
  const fetch = async (url: string): Promise<Fetched> => {
    fetched.push(url)
    const page = Object.hasOwn(pages, url) ? pages[url] : undefined
    if (page === undefined) throw new Error('no such host')
    if (typeof page === 'number') return { status: page, contentType: '', bytes: new Uint8Array() }
    const bytes = page instanceof Uint8Array ? page : new TextEncoder().encode(typeof page === 'string' ? page : JSON.stringify(page))
    return { status: 200, contentType: 'application/json', bytes }
  }
  return { ...nodeLoaders({ contextsDir, fetch }), fetched }
}
