import { readFile } from 'node:fs/promises'
import type { Fetched, Loaders } from '../loaders.ts'
import { nodeLoaders } from '../node/node-loaders.ts'

const TIMEOUT_MS = 10_000
/** A larger file is no credential. */
export const MAX_INPUT_BYTES = 64 * 1024 * 1024

/** The loaders of the command line: what is here, and unless offline one plain GET for the rest. */
export const cliLoaders = (online: boolean): Loaders =>
  nodeLoaders({ contextsDir: process.env.LAUREL_CONTEXTS_DIR, cacheDir: process.env.LAUREL_CACHE_DIR, ...(online && { fetch: get }) })

const isHere = (url: string): boolean => /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//.test(url)

/** One GET as its user would do it: https only (plain http to this machine), so many bytes and so many seconds. */
export async function get(url: string, { accept, maxBytes }: { accept: string; maxBytes: number }): Promise<Fetched> {
  if (!url.startsWith('https://') && !isHere(url)) throw new Error('only https addresses are fetched')
  const ask = (address: string): Promise<Response> => fetch(address, { headers: { accept }, signal: AbortSignal.timeout(TIMEOUT_MS) })
  // a server on this machine seldom has a certificate; its did:web still says https
  const response = isHere(url) ? await ask(url).catch(() => ask(url.replace(/^https:/, 'http:'))) : await ask(url)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`)
    parts.push(part)
  }
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', bytes: Buffer.concat(parts) }
}

/** The bytes of a file, of an address, or of standard input (`-`). */
export async function bytesOf(name: string): Promise<Uint8Array> {
  if (name === '-') return standardInput()
  if (/^https?:\/\//.test(name)) return (await get(name, { accept: '*/*', maxBytes: MAX_INPUT_BYTES })).bytes
  return readFile(name)
}

async function standardInput(): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
