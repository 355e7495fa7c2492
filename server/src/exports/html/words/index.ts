import { en } from './en.ts'
import { es } from './es.ts'
import type { PageWords } from './page-words.ts'

const CATALOGUES: Readonly<Record<string, PageWords>> = { en, es }

/** The catalogue for a language tag; English where there is none. */
export const pageWords = (language: string): PageWords => CATALOGUES[language.toLowerCase().split('-')[0] ?? ''] ?? en
