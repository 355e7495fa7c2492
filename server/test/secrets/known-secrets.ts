import type { Place } from './places.ts'

/** The secrets of one run, by what they are. */
export interface KnownSecrets {
  /** Notes a secret down. @returns it */
  keep(name: string, value: string): string
  /** `name in where`, once each, in order */
  foundIn(places: readonly Place[]): string[]
  names(): string[]
  /** the codes of six digits */
  codes(): string[]
}

/** A code of six digits is looked for as a number of its own: not inside a date or a hash. */
const patternOf = (value: string): RegExp => {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(/^\d{6}$/.test(value) ? `(?<![\\w.])${escaped}(?![\\w.])` : escaped, 'i')
}

export function knownSecrets(): KnownSecrets {
  const known: { name: string; value: string; pattern: RegExp }[] = []
  return {
    keep: (name, value) => {
      if (value.length < 5) throw new Error(`${name} was not got: ${JSON.stringify(value)}`)
      known.push({ name, value, pattern: patternOf(value) })
      return value
    },
    foundIn: (places) => {
      const found = new Set<string>()
      for (const { name, pattern } of known) for (const { where, text } of places) if (pattern.test(text)) found.add(`${name} in ${where}`)
      return [...found].sort()
    },
    names: () => [...new Set(known.map(({ name }) => name))].sort(),
    codes: () => known.flatMap(({ value }) => (/^\d{6}$/.test(value) ? [value] : [])),
  }
}
