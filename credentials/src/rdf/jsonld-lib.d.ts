/** The parts of `jsonld` used below its public surface: context processing, expansion and conversion to RDF. */
declare module 'jsonld/lib/context.js' {
  export interface Mapping {
    '@id'?: string | null
    '@type'?: string
    '@container'?: string[]
    '@language'?: string | null
    '@direction'?: string | null
    '@context'?: unknown
    '@index'?: string
    '@nest'?: string
    reverse?: boolean
    _prefix?: boolean
  }
  export interface RawContext {
    mappings: Map<string, Mapping | null>
    protected: Record<string, boolean>
    previousContext?: RawContext
    stableKey?: string
    clone(): RawContext
    revertToPreviousContext(): RawContext
    '@vocab'?: string
    '@base'?: string | null
    '@language'?: string
    '@direction'?: string
  }
  export interface ProcessOptions {
    base: string
    processingMode: 'json-ld-1.1'
    contextResolver: unknown
    documentLoader?: unknown
    eventHandler?: unknown
  }
  const api: {
    process(input: {
      activeCtx: RawContext
      localCtx: unknown
      options: ProcessOptions
      propagate?: boolean
      overrideProtected?: boolean
    }): Promise<RawContext>
    expandIri(context: RawContext, value: string, relativeTo: { vocab?: boolean; base?: boolean }, options: { base: string }): string | null
    getInitialContext(options: { processingMode: 'json-ld-1.1' }): RawContext
  }
  export default api
}

declare module 'jsonld/lib/expand.js' {
  import type { ProcessOptions, RawContext } from 'jsonld/lib/context.js'

  const api: { expand(input: { activeCtx: RawContext; element: unknown; options: ProcessOptions }): Promise<unknown> }
  export default api
}

declare module 'jsonld/lib/toRdf.js' {
  export interface Term {
    termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph'
    value: string
    language?: string
    datatype?: Term
  }
  export interface Quad {
    subject: Term
    predicate: Term
    object: Term
    graph: Term
  }
  const api: {
    toRDF(expanded: unknown[], options: { eventHandler: unknown; produceGeneralizedRdf: false; rdfDirection: 'i18n-datatype' }): Quad[]
  }
  export default api
}

declare module 'jsonld/lib/events.js' {
  const api: { setupEventHandler(input: { options: { safe: true } }): unknown }
  export default api
}

/** Only in tests: the reference every canonical text is compared with. */
declare module 'jsonld' {
  const api: { canonize(document: object, options: object): Promise<string> }
  export default api
}
