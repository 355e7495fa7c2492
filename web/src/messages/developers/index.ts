import { usePageWords } from '../language.tsx'
import { type DevelopersWords, en } from './en.ts'
import { es } from './es.ts'

export const useDevelopersWords = (): DevelopersWords => usePageWords({ en, es })
