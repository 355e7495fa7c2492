import { isObject, type Json, type JsonObject } from '../model/json.ts'
import type { ActiveContext, Term } from './active-context.ts'
import type { KeyedResolver } from './keyed-contexts.ts'
import { literalOf } from './literal.ts'
import { BeyondCompiler, type Part, QuadSet } from './quads.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const TYPE = `<${RDF}type>`
const FIRST = `<${RDF}first>`
const REST = `<${RDF}rest>`
const NIL = `<${RDF}nil>`
const LANGUAGE_TAG = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/

/**
 * JSON-LD straight to quads, without the expanded form in between.
 *
 * Covers what credentials are made of and throws `BeyondCompiler` for everything else, also for everything that is wrong:
 * a refusal here is never a verdict. Follows the expansion algorithm step by step, so that the order of contexts is the same.
 *
 * @see JSON-LD 1.1 API sections 5.1.2 (expansion) and 8.1 (to RDF)
 */
export class Compiler {
  private readonly out: QuadSet
  private readonly resolver: KeyedResolver

  constructor(resolver: KeyedResolver, eachOnce: boolean) {
    this.resolver = resolver
    this.out = new QuadSet(eachOnce)
  }

  document(document: JsonObject, initial: ActiveContext): QuadSet {
    if (this.node(document, initial, undefined, '', true) === undefined) throw new BeyondCompiler('nothing but a value')
    return this.out
  }

  /** One JSON object under a property; gives the node's name, or undefined after writing a literal is not possible here. */
  private node(
    element: JsonObject,
    incoming: ActiveContext,
    property: string | undefined,
    graph: Part,
    mustSay: boolean,
  ): Part | undefined {
    const keys = Object.keys(element)
    if (keys.length === 0) throw new BeyondCompiler('an empty object')
    const scoped = property === undefined ? undefined : incoming.scopedOf(property)
    let context = this.reverted(incoming, keys)
    if (scoped !== undefined) context = this.propertyScoped(context, incoming, property as string, scoped)
    if ('@context' in element) context = this.ownContext(context, element['@context'])
    const typed = context
    context = this.typeScoped(context, element, keys)
    if (!context.plain || !typed.plain) throw new BeyondCompiler('words by default')
    return this.members(element, keys, context, typed, graph, mustSay)
  }

  /** A type-scoped context does not reach into the next node, unless that is a reference or a value. (5.1.2, step 7) */
  private reverted(context: ActiveContext, keys: string[]): ActiveContext {
    if (context.previous === undefined) return context
    if (keys.length <= 2 && !keys.includes('@context')) {
      for (const key of keys.slice().sort()) {
        const { role } = context.term(key)
        if (role === 'value' || (role === 'id' && keys.length === 1)) return context
      }
    }
    return context.previous
  }

  private propertyScoped(context: ActiveContext, source: ActiveContext, property: string, scoped: unknown): ActiveContext {
    return context.derive(`p${source.id} ${property}`, scoped, this.resolver, { propagate: true, overrideProtected: true })
  }

  private ownContext(context: ActiveContext, own: Json | undefined): ActiveContext {
    const urls = Array.isArray(own) ? own : [own]
    if (urls.length === 0 || !urls.every((url) => typeof url === 'string')) throw new BeyondCompiler('an inline context')
    return context.derive(`c${urls.join(' ')}`, urls, this.resolver, { propagate: true, overrideProtected: false })
  }

  private typeScoped(base: ActiveContext, element: JsonObject, keys: string[]): ActiveContext {
    let context = base
    let typeKeys = 0
    for (const key of keys) {
      if (key === '@context' || base.term(key).role !== 'type') continue
      if (++typeKeys > 1) throw new BeyondCompiler('two keys for the type')
      const value = element[key]
      for (const type of Array.isArray(value) ? value.slice().sort() : [value]) {
        if (typeof type !== 'string') throw new BeyondCompiler('a type that is no text')
        const scoped = base.scopedOf(type)
        if (scoped === undefined) continue
        context = context.derive(`t${base.id} ${type}`, scoped, this.resolver, { propagate: false, overrideProtected: false })
      }
    }
    return context
  }

