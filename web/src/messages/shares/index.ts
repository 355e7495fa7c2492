import { usePageWords } from '../language.tsx'
import { en, type SharesWords } from './en.ts'
import { es } from './es.ts'

export const useSharesWords = (): SharesWords => usePageWords({ en, es })
