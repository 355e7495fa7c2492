import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex } from '#crypto'
import { pinsOf } from '../contexts/pinned.ts'
import type { Fetched, Loaders } from '../loaders.ts'
import { jcs } from '../rdf/jcs.ts'
import { pinnedSchemas } from '../schemas/pinned-schemas.ts'

export interface NodeLoadersOptions {
  /** a folder with `index.json`, a map of context URL to file name (`LAUREL_CONTEXTS_DIR`) */
  contextsDir?: string
  /** a folder where contexts and schemas loaded from their own URL are kept for the next start */
  cacheDir?: string
  /** the guarded GET of the host program; nothing is fetched when left out */
  fetch?: Loaders['fetch']
}

const MAX_CONTEXT_BYTES = 1024 * 1024
const ACCEPT = 'application/ld+json, application/json'

/**
 * Loaders for Node: a context or a schema comes from the local folder, from the cache, or once from its own URL. Whatever is given out here
 * counts only when its hash is pinned, so neither folder nor cache needs to be trusted.
 */
export function nodeLoaders({ contextsDir, cacheDir, fetch = refuse }: NodeLoadersOptions = {}): Loaders {
  const index = once(() => (contextsDir === undefined ? Promise.resolve({}) : readJson(join(contextsDir, 'index.json'))))
  return {
    async context(url) {
      const file = ((await index()) as Record<string, string> | undefined)?.[url]
      if (contextsDir !== undefined && typeof file === 'string') return readJson(join(contextsDir, file))
      const cached = cacheDir === undefined ? undefined : join(cacheDir, `${createHash('sha256').update(url).digest('hex')}.json`)
      const kept = cached === undefined ? undefined : await readJson(cached)
      return kept ?? fetchContext(url, fetch, cached)
    },
    fetch,
  }
}

async function fetchContext(url: string, fetch: Loaders['fetch'], keepAt: string | undefined): Promise<object | undefined> {
  try {
    const { status, bytes } = await fetch(url, { accept: ACCEPT, maxBytes: MAX_CONTEXT_BYTES })
    if (status !== 200) return undefined
    const content = JSON.parse(new TextDecoder().decode(bytes)) as object
    if (keepAt !== undefined && isPinned(url, content)) await keep(keepAt, bytes)
    return content
  } catch {
    return undefined
  }
}

/** What is not believed is not kept either: it may be another content tomorrow. */
function isPinned(url: string, content: object): boolean {
  const pins = pinsOf(url) ?? pinnedSchemas(url)?.map(({ hash }) => hash) ?? []
  return pins.includes(sha256Hex(jcs(content)))
}

/** Written beside and renamed, so that a half-written file is never read; a cache that cannot be written is done without. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.part`
  await mkdir(join(path, '..'), { recursive: true })
    .then(() => writeFile(draft, bytes))
    .then(() => rename(draft, path))
    .catch(() => undefined)
}

const readJson = (path: string): Promise<object | undefined> =>
  readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as object,
    () => undefined,
  )

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined
  return () => (started ??= work())
}

const refuse = async (url: string): Promise<Fetched> => {
  throw new Error(`offline: ${url} was not fetched`)
}
