import { usePageWords } from '../language.tsx'
import { en, type VerifyWords } from './en.ts'
import { es } from './es.ts'

export const useVerifyWords = (): VerifyWords => usePageWords({ en, es })
