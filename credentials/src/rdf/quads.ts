/** A part of a quad: a ground term as N-Quads text, or a blank node as its number. An empty text as graph is the default graph. */
export type Part = string | number

export interface Quad {
  subject: Part
  predicate: string
  object: Part
  graph: Part
}

/** Thrown by the compiler for whatever it does not cover; the reference library decides then. */
export class BeyondCompiler {
  readonly because: string

  constructor(because: string) {
    this.because = because
  }
}

const TO_ESCAPE = /[\u0000-\u001f\u007f"\\]/
const ALL_TO_ESCAPE = /[\u0000-\u001f\u007f"\\]/g
const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

/** @see RDF 1.1 N-Quads canonical form (RDFC-1.0 section 5) */
export const escapeLiteral = (value: string): string =>
  TO_ESCAPE.test(value)
    ? value.replace(ALL_TO_ESCAPE, (one) => SHORT[one] ?? `\\u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
    : value

/** The quads of one document, and the blank nodes numbered as they came. */
export class QuadSet {
  readonly quads: Quad[] = []
  blanks = 0
  private readonly seen: Map<string, string> | undefined

  /** Telling quads apart costs more than making them: it is done only once a document is known to say something twice. */
  constructor(eachOnce: boolean) {
    this.seen = eachOnce ? new Map() : undefined
  }

  /** `origin` tells values apart that JSON-LD keeps apart although they are spelled alike in RDF (1 and "1"^^xsd:integer). */
  add(subject: Part, predicate: string, object: Part, graph: Part, origin = ''): void {
    if (this.seen && !this.isNew(`${subject} ${predicate} ${object} ${graph}`, origin, this.seen)) return
    this.quads.push({ subject, predicate, object, graph })
  }

  blank(): number {
    return this.blanks++
  }

  private isNew(key: string, origin: string, seen: Map<string, string>): boolean {
    const before = seen.get(key)
    if (before !== undefined && before !== origin) throw new BeyondCompiler('one value in two spellings')
    if (before === undefined) seen.set(key, origin)
    return before === undefined
  }
}
