import { type Catalogue, en } from './en.ts'
import { es } from './es.ts'

export type { Catalogue, SealWord } from './en.ts'

const CATALOGUES = { en, es } as const
export type Language = keyof typeof CATALOGUES

const isLanguage = (tag: string): tag is Language => Object.hasOwn(CATALOGUES, tag)

/** The language of a BCP 47 tag, when there are words in it. */
export function languageOf(tag: string): Language | undefined {
  const first = tag.toLowerCase().split('-')[0] ?? ''
  return isLanguage(first) ? first : undefined
}

/** The first of the reader's languages that there are words in; English where there is none. @see RFC 9110 12.5.4 */
export function languageFor(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => languageOf(part.split(';')[0]!.trim()))
  return wanted.find((language) => language !== undefined) ?? 'en'
}

export const catalogueIn = (language: Language): Catalogue => CATALOGUES[language]
