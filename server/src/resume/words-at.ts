import type { Said } from './claims-in-text.ts'

const ARABIC_ZEROS = [0x0660, 0x06f0, 0x0966]

const asciiDigit = (digit: string): string => {
  const point = digit.codePointAt(0)!
  const zero = ARABIC_ZEROS.find((start) => point >= start && point < start + 10)
  return zero === undefined ? digit : String(point - zero)
}

const plainOf = (character: string): string =>
  character
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Nd}/gu, asciiDigit)
    .toLowerCase()

/** A text in one spelling for comparing, and where each of its characters stood. */
export interface Folded {
  text: string
  original: string
  starts: readonly number[]
}

/** Compatible forms, no accents, lower case, digits as 0 to 9. */
export function fold(original: string): Folded {
  let text = ''
  const starts: number[] = []
  let at = 0
  for (const character of original) {
    const plain = character < '\u0080' ? character.toLowerCase() : plainOf(character)
    text += plain
    for (let i = 0; i < plain.length; i++) starts.push(at)
    at += character.length
  }
  starts.push(original.length)
  return { text, original, starts }
}

/** A stretch of the folded text, as it was written. */
export const asWritten = ({ original, starts }: Folded, at: number, length: number): string =>
  original.slice(starts[at], starts[at + length]).trim()

const patterns = new Map<string, RegExp>()

/** Whole words, whatever stands between the parts of one (a space, a dot, a hyphen, an apostrophe). */
function patternOf(word: string): RegExp {
  const known = patterns.get(word)
  if (known) return known
  const made = new RegExp(`(?<![\\p{L}\\p{N}])${word.split(' ').join("[\\s.'’-]{1,2}")}(?![\\p{L}\\p{N}])`, 'u')
  patterns.set(word, made)
  return made
}

/** Those of the words that stand in a folded text, the first time each. */
export const wordsAt = (text: string, words: readonly string[]): Said[] =>
  words.flatMap((word) => {
    const match = patternOf(word).exec(text)
    return match ? [{ at: match.index, length: match[0].length, means: word }] : []
  })
