import { usePageWords } from '../language.tsx'
import { en, type OperatorWords } from './en.ts'
import { es } from './es.ts'

export const useOperatorWords = (): OperatorWords => usePageWords({ en, es })
