import context from 'jsonld/lib/context.js'
import expand from 'jsonld/lib/expand.js'
import toRdf, { type Quad as ReferenceQuad, type Term } from 'jsonld/lib/toRdf.js'
import { CredentialError } from '../credential-error.ts'
import type { JsonObject } from '../model/json.ts'
import { type KeyedResolver, safeOptions } from './keyed-contexts.ts'
import { escapeLiteral, type Part, type Quad } from './quads.ts'

/**
 * The statements of a document by the reference library in safe mode: nothing is dropped silently.
 *
 * @throws CredentialError document_malformed with what JSON-LD objects to
 */
export async function referenceQuads(document: JsonObject, resolver: KeyedResolver): Promise<{ quads: Quad[]; blanks: number }> {
  const options = safeOptions(resolver)
  const activeCtx = context.getInitialContext({ processingMode: 'json-ld-1.1' })
  try {
    const expanded = await expand.expand({ activeCtx, element: structuredClone(document), options })
    const dataset = toRdf.toRDF(topLevel(expanded), {
      eventHandler: options.eventHandler,
      produceGeneralizedRdf: false,
      rdfDirection: 'i18n-datatype',
    })
    return numbered(dataset)
  } catch (error) {
    if (error instanceof CredentialError) throw error
    throw new CredentialError('document_malformed', reasonOf(error))
  }
}

function topLevel(expanded: unknown): unknown[] {
  if (expanded === null) return []
  if (Array.isArray(expanded)) return expanded
  const keys = Object.keys(expanded as object)
  const graph = (expanded as { '@graph'?: unknown })['@graph']
  return keys.length === 1 && Array.isArray(graph) ? graph : [expanded]
}

function numbered(dataset: readonly ReferenceQuad[]): { quads: Quad[]; blanks: number } {
  const numbers = new Map<string, number>()
  const part = (term: Term): Part => {
    if (term.termType !== 'BlankNode') return textOf(term)
    const known = numbers.get(term.value)
    if (known !== undefined) return known
    numbers.set(term.value, numbers.size)
    return numbers.size - 1
  }
  const quads = dataset.map(({ subject, predicate, object, graph }) => ({
    subject: part(subject),
    predicate: textOf(predicate),
    object: part(object),
    graph: part(graph),
  }))
  return { quads, blanks: numbers.size }
}

const LANG_STRING = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'
const XSD_STRING = 'http://www.w3.org/2001/XMLSchema#string'

function textOf(term: Term): string {
  if (term.termType === 'DefaultGraph') return ''
  if (term.termType === 'NamedNode') return `<${escapeIri(term.value)}>`
  const literal = `"${escapeLiteral(term.value)}"`
  const datatype = term.datatype?.value
  if (datatype === LANG_STRING) return term.language ? `${literal}@${term.language}` : literal
  return datatype === undefined || datatype === XSD_STRING ? literal : `${literal}^^<${escapeIri(datatype)}>`
}

const escapeIri = (iri: string): string =>
  iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (one) => `\\u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)

/** What the library says, with the term it speaks of. */
function reasonOf(error: unknown): string {
  const { message = String(error), details } = error as { message?: string; details?: JsonLdDetails }
  const event = details?.event
  if (event) return `${event.message ?? event.code}${nameIn(event.details)}`
  return details?.term ? `${message} (${details.term})` : message
}

interface JsonLdDetails {
  term?: string
  event?: { code?: string; message?: string; details?: Record<string, unknown> }
}

function nameIn(details: Record<string, unknown> = {}): string {
  const named = details.property ?? details.type ?? details.id ?? details.subject ?? details.object ?? details.predicate
  return typeof named === 'string' ? ` (${named})` : ''
}
