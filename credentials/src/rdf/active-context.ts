import context, { type Mapping, type RawContext } from 'jsonld/lib/context.js'
import { type KeyedResolver, safeOptions } from './keyed-contexts.ts'

/** What a key means under one active context, in the terms the compiler needs. */
export interface Term {
  role: 'property' | 'id' | 'type' | 'value' | 'language' | 'beyond'
  /** `<iri>` of a property */
  predicate: string
  /** the coercion: `@id`, `@vocab`, a datatype IRI, or none */
  type: string | undefined
  language: string | undefined
  container: 'none' | 'list' | 'graph'
  /** the context this term brings for its value (JSON-LD 1.1, 4.1.8), exactly as written */
  scoped: unknown
}

/** IRIs that need no escaping in N-Quads and that every JSON-LD processor takes for absolute. */
export const PLAIN_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\u0000-\u0020<>"{}|^`\\]*$/

const MAX_DERIVED = 300
/** Words nobody defined are remembered too, up to a limit, so that odd documents cannot fill the memory. */
const MAX_TERMS = 1000
let ids = 0

/** A processed context with everything derived from it remembered, so that a second document costs no context processing. */
export class ActiveContext {
  readonly id = ++ids
  readonly raw: RawContext
  readonly previous: ActiveContext | undefined
  /** false where words are defined by pattern or by default (`@vocab`, `@base`, `@language`): the compiler leaves those alone */
  readonly plain: boolean
  private readonly terms = new Map<string, Term>()
  private readonly types = new Map<string, string | undefined>()
  private readonly derived = new Map<string, ActiveContext>()

  constructor(raw: RawContext, previous?: ActiveContext) {
    this.raw = raw
    this.previous = previous
    this.plain = !('@vocab' in raw || '@base' in raw || '@language' in raw || '@direction' in raw)
  }

  term(key: string): Term {
    const known = this.terms.get(key)
    if (known) return known
    const term = compileTerm(key, this.raw)
    if (this.terms.size < MAX_TERMS) this.terms.set(key, term)
    return term
  }

  /** The IRI of a type or of a `@vocab` value; undefined when it has none. */
  vocabIri(value: string): string | undefined {
    if (this.types.has(value)) return this.types.get(value)
    const iri = context.expandIri(this.raw, value, { vocab: true, base: true }, { base: '' })
    const plain = typeof iri === 'string' && PLAIN_IRI.test(iri) ? iri : undefined
    if (this.raw.mappings.has(value)) this.types.set(value, plain)
    return plain
  }

  /** The IRI of an `@id`; undefined when it is relative, blank or needs escaping. */
  iri(value: string): string | undefined {
    if (!PLAIN_IRI.test(value)) return undefined
    const colon = value.indexOf(':')
    if (value.startsWith('//', colon + 1) || !this.raw.mappings.get(value.slice(0, colon))?._prefix) return value
    const iri = context.expandIri(this.raw, value, { base: true }, { base: '' })
    return typeof iri === 'string' && PLAIN_IRI.test(iri) ? iri : undefined
  }

  scopedOf(term: string): unknown {
    return this.raw.mappings.get(term)?.['@context']
  }

  /** What was derived under this key before; otherwise the work to do, which the caller awaits before trying again. */
  derive(key: string, local: unknown, resolver: KeyedResolver, how: { propagate: boolean; overrideProtected: boolean }): ActiveContext {
    const known = this.derived.get(key)
    if (known) return known
    throw new ContextWanted(async () => {
      const raw = await context.process({ activeCtx: this.raw, localCtx: local, options: safeOptions(resolver), ...how })
      const previous = raw.previousContext && (this.previous ?? this)
      if (this.derived.size >= MAX_DERIVED) this.derived.clear()
      this.derived.set(key, raw === this.raw ? this : new ActiveContext(raw, previous))
    })
  }
}

/** Thrown out of the synchronous compiler when a context has to be processed first. */
export class ContextWanted {
  readonly process: () => Promise<void>

  constructor(process: () => Promise<void>) {
    this.process = process
  }
}

function compileTerm(key: string, raw: RawContext): Term {
  const mapping: Mapping = raw.mappings.get(key) ?? {}
  const iri = context.expandIri(raw, key, { vocab: true }, { base: '' })
  const container = containerOf(mapping['@container'] ?? [])
  const type = mapping['@type']
  const strange = type !== undefined && type !== '@id' && type !== '@vocab' && type !== '@none' && !PLAIN_IRI.test(type)
  const beyond = strange || container === undefined || mapping.reverse || mapping['@nest'] || mapping['@index'] || mapping['@direction']
  const term: Term = {
    role: 'beyond',
    predicate: `<${iri}>`,
    type: type === '@none' ? undefined : type,
    language: mapping['@language'] ?? undefined,
    container: container ?? 'none',
    scoped: mapping['@context'],
  }
  return beyond || iri === null ? term : { ...term, role: roleOf(iri) }
}

const roleOf = (iri: string): Term['role'] => {
  if (iri === '@id' || iri === '@type' || iri === '@value' || iri === '@language') return iri.slice(1) as Term['role']
  return PLAIN_IRI.test(iri) ? 'property' : 'beyond'
}

function containerOf(containers: readonly string[]): Term['container'] | undefined {
  const others = containers.filter((one) => one !== '@set')
  if (others.length === 0) return 'none'
  if (others.length > 1) return undefined
  return others[0] === '@list' ? 'list' : others[0] === '@graph' ? 'graph' : undefined
}
