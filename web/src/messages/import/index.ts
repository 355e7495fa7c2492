import { usePageWords } from '../language.tsx'
import { en, type ImportWords } from './en.ts'
import { es } from './es.ts'

export const useImportWords = (): ImportWords => usePageWords({ en, es })
