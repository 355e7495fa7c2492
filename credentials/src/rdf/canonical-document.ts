import context from 'jsonld/lib/context.js'
import type { ContextLibrary } from '../contexts/context-library.ts'
import { CredentialError } from '../credential-error.ts'
import type { JsonObject } from '../model/json.ts'
import { ActiveContext, ContextWanted } from './active-context.ts'
import { Compiler } from './compile.ts'
import { isWellFormed } from './jcs.ts'
import { KeyedResolver } from './keyed-contexts.ts'
import { BeyondCompiler, type Quad } from './quads.ts'
import { canonicalize, type HashHex, hasTwins } from './rdfc.ts'
import { referenceQuads } from './reference.ts'

export interface Statements {
  quads: Quad[]
  blanks: number
}

/** Turns JSON-LD documents into statements and into their canonical text. */
export class Canonicalizer {
  /** how many documents the compiler took and how many went to the reference library */
  readonly counts = { compiled: 0, referred: 0 }
  private readonly resolver: KeyedResolver
  private readonly initial = new ActiveContext(context.getInitialContext({ processingMode: 'json-ld-1.1' }))

  constructor(library: ContextLibrary) {
    this.resolver = new KeyedResolver((url) => library.get(url))
  }

  /**
   * The canonical N-Quads of a document whose contexts were prepared.
   *
   * @throws CredentialError document_malformed (undefined or redefined terms, relative ids) | limit_exceeded
   */
  async canonical(document: JsonObject, hash?: HashHex): Promise<string> {
    const quick = this.known(document) ?? (await this.compiled(document, false))
    const lines = quick && canonicalize(quick.quads, quick.blanks, hash)
    const once = lines !== undefined && !hasTwins(lines)
    if (once) this.counts.compiled++
    const text = (once ? lines : await this.canonicalEachOnce(document, hash)).join('')
    if (!isWellFormed(text)) throw new CredentialError('document_malformed', 'a text with half a surrogate pair')
    return text
  }

  /** The statements of a document for which every context has been processed before; the usual case, without waiting. */
  private known(document: JsonObject): Statements | undefined {
    try {
      return new Compiler(this.resolver, false).document(document, this.initial)
    } catch (reason) {
      if (reason instanceof BeyondCompiler || reason instanceof ContextWanted) return undefined
      throw reason
    }
  }

  private async canonicalEachOnce(document: JsonObject, hash?: HashHex): Promise<string[]> {
    const { quads, blanks } = await this.statements(document)
    return canonicalize(quads, blanks, hash)
  }

  /** Every statement once; where values are spelled in two ways, as often as the reference library makes it. */
  async statements(document: JsonObject): Promise<Statements> {
    const compiled = await this.compiled(document, true)
    if (compiled) this.counts.compiled++
    else this.counts.referred++
    return compiled ?? referenceQuads(document, this.resolver)
  }

  /** Undefined when the document holds something the compiler leaves to the reference library. */
  async compiled(document: JsonObject, eachOnce = true): Promise<Statements | undefined> {
    for (;;) {
      try {
        return new Compiler(this.resolver, eachOnce).document(document, this.initial)
      } catch (reason) {
        if (reason instanceof BeyondCompiler) return undefined
        if (!(reason instanceof ContextWanted)) throw reason
        if (!(await settled(reason))) return undefined
      }
    }
  }
}

const settled = (wanted: ContextWanted): Promise<boolean> =>
  wanted.process().then(
    () => true,
    () => false,
  )
