import { CredentialError } from '../credential-error.ts'
import type { Part, Quad } from './quads.ts'

/** Issues names in order and remembers them. @see RDFC-1.0 section 4.5 */
export class Identifiers {
  readonly prefix: string
  private readonly issued: Map<number, string>

  constructor(prefix: string, issued: Map<number, string> = new Map()) {
    this.prefix = prefix
    this.issued = issued
  }

  issue(blank: number): string {
    const known = this.issued.get(blank)
    if (known) return known
    const name = `${this.prefix}${this.issued.size}`
    this.issued.set(blank, name)
    return name
  }

  existing(blank: number): string | undefined {
    return this.issued.get(blank)
  }

  has(blank: number): boolean {
    return this.issued.has(blank)
  }

  inOrder(): IterableIterator<number> {
    return this.issued.keys()
  }

  copy(): Identifiers {
    return new Identifiers(this.prefix, new Map(this.issued))
  }
}

/** Orders of alike neighbours tried in one graph; honest documents need a handful per node, a clique needs factorially many. */
const PERMUTATIONS_PER_BLANK = 100
const PERMUTATIONS_AT_LEAST = 15_000

/** What is known of the graph when alike nodes are left; `canonical` is added to. */
interface Graph {
  quadsOf: readonly Quad[][]
  hashes: readonly string[]
  canonical: Identifiers
  hash: (text: string) => string
}

interface Result {
  hash: string
  names: Identifiers
}

/** Tells blank nodes apart that look alike by their own quads, by looking at their neighbours. @see RDFC-1.0 section 4.8 */
export class NDegree {
  private readonly graph: Graph
  private readonly alike: readonly number[][]
  private deepLeft: number
  private permutationsLeft: number

  constructor(graph: Graph, alike: readonly number[][]) {
    this.graph = graph
    this.alike = alike
    const count = alike.reduce((sum, same) => sum + same.length, 0)
    this.deepLeft = count
    this.permutationsLeft = Math.max(PERMUTATIONS_AT_LEAST, count * PERMUTATIONS_PER_BLANK)
  }

  nameAll(): void {
    for (const same of this.alike) {
      const results: Result[] = []
      for (const blank of same) {
        if (this.graph.canonical.has(blank)) continue
        const names = new Identifiers('_:b')
        names.issue(blank)
        results.push(this.hash(blank, names))
      }
      results.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
      for (const { names } of results) for (const blank of names.inOrder()) this.graph.canonical.issue(blank)
    }
  }

  /** The work is limited to one deep look per alike blank node, as the reference library does by default. */
  private hash(blank: number, given: Identifiers): Result {
    if (this.deepLeft-- <= 0) throw new CredentialError('limit_exceeded', 'the graph takes more work to put in order than is allowed')
    let names = given
    let data = ''
    const related = this.relatedByHash(blank, names)
    for (const group of [...related.keys()].sort()) {
      data += group
      let chosen: { path: string; names: Identifiers } | undefined
      for (const order of permutations(related.get(group) as number[])) {
        if (this.permutationsLeft-- <= 0) throw new CredentialError('limit_exceeded', 'the graph has too many parts that look alike')
        chosen = this.walk(order, names, chosen)
      }
      if (chosen === undefined) continue
      data += chosen.path
      names = chosen.names
    }
    return { hash: this.graph.hash(data), names }
  }

  /** One order of the related nodes: a path that is smaller than the chosen one replaces it. */
  private walk(order: readonly number[], names: Identifiers, chosen: { path: string; names: Identifiers } | undefined) {
    let copy = names.copy()
    let path = ''
    const unseen: number[] = []
    for (const blank of order) {
      const canonical = this.graph.canonical.existing(blank)
      if (canonical === undefined && !copy.has(blank)) unseen.push(blank)
      path += canonical ?? copy.issue(blank)
      if (chosen && path > chosen.path) return chosen
    }
    for (const blank of unseen) {
      const result = this.hash(blank, copy)
      path += `${copy.issue(blank)}<${result.hash}>`
      copy = result.names
      if (chosen && path > chosen.path) return chosen
    }
    return chosen === undefined || path < chosen.path ? { path, names: copy } : chosen
  }

  private relatedByHash(blank: number, names: Identifiers): Map<string, number[]> {
    const related = new Map<string, number[]>()
    const add = (part: Part, quad: Quad, position: 's' | 'o' | 'g'): void => {
      if (typeof part !== 'number' || part === blank) return
      const name = this.graph.canonical.existing(part) ?? names.existing(part) ?? this.graph.hashes[part]
      const hash = this.graph.hash(`${position}${position === 'g' ? '' : quad.predicate}${name}`)
      const same = related.get(hash)
      if (same) same.push(part)
      else related.set(hash, [part])
    }
    for (const quad of this.graph.quadsOf[blank] as Quad[]) {
      add(quad.subject, quad, 's')
      add(quad.object, quad, 'o')
      add(quad.graph, quad, 'g')
    }
    return related
  }
}

/** Every order of the items, smallest first; alike items give each order once per item as the algorithm asks. */
function* permutations(items: readonly number[]): Generator<readonly number[]> {
  if (items.length <= 1) {
    yield items
    return
  }
  for (let index = 0; index < items.length; index++) {
    const rest = [...items.slice(0, index), ...items.slice(index + 1)]
    for (const tail of permutations(rest)) yield [items[index] as number, ...tail]
  }
}
