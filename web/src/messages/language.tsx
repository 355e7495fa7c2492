import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { en, type Messages } from './en.ts'

export const LANGUAGES = { en: 'English', es: 'Español' } as const
export type Language = keyof typeof LANGUAGES

interface Chosen {
  language: Language
  messages: Messages
  /** How dates are written: the reader's own region when it is of the same language. */
  locale: string
  setLanguage: (language: Language) => Promise<void>
}

const STORED = 'laurel.language'
const catalogues: Record<Language, () => Promise<Messages>> = {
  en: async () => en,
  es: async () => (await import('./es.ts')).es,
}

/** Storage may be closed to pages inside other sites. */
function stored(): string {
  try {
    return localStorage.getItem(STORED) ?? ''
  } catch {
    return ''
  }
}

function store(language: Language): void {
  try {
    localStorage.setItem(STORED, language)
  } catch {
    // the choice then lasts as long as the page
  }
}

export const languageOf = (tag: string): Language | undefined =>
  (Object.keys(LANGUAGES) as Language[]).find((known) => tag.split('-')[0] === known)

const preferred = (personal = ''): Language =>
  languageOf(personal) ?? languageOf(stored()) ?? navigator.languages.map(languageOf).find(Boolean) ?? 'en'

const localeFor = (language: Language): string => navigator.languages.find((tag) => languageOf(tag) === language) ?? language

const Context = createContext<Chosen | undefined>(undefined)

/** The person's own language, then the one chosen on this device, then the browser's. */
export async function startLanguage(personal?: string): Promise<Pick<Chosen, 'language' | 'messages'>> {
  const language = preferred(personal)
  return { language, messages: await catalogues[language]() }
}

export function LanguageProvider({ start, children }: { start: Pick<Chosen, 'language' | 'messages'>; children: ReactNode }) {
  const [{ language, messages }, setChosen] = useState(start)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const value = useMemo(
    () => ({
      language,
      messages,
      locale: localeFor(language),
      setLanguage: async (next: Language) => {
        const loaded = await catalogues[next]()
        store(next)
        setChosen({ language: next, messages: loaded })
      },
    }),
    [language, messages],
  )
  return <Context value={value}>{children}</Context>
}

export function useLanguage(): Chosen {
  const chosen = useContext(Context)
  if (!chosen) throw new Error('LanguageProvider is missing')
  return chosen
}

export const useMessages = (): Messages => useLanguage().messages

/** The words of one page, which travel with its own script. */
export const usePageWords = <T,>(catalogue: Record<Language, T>): T => catalogue[useLanguage().language]
