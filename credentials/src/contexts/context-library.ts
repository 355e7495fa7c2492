import { sha256Hex } from '#crypto'
import { CredentialError } from '../credential-error.ts'
import type { Loaders } from '../loaders.ts'
import { jcs } from '../rdf/jcs.ts'
import { bundledContext, exampleContexts, pinsOf } from './pinned.ts'

/** The contexts one set of loaders can reach, each accepted only with a pinned hash, each looked up once. */
export class ContextLibrary {
  private readonly loaders: Pick<Loaders, 'context'>
  private readonly known = new Map<string, object>()

  constructor(loaders: Pick<Loaders, 'context'>) {
    this.loaders = loaders
  }

  /** The content of a context that was `prepare`d. */
  get(url: string): object | undefined {
    return this.known.get(url)
  }

  /** True when `prepare` has nothing left to do for these. */
  isReady(urls: Iterable<string>, allowExamples: boolean): boolean {
    for (const url of urls) if (!this.known.has(url) || (exampleContexts.has(url) && !allowExamples)) return false
    return true
  }

  /**
   * Makes sure that every one of these can be read with `get`.
   *
   * @throws CredentialError context_unknown for a URL that is not pinned, cannot be had, or has other content than the pinned one
   */
  async prepare(urls: Iterable<string>, allowExamples: boolean): Promise<void> {
    for (const url of urls) {
      if (pinsOf(url) === undefined) throw new CredentialError('context_unknown', `the context ${url} is not one of the pinned ones`)
      if (exampleContexts.has(url) && !allowExamples)
        throw new CredentialError('context_unknown', `the context ${url} defines every word and proves nothing; it is refused`)
      if (!this.known.has(url)) await this.load(url)
    }
  }

  /** What a context names inside itself; whoever uses such a word hears when it could not be had. */
  private async loadNamed(content: object): Promise<void> {
    for (const url of urlsIn(content)) if (pinsOf(url) !== undefined && !this.known.has(url)) await this.load(url).catch(() => {})
  }

  /** Where one URL has had several contents, the newest that can be had is read: each kept every word of the one before. */
  private async load(url: string): Promise<void> {
    const pins = pinsOf(url) ?? []
    const found = new Map<string, object>()
    const keep = (content: object | undefined): void => {
      const hash = content && sha256Hex(jcs(content))
      if (hash) found.set(hash, content)
    }
    for (const content of bundledContext(url)) keep(content)
    if (!found.has(pins[0] ?? '')) keep(await this.loaders.context(url).catch(() => undefined))
    const newest = pins.map((pin) => found.get(pin)).find((content) => content !== undefined)
    if (newest === undefined) throw new CredentialError('context_unknown', `the context ${url} could not be had with its pinned content`)
    this.known.set(url, newest)
    await this.loadNamed(newest)
  }
}

/** The contexts a context refers to: beside itself in a list, or for the words of one term. */
function urlsIn(value: unknown, isContext = false): string[] {
  if (typeof value === 'string') return isContext ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one) => urlsIn(one, isContext))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => urlsIn(inner, key === '@context'))
}
