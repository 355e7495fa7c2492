import { ContextLibrary } from '../contexts/context-library.ts'
import { CredentialError } from '../credential-error.ts'
import type { Loaders } from '../loaders.ts'
import type { Json } from '../model/json.ts'
import type { VerifyOptions } from '../model/verdict.ts'
import { Canonicalizer } from '../rdf/canonical-document.ts'
import { parseJson } from '../read/json.ts'
import { utf8 } from '../read/jwt.ts'
import { SchemaLibrary } from '../schemas/schema-library.ts'

/** What a GET came to: a body, a definite "nothing here", or no answer at all. */
export type Fetch = { found: Uint8Array; contentType: string } | { absent: number } | { unreachable: string }

/** What outlives one verification: contexts, schemas and what was compiled from them, per set of loaders. */
export interface Engine {
  knownContexts: ContextLibrary
  canonicalizer: Canonicalizer
  schemas: SchemaLibrary
  /** status lists that said how long they may be kept */
  kept: Kept
}

const MAX_KEPT = 100

/** Values kept until an instant; the clock is the caller's. */
export class Kept {
  private readonly values = new Map<string, { value: unknown; until: number }>()

  get<T>(key: string, now: Date): T | undefined {
    const found = this.values.get(key)
    return found !== undefined && now.getTime() < found.until ? (found.value as T) : undefined
  }

  set(key: string, value: unknown, until: number): void {
    if (this.values.size >= MAX_KEPT) this.values.clear()
    this.values.set(key, { value, until })
  }
}

const engines = new WeakMap<object, Engine>()

export function engineOf(loaders: Pick<Loaders, 'context'>): Engine {
  const known = engines.get(loaders)
  if (known) return known
  const knownContexts = new ContextLibrary(loaders)
  const engine = { knownContexts, canonicalizer: new Canonicalizer(knownContexts), schemas: new SchemaLibrary(loaders), kept: new Kept() }
  engines.set(loaders, engine)
  return engine
}

const MAX_DOCUMENT_BYTES = 1024 * 1024
const MAX_BREATH_MS = 15

/** One call of `verifyCredential`: everything fetched is fetched once, however many nested credentials ask for it. */
export class Session {
  readonly engine: Engine
  readonly options: VerifyOptions
  readonly now: Date
  private readonly loaders: Loaders
  private lastBreath = performance.now()
  private readonly memo = new Map<string, Promise<unknown>>()

  constructor(loaders: Loaders, options: VerifyOptions) {
    this.loaders = loaders
    this.options = options
    this.now = options.now ?? new Date()
    this.engine = engineOf(loaders)
  }

  /** The result of `work`, done once per key. */
  once<T>(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.memo.get(key) as Promise<T> | undefined
    if (known) return known
    const started = work()
    this.memo.set(key, started)
    return started
  }

  get(url: string, accept: string, maxBytes: number = MAX_DOCUMENT_BYTES): Promise<Fetch> {
    return this.once(`${accept} ${url}`, async () => {
      if (!/^https?:\/\//.test(url)) return { unreachable: `${url} is no web address` }
      try {
        const { status, contentType, bytes } = await this.loaders.fetch(url, { accept, maxBytes })
        if (status >= 500 || status === 429) return { unreachable: `${url} answered ${status}` }
        return status >= 200 && status < 300 && bytes.length <= maxBytes ? { found: bytes, contentType } : { absent: status }
      } catch (error) {
        return { unreachable: `${url} could not be reached (${error instanceof Error ? error.message : 'no answer'})` }
      }
    })
  }

  /** Lets other work happen when this one has held the thread for a while. */
  async breathe(): Promise<void> {
    const now = performance.now()
    if (now - this.lastBreath < MAX_BREATH_MS) return
    await new Promise<void>((resolve) => (typeof setImmediate === 'function' ? setImmediate(resolve) : setTimeout(resolve)))
    this.lastBreath = performance.now()
  }

  /** The JSON under a URL; undefined when something else is there, or nothing. */
  async getJson(url: string, accept: string): Promise<{ json: Json | undefined } | { unreachable: string }> {
    const answer = await this.get(url, accept)
    if ('unreachable' in answer) return answer
    if ('absent' in answer) return { json: undefined }
    try {
      return { json: parseJson(utf8(answer.found)) }
    } catch (error) {
      if (error instanceof CredentialError) return { json: undefined }
      throw error
    }
  }
}
