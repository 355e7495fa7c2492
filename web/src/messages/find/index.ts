import { usePageWords } from '../language.tsx'
import { en, type FindWords } from './en.ts'
import { es } from './es.ts'

export const useFindWords = (): FindWords => usePageWords({ en, es })
