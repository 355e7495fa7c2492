import { usePageWords } from '../language.tsx'
import { en, type PartnerWords } from './en.ts'
import { es } from './es.ts'

export const usePartnerWords = (): PartnerWords => usePageWords({ en, es })
