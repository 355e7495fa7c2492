import { usePageWords } from '../language.tsx'
import { en, type WalletWords } from './en.ts'
import { es } from './es.ts'

export const useWalletWords = (): WalletWords => usePageWords({ en, es })
