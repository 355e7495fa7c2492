import { usePageWords } from '../language.tsx'
import { en, type ReviewWords } from './en.ts'
import { es } from './es.ts'

export const useReviewWords = (): ReviewWords => usePageWords({ en, es })
