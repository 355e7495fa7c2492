import { usePageWords } from '../language.tsx'
import { en, type SettingsWords } from './en.ts'
import { es } from './es.ts'

export const useSettingsWords = (): SettingsWords => usePageWords({ en, es })
