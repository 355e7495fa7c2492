import type { Input, partners } from '../../../../server/src/api.ts'
import { type LandingDraft, landingDraftOf, landingOf } from './landing-draft.ts'
import type { Partner } from './operator-queries.ts'
import type { Override } from './overrides-field.tsx'

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
  landing: LandingDraft
  overrides: readonly Override[]
  matchUpdatesBy: 'assertion' | 'recipient-and-achievement'
  claimEmailCheck: boolean
  findMyResume: boolean
}

export const draftOf = (partner: Partner | undefined): PartnerDraft => ({
  name: partner?.name ?? '',
  slug: partner?.slug ?? '',
  mode: partner?.mode ?? 'live',
  scopes: partner?.scopes ?? SCOPES,
  issuerIds: partner?.issuerIds.join('\n') ?? '',
  importUrl: partner?.importUrl ?? '',
  logo: partner?.logo ?? '',
  landing: landingDraftOf(partner?.landing),
  overrides: Object.entries(partner?.typeOverrides ?? {}).map(([type, section], key) => ({ key, type, section })),
  matchUpdatesBy: partner?.matchUpdatesBy === 'recipient-and-achievement' ? 'recipient-and-achievement' : 'assertion',
  claimEmailCheck: partner?.claimEmailCheck ?? true,
  findMyResume: partner?.findMyResume ?? false,
})

type Settings = Omit<Input<typeof partners.updatePartner>['body'], 'name' | 'slug' | 'mode'>

/** What the API takes: empty texts become null or are left out. */
export function settingsOf(draft: PartnerDraft): Settings {
  return {
    scopes: [...draft.scopes],
    issuerIds: draft.issuerIds.split(/\s+/).filter(Boolean),
    importUrl: draft.importUrl.trim() || null,
    logo: draft.logo.trim() || null,
    landing: landingOf(draft.landing),
    typeOverrides: Object.fromEntries(draft.overrides.map(({ type, section }) => [type.trim(), section])),
    matchUpdatesBy: draft.matchUpdatesBy,
    claimEmailCheck: draft.claimEmailCheck,
    findMyResume: draft.findMyResume,
  }
}
