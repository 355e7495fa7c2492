import context, { type ProcessOptions, type RawContext } from 'jsonld/lib/context.js'
import events from 'jsonld/lib/events.js'
import { CredentialError } from '../credential-error.ts'
import type { JsonObject } from '../model/json.ts'

interface Processed {
  context: RawContext
  events: unknown[]
}

/** More processed contexts than this and the cache starts anew, so that odd documents cannot fill the memory. */
const MAX_PROCESSED = 500

let keys = 0

/**
 * A context whose processed results are found again by what the active context contains.
 *
 * `jsonld` looks them up by object identity, and clones the previous context at every node with a type: with Open Badges it
 * never finds anything. Here a clone keeps the key of its original, which is sound because contexts are never changed once processed.
 */
class KeyedContext {
  readonly document: unknown
  private readonly processed = new Map<string, Processed>()

  constructor(document: unknown) {
    this.document = document
  }

  getProcessed(active: RawContext): Processed | undefined {
    return this.processed.get(keyOf(active))
  }

  setProcessed(active: RawContext, processed: Processed): void {
    if (this.processed.size >= MAX_PROCESSED) this.processed.clear()
    const { context } = processed
    context.stableKey = `${++keys}`
    context.clone = cloneKeepingKey
    context.revertToPreviousContext = revertWithoutClone
    this.processed.set(keyOf(active), processed)
  }
}

const keyOf = (active: RawContext): string => `${active.stableKey ?? 'initial'}|${active.previousContext?.stableKey ?? ''}`

const cloneOfInitial = context.getInitialContext({ processingMode: 'json-ld-1.1' }).clone

function cloneKeepingKey(this: RawContext): RawContext {
  const { previousContext, ...rest } = this
  const child = cloneOfInitial.call(rest as RawContext)
  if (previousContext) child.previousContext = previousContext
  child.stableKey = this.stableKey
  return child
}

function revertWithoutClone(this: RawContext): RawContext {
  return this.previousContext ?? this
}

/** Resolves context URLs from documents that were given beforehand; nothing is ever loaded from here. */
export class KeyedResolver {
  private readonly resolved = new Map<string, KeyedContext[]>()
  private readonly documentOf: (url: string) => object | undefined

  constructor(documentOf: (url: string) => object | undefined) {
    this.documentOf = documentOf
  }

  /** The shape `jsonld` asks its resolver for. */
  async resolve({ context: local }: { context: unknown }): Promise<KeyedContext[]> {
    const inner = isWrapped(local) ? local['@context'] : local
    return (Array.isArray(inner) ? inner : [inner]).flatMap((one) => this.one(one))
  }

  private one(local: unknown): KeyedContext[] {
    if (local === null) return [new KeyedContext(null)]
    const key = typeof local === 'string' ? local : JSON.stringify(local)
    const known = this.resolved.get(key)
    if (known) return known
    const document = typeof local === 'string' ? this.documentOf(local) : local
    if (typeof document !== 'object' || document === null)
      throw new CredentialError('context_unknown', `the context ${key} could not be had`)
    const content = isWrapped(document) ? document['@context'] : document
    const resolved = (Array.isArray(content) ? content : [content]).flatMap((part) =>
      typeof part === 'string' ? this.one(part) : [new KeyedContext(part)],
    )
    if (this.resolved.size >= MAX_PROCESSED) this.resolved.clear()
    this.resolved.set(key, resolved)
    return resolved
  }
}

const isWrapped = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && '@context' in value

/** The options under which everything here is processed: JSON-LD 1.1, no base, safe mode (nothing is dropped silently). */
export const safeOptions = (resolver: KeyedResolver): ProcessOptions => ({
  base: '',
  processingMode: 'json-ld-1.1',
  contextResolver: resolver,
  documentLoader: refuseToLoad,
  eventHandler: events.setupEventHandler({ options: { safe: true } }),
})

const refuseToLoad = (url: string): never => {
  throw new CredentialError('context_unknown', `the context ${url} could not be had`)
}
