import { usePageWords } from '../language.tsx'
import { type BuilderWords, en } from './en.ts'
import { es } from './es.ts'

export const useBuilderWords = (): BuilderWords => usePageWords({ en, es })
