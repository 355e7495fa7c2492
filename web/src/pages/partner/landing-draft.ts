import type { Input, portal } from '../../../../server/src/api.ts'
import { isHexColor } from '../claim/landing-colors.ts'
import type { OwnPartner } from './partner-queries.ts'

/** A partner's page as its form holds it: every field is there, texts are never null. */
export interface LandingDraft {
  title: string
  marketplace: string
  text: string
  background: string
  accent: string
  logo: string | null
  importUrl: string
  findMyResume: boolean
}

type Settings = Input<typeof portal.updateOwnPartner>['body']

export const draftOf = ({ landing, logoImage, importUrl, findMyResume }: OwnPartner): LandingDraft => ({
  title: landing?.title ?? '',
  marketplace: landing?.marketplace ?? landing?.marketplaceName ?? '',
  text: landing?.text ?? '',
  background: landing?.background ?? landing?.colours?.background ?? landing?.colors?.background ?? '',
  accent: landing?.accent ?? landing?.colours?.accent ?? landing?.colors?.accent ?? '',
  logo: logoImage,
  importUrl: importUrl ?? '',
  findMyResume,
})

export const isColorOrEmpty = (text: string): boolean => text.trim() === '' || isHexColor(text.trim())

export function isWebAddressOrEmpty(text: string): boolean {
  const address = text.trim()
  return address === '' || (/^https?:\/\//.test(address) && URL.canParse(address))
}

/** What the API takes: empty texts are left out. A logo goes along only when it was changed. */
export function settingsOf(draft: LandingDraft, shownLogo: string | null): Settings {
  const { title, marketplace, text, background, accent } = draft
  const landing = Object.fromEntries(
    Object.entries({ title, marketplace, text, background, accent }).flatMap(([key, value]) => (value.trim() ? [[key, value.trim()]] : [])),
  )
  return {
    landing: Object.keys(landing).length > 0 ? landing : null,
    importUrl: draft.importUrl.trim() || null,
    findMyResume: draft.findMyResume,
    ...(draft.logo !== shownLogo && { logo: draft.logo }),
  }
}
