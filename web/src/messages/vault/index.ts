import { usePageWords } from '../language.tsx'
import { en, type VaultWords } from './en.ts'
import { es } from './es.ts'

export const useVaultWords = (): VaultWords => usePageWords({ en, es })
