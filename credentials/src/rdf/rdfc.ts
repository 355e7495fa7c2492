import { sha256Hex } from '#crypto'
import { Identifiers, NDegree } from './n-degree.ts'
import type { Quad } from './quads.ts'

/** SHA-2 of text as lower-case hex; RDFC-1.0 uses SHA-256 unless told otherwise. */
export type HashHex = (text: string) => string

/** True when sorted lines hold one twice. */
export function hasTwins(lines: readonly string[]): boolean {
  for (let index = 1; index < lines.length; index++) if (lines[index] === lines[index - 1]) return true
  return false
}

/**
 * The canonical N-Quads of a set of quads.
 *
 * @param quads   blank nodes as numbers from 0 to `blanks - 1`
 * @returns       one line per quad, sorted by code unit
 * @throws CredentialError limit_exceeded for graphs made to take forever ("poison")
 * @see RDF Dataset Canonicalization 1.0 (RDFC-1.0), section 4
 */
export function canonicalize(quads: readonly Quad[], blanks: number, hash: HashHex = sha256Hex): string[] {
  const names = blanks === 0 ? undefined : canonicalNames(quads, blanks, hash)
  const lines = quads.map((quad) => lineOf(quad, (blank) => names?.existing(blank) ?? ''))
  lines.sort()
  return lines
}

/** The canonical lines with every blank node renamed from its canonical name, in order. @see Data Integrity ECDSA 1.0 section 3.4.2 */
export function relabelled(quads: readonly Quad[], blanks: number, rename: (canonical: string) => string): string[] {
  const names = canonicalNames(quads, blanks)
  return quads.map((quad) => lineOf(quad, (blank) => `_:${rename(names.existing(blank)?.slice(2) ?? '')}`)).sort()
}

/** The canonical name of every blank node, by its number: `c14n0` and so on. (section 4.4.3) */
export function canonicalNames(quads: readonly Quad[], blanks: number, hash: HashHex = sha256Hex): Identifiers {
  if (blanks === 1) return new Identifiers('_:c14n', new Map([[0, '_:c14n0']]))
  const quadsOf: Quad[][] = Array.from({ length: blanks }, () => [])
  for (const quad of quads) {
    const { subject: s, object: o, graph: g } = quad
    if (typeof s === 'number') quadsOf[s]?.push(quad)
    if (typeof o === 'number' && o !== s) quadsOf[o]?.push(quad)
    if (typeof g === 'number' && g !== s && g !== o) quadsOf[g]?.push(quad)
  }
  const hashes: string[] = []
  const blanksByHash = new Map<string, number[]>()
  for (let blank = 0; blank < blanks; blank++) {
    const mine = quadsOf[blank] as Quad[]
    if (mine.length === 0) continue
    const own = hash(firstDegree(blank, mine))
    hashes[blank] = own
    const same = blanksByHash.get(own)
    if (same) same.push(blank)
    else blanksByHash.set(own, [blank])
  }
  const names = new Identifiers('_:c14n')
  const alike: number[][] = []
  for (const own of [...blanksByHash.keys()].sort()) {
    const same = blanksByHash.get(own) as number[]
    if (same.length === 1) names.issue(same[0] as number)
    else alike.push(same)
  }
  if (alike.length > 0) new NDegree({ quadsOf, hashes, canonical: names, hash }, alike).nameAll()
  return names
}

/** Section 4.6: the quads a blank node occurs in, itself written `_:a` and every other blank node `_:z`. */
function firstDegree(blank: number, quads: readonly Quad[]): string {
  const lines = quads.map((quad) => lineOf(quad, (other) => (other === blank ? '_:a' : '_:z')))
  lines.sort()
  return lines.join('')
}

function lineOf({ subject, predicate, object, graph }: Quad, nameOf: (blank: number) => string): string {
  const s = typeof subject === 'number' ? nameOf(subject) : subject
  const o = typeof object === 'number' ? nameOf(object) : object
  if (graph === '') return `${s} ${predicate} ${o} .\n`
  return `${s} ${predicate} ${o} ${typeof graph === 'number' ? nameOf(graph) : graph} .\n`
}
