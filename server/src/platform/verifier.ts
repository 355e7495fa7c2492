import {
  type IssuerRegistry,
  type Loaders,
  type NestedResult,
  type RegisteredIssuer,
  type VerifyOptions,
  type VerifyResult,
  verifyCredential,
} from '@laurel/credentials'
import { createVerifyPool, nodeLoaders } from '@laurel/credentials/node'
import { type Clock, SECOND_MS } from '../core/time.ts'
import type { Check, Verdict } from '../core/words.ts'
import type { SafeFetch } from './net/safe-fetch.ts'

interface PartVerdict {
  verdict: Verdict
  checks: Check[]
}

export interface LoaderSettings {
  contextsDir: string | undefined
  cacheDir: string
  fetch: SafeFetch
}

export interface VerifierSettings {
  loaders: Loaders
  allowExampleContexts: boolean
  now: Clock
  /** whom the operator vouches for; the same list until it was changed */
  registry: () => Promise<readonly RegisteredIssuer[]>
}

const DEADLINE_MS = 4 * SECOND_MS

const unconfirmed = (because: string): PartVerdict => ({
  verdict: 'unconfirmed',
  checks: [{ id: 'document', outcome: 'unknown', because, at: '' }],
})

/** Every way to the outside a verification has: contexts with pinned hashes, and the guarded fetch. */
export const createLoaders = ({ contextsDir, cacheDir, fetch }: LoaderSettings): Loaders =>
  nodeLoaders({
    ...(contextsDir !== undefined && { contextsDir }),
    cacheDir,
    fetch: async (url, { accept, maxBytes }) => fetch(url, { headers: { accept }, maxBytes }),
  })

/** As the library verifies, with the whole result. */
export type VerifyWhole = (
  input: string | object,
  options?: Pick<VerifyOptions, 'strictStatusList' | 'challenge' | 'domain' | 'purpose' | 'subject'>,
  /** what waits for others, another thread or the network, goes through this */
  outside?: Outside,
) => Promise<VerifyResult>

export type Outside = <T>(work: () => Promise<T>) => Promise<T>
const rightAway: Outside = (work) => work()

/** Texts up to this size are verified at once; larger ones in a thread of their own, as is what names a schema, which must be compiled. */
const IN_PLACE_CHARACTERS = 64 * 1024
const NAMES_A_SCHEMA = /"credentialSchema"/

const needsThread = (text: string): boolean =>
  text.length > IN_PLACE_CHARACTERS ||
  NAMES_A_SCHEMA.test(text.startsWith('ey') ? Buffer.from(text.split('.')[1] ?? '', 'base64url').toString() : text)
const THREADS = 2

const registries = new WeakMap<readonly RegisteredIssuer[], IssuerRegistry>()

/** The list with its index, made once for each list. */
function registryOf(issuers: readonly RegisteredIssuer[]): IssuerRegistry {
  const made = registries.get(issuers)
  if (made) return made
  const byId = new Map(issuers.map((issuer) => [issuer.id, issuer]))
  const registry = { find: (id: string) => byId.get(id), known: () => issuers }
  registries.set(issuers, registry)
  return registry
}

/** Verification with this server's clock and ways to the outside; big jobs leave the event loop alone. @see reliability L5 */
export function createVerification({ loaders, allowExampleContexts, now, registry }: VerifierSettings): {
  verify: VerifyWhole
  close(): Promise<void>
} {
  const pool = createVerifyPool(loaders, { threads: THREADS })
  const loadersThrough = (outside: Outside): Loaders => ({
    context: (url) => outside(() => loaders.context(url)),
    fetch: (url, options) => outside(() => loaders.fetch(url, options)),
  })
  return {
    verify: async (input, options = {}, outside = rightAway) => {
      const whole = { ...options, now: now(), allowExampleContexts }
      const issuers = await registry()
      const apart = needsThread(typeof input === 'string' ? input : JSON.stringify(input))
      return apart
        ? outside(() => pool.verify(input, { ...whole, registry: issuers }))
        : verifyCredential(input, loadersThrough(outside), { ...whole, registry: registryOf(issuers) })
    },
    close: () => pool.close(),
  }
}

/** Verifies a credential as received; what takes too long or breaks is `unconfirmed`, never an error. @param deadlineMs how long is too long */
export function createVerifier(verify: VerifyWhole, deadlineMs: number = DEADLINE_MS) {
  return async (
    text: string,
    subject?: { emails: readonly string[] },
    outside?: Outside,
  ): Promise<PartVerdict & { nested: Map<string, PartVerdict> }> => {
    const nested = new Map<string, PartVerdict>()
    const collect = (results: readonly NestedResult[], at: string): void => {
      for (const result of results) {
        const pointer = `${at}${result.at}`
        nested.set(pointer, { verdict: result.verdict, checks: result.checks })
        collect(result.nested, pointer)
      }
    }
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, deadlineMs, undefined)
      timer.unref()
    })
    try {
      const result = await Promise.race([verify(text, subject && { subject }, outside), late])
      if (!result) return { ...unconfirmed('The checks took too long.'), nested }
      collect(result.nested, '')
      return { verdict: result.verdict, checks: result.checks, nested }
    } catch {
      return { ...unconfirmed('The checks could not be made.'), nested }
    } finally {
      clearTimeout(timer)
    }
  }
}