  private members(element: JsonObject, keys: string[], context: ActiveContext, typed: ActiveContext, graph: Part, mustSay: boolean): Part {
    let id: Part | undefined
    const terms: Term[] = []
    for (const key of keys) {
      const term = key === '@context' ? undefined : context.term(key)
      terms.push(term as Term)
      if (term?.role === 'id') {
        if (id !== undefined) throw new BeyondCompiler('two ids')
        id = this.named(element[key], context)
      } else if (term && term.role !== 'type' && term.role !== 'property') throw new BeyondCompiler(`the key ${key}`)
    }
    const subject = id ?? this.out.blank()
    let says = false
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as string
      const term = terms[index]
      if (term === undefined || term.role === 'id') continue
      const value = element[key]
      says =
        (term.role === 'type' ? this.types(subject, value, typed, graph) : this.property(subject, key, term, value, context, graph)) || says
    }
    if (mustSay && !says) throw new BeyondCompiler('a node that says nothing')
    return subject
  }

  private named(value: Json | undefined, context: ActiveContext): Part {
    const iri = typeof value === 'string' ? context.iri(value) : undefined
    if (iri === undefined) throw new BeyondCompiler('an id that is no plain IRI')
    return `<${iri}>`
  }

  private types(subject: Part, value: Json | undefined, typed: ActiveContext, graph: Part): boolean {
    const types = Array.isArray(value) ? value : [value]
    for (const type of types) {
      const iri = typeof type === 'string' ? typed.vocabIri(type) : undefined
      if (iri === undefined) throw new BeyondCompiler('a type that is no plain IRI')
      this.out.add(subject, TYPE, `<${iri}>`, graph)
    }
    return types.length > 0
  }

  private property(subject: Part, key: string, term: Term, value: Json | undefined, context: ActiveContext, graph: Part): boolean {
    if (value === null || value === undefined) return false
    let inner = context
    let meaning = term
    if (term.scoped !== undefined) {
      inner = context.derive(`p${context.id} ${key}`, term.scoped, this.resolver, { propagate: true, overrideProtected: true })
      meaning = inner.term(key)
      if (meaning.role !== 'property' || meaning.predicate !== term.predicate || meaning.container !== term.container)
        throw new BeyondCompiler('a term that changes its own meaning')
    }
    if (term.container === 'list') return this.list(subject, key, meaning, value, inner, graph)
    if (!Array.isArray(value)) return this.value(subject, key, meaning, value, inner, graph)
    let says = false
    for (const one of value) says = this.value(subject, key, meaning, one, inner, graph) || says
    return says
  }

  private value(subject: Part, key: string, term: Term, value: Json, context: ActiveContext, graph: Part): boolean {
    if (value === null) return false
    if (term.container === 'graph') {
      if (!isObject(value)) throw new BeyondCompiler('a graph that is no object')
      const name = this.out.blank()
      this.out.add(subject, term.predicate, name, graph)
      this.node(value, context, key, name, true)
      return true
    }
    const { object, origin } = this.object(key, term, value, context, graph)
    this.out.add(subject, term.predicate, object, graph, origin)
    return true
  }

  private object(key: string, term: Term, value: Json, context: ActiveContext, graph: Part): { object: Part; origin?: string } {
    if (Array.isArray(value)) throw new BeyondCompiler('an array in an array')
    if (isObject(value)) {
      if (this.isValueObject(value, context)) return this.valueObject(value, context)
      return { object: this.node(value, context, key, graph, false) as Part }
    }
    const { type } = term
    if (type === '@id' || type === '@vocab') {
      const iri = typeof value !== 'string' ? undefined : type === '@id' ? context.iri(value) : context.vocabIri(value)
      if (iri === undefined) throw new BeyondCompiler('a reference that is no plain IRI')
      return { object: `<${iri}>` }
    }
    if (value === null) throw new BeyondCompiler('a null in a list')
    return {
      object: literalOf(value, type, type === undefined && typeof value === 'string' ? term.language : undefined),
      origin: typeof value,
    }
  }

  private isValueObject(value: JsonObject, context: ActiveContext): boolean {
    for (const key in value) if (context.term(key).role === 'value') return true
    return false
  }

  /** `{ "@value", "@language" | "@type" }`; with at most two keys the context is never reverted. */
  private valueObject(value: JsonObject, context: ActiveContext): { object: Part; origin: string } {
    const keys = Object.keys(value)
    if (keys.length > 2 || '@context' in value || !context.plain) throw new BeyondCompiler('a value with more than a language or a type')
    let text: Json | undefined
    let language: string | undefined
    let datatype: string | undefined
    for (const key of keys) {
      const { role } = context.term(key)
      const inner = value[key]
      if (role === 'value') text = inner
      else if (role === 'language' && typeof inner === 'string' && LANGUAGE_TAG.test(inner)) language = inner.toLowerCase()
      else if (role === 'type' && typeof inner === 'string' && context.scopedOf(inner) === undefined) datatype = context.vocabIri(inner)
      else throw new BeyondCompiler('a value with something else')
    }
    const isText = typeof text === 'string'
    if (!isText && typeof text !== 'number' && typeof text !== 'boolean') throw new BeyondCompiler('a value that is no scalar')
    if (keys.length === 2 && (language === undefined || !isText) && datatype === undefined)
      throw new BeyondCompiler('a language without text')
    return { object: literalOf(text as string, datatype, language), origin: typeof text }
  }

  private list(subject: Part, key: string, term: Term, value: Json, context: ActiveContext, graph: Part): boolean {
    const items = (Array.isArray(value) ? value : [value]).filter((one) => one !== null)
    if (items.length === 0) throw new BeyondCompiler('an empty list')
    let cell: Part = this.out.blank()
    this.out.add(subject, term.predicate, cell, graph)
    for (const [index, item] of items.entries()) {
      this.out.add(cell, FIRST, this.object(key, term, item, context, graph).object, graph)
      const next: Part = index === items.length - 1 ? NIL : this.out.blank()
      this.out.add(cell, REST, next, graph)
      cell = next
    }
    return true
  }
}
