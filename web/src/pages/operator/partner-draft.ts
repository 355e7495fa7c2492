import type { Input, partners } from '../../../../server/src/api.ts'
import type { Partner } from './operator-queries.ts'

export const SCOPES = ['replace', 'readonly', 'delete'] as const
type Scope = (typeof SCOPES)[number]

/** A partner as its form holds it: every field is there, texts are never null. */
export interface PartnerDraft {
  name: string
  slug: string
  mode: 'test' | 'live'
  scopes: readonly Scope[]
  issuerIds: string
  importUrl: string
  logo: string
  landing: { title: string; text: string; marketplace: string; background: string; accent: string }
  matchUpdatesBy: 'assertion' | 'recipient-and-achievement'
  claimEmailCheck: boolean
  findMyResume: boolean
}

const NO_LANDING = { title: '', text: '', marketplace: '', background: '', accent: '' }

export const draftOf = (partner: Partner | undefined): PartnerDraft => ({
  name: partner?.name ?? '',
  slug: partner?.slug ?? '',
  mode: partner?.mode ?? 'live',
  scopes: partner?.scopes ?? SCOPES,
  issuerIds: partner?.issuerIds.join('\n') ?? '',
  importUrl: partner?.importUrl ?? '',
  logo: partner?.logo ?? '',
  landing: { ...NO_LANDING, ...partner?.landing },
  matchUpdatesBy: partner?.matchUpdatesBy === 'recipient-and-achievement' ? 'recipient-and-achievement' : 'assertion',
  claimEmailCheck: partner?.claimEmailCheck ?? true,
  findMyResume: partner?.findMyResume ?? false,
})

type Settings = Omit<Input<typeof partners.updatePartner>['body'], 'name' | 'slug'>

/** What the API takes: empty texts become null or are left out. */
export function settingsOf(draft: PartnerDraft): Settings {
  const landing = Object.fromEntries(
    Object.entries(draft.landing)
      .map(([key, value]) => [key, value.trim()])
      .filter(([, value]) => value),
  )
  return {
    scopes: [...draft.scopes],
    issuerIds: draft.issuerIds.split(/\s+/).filter(Boolean),
    importUrl: draft.importUrl.trim() || null,
    logo: draft.logo.trim() || null,
    landing: Object.keys(landing).length > 0 ? landing : null,
    matchUpdatesBy: draft.matchUpdatesBy,
    claimEmailCheck: draft.claimEmailCheck,
    findMyResume: draft.findMyResume,
  }
}
