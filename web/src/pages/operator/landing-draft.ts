import type { Partner } from './operator-queries.ts'

type Landing = NonNullable<Partner['landing']>

export interface LandingDraft {
  title: string
  text: string
  marketplace: string
  background: string
  accent: string
}

/** Both spellings of a field become one. */
export const landingDraftOf = (landing: Landing | null | undefined): LandingDraft => ({
  title: landing?.title ?? '',
  text: landing?.text ?? '',
  marketplace: landing?.marketplace ?? landing?.marketplaceName ?? '',
  background: landing?.background ?? landing?.colours?.background ?? landing?.colors?.background ?? '',
  accent: landing?.accent ?? landing?.colours?.accent ?? landing?.colors?.accent ?? '',
})

/** What the API takes: empty fields are left out, an empty page is none. */
export function landingOf(draft: LandingDraft): Landing | null {
  const filled = Object.entries(draft).flatMap(([key, value]: [string, string]) => (value.trim() ? [[key, value.trim()]] : []))
  return filled.length > 0 ? (Object.fromEntries(filled) as Landing) : null
}
