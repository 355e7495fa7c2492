import { usePageWords } from '../language.tsx'
import { en, type InboxWords } from './en.ts'
import { es } from './es.ts'

export const useInboxWords = (): InboxWords => usePageWords({ en, es })
