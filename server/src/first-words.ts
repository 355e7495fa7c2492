import type { Catalogue, Language } from './core/catalogue/index.ts'
import type { Output } from './core/endpoint.ts'
import type { FirstAnswers } from './platform/http/first-answers.ts'
import type { PagePart, PageText, Place } from './platform/http/web-app.ts'
import { blocksOf, type getResume } from './resume/api.ts'

/** What each page is called before its script is here. */
export const HEADINGS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  '/': { en: 'A resume anyone can check', es: 'Un currículum que cualquiera puede comprobar' },
  '/sign-in': { en: 'Sign in', es: 'Entrar' },
  '/resume': { en: 'Your resume', es: 'Su currículum' },
  '/import': { en: 'Add what you have earned', es: 'Añada lo que ha logrado' },
  '/inbox': { en: 'New credentials', es: 'Credenciales nuevas' },
  '/partner': { en: 'For partners', es: 'Para socios' },
  '/partner/*': { en: 'For partners', es: 'Para socios' },
  '/operator': { en: 'Operator', es: 'Operador' },
  '/operator/*': { en: 'Operator', es: 'Operador' },
  '/review': { en: 'Confirm skills', es: 'Confirmar competencias' },
  '/vault': { en: 'Your verified skills', es: 'Sus competencias verificadas' },
  '/shares': { en: 'Share your resume', es: 'Comparta su currículum' },
  '/wallet': { en: 'Put it in your wallet', es: 'Póngalo en su cartera' },
  '/settings': { en: 'Settings', es: 'Ajustes' },
  '/developers': { en: 'For developers', es: 'Para desarrolladores' },
}

/** Which column of the app they stand in. */
export const PLACES: Readonly<Record<string, Place>> = {
  '/': 'start',
  '/sign-in': 'form',
  '/vault': 'form',
  '/resume': 'builder',
  '/shares': 'list',
  '/developers': 'manual',
  '/partner': 'desk',
  '/partner/*': 'desk',
  '/operator': 'desk',
  '/operator/*': 'desk',
}

export const VERIFY_HEADING: Readonly<Record<Language, string>> = { en: 'Verify skills', es: 'Verificar competencias' }
export const FIND_HEADING: Readonly<Record<Language, (partner: string) => string>> = {
  en: (partner) => `Find what ${partner} has for you`,
  es: (partner) => `Encuentre lo que ${partner} tiene para usted`,
}
const NOTHING_HERE: Readonly<Record<Language, string>> = { en: 'This page does not exist', es: 'Esta página no existe' }

/** The page of an address that leads nowhere. */
export const nothingHere = (language: Language): PageText => ({
  status: 404,
  title: 'Laurel',
  heading: NOTHING_HERE[language],
  place: 'message',
  language,
})

const FIRST_ENTRIES = 4

/** The top of the builder as its script will draw it, from the answer that travels with the page. */
export function resumeWords(answers: FirstAnswers, words: Catalogue): { heading: string; lines: string[]; parts: PagePart[] } | undefined {
  const answer = answers['/api/me/resume']
  if (answer?.status !== 200) return undefined
  const view = answer.body as Output<typeof getResume>
  const { name, summary } = view
  let room = FIRST_ENTRIES
  const parts = blocksOf(view).map((block): PagePart => {
    const shown = block.entries.slice(0, room)
    room -= shown.length
    return {
      heading: words.sections[block.name],
      text: block.text,
      items: shown.map(({ title, issuer, organization, description }) => ({ title, by: issuer || organization, text: description })),
    }
  })
  return {
    heading: name || words.unnamed,
    lines: summary.claims > 0 ? [words.verifiedOf(summary.verified, summary.claims)] : [],
    parts: parts.filter(({ text, items }) => text !== '' || items.length > 0),
  }
}
