import { type Input, resume, type sharing } from '../../../../server/src/api.ts'
import type { Share } from './shares-queries.ts'

export type Place = NonNullable<Share['sections']>[number]
export type Audience = 'link' | 'passcode' | 'emails' | 'public'

/** What the form holds. */
export interface Draft {
  label: string
  audience: Audience
  passcode: string
  emails: string
  /** yyyy-mm-dd in the person's own time zone, or '' */
  lastDay: string
  slug: string
  showsAll: boolean
  places: readonly Place[]
  downloadAllowed: boolean
  showsRaw: boolean
}

export const audienceOf = ({ isPublic, emails, hasPasscode }: Share): Audience => {
  if (isPublic) return 'public'
  if (emails.length > 0) return 'emails'
  return hasPasscode ? 'passcode' : 'link'
}

const two = (n: number): string => String(n).padStart(2, '0')
const dayOf = (instant: Date): string => `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`

export const draftOf = (share?: Share): Draft => ({
  label: share?.label ?? '',
  audience: share ? audienceOf(share) : 'link',
  passcode: '',
  emails: share?.emails.join('\n') ?? '',
  lastDay: share?.expiresAt ? dayOf(new Date(Date.parse(share.expiresAt) - 1)) : '',
  slug: share?.slug ?? '',
  showsAll: !share?.sections,
  places: share?.sections ?? resume.PLACES,
  downloadAllowed: share?.downloadAllowed ?? true,
  showsRaw: !share?.hideRaw,
})

/** The first moment after that day, where the person is. */
const endOf = (lastDay: string): string | null => {
  if (lastDay === '') return null
  const [year = 0, month = 1, day = 1] = lastDay.split('-').map(Number)
  return new Date(year, month - 1, day + 1).toISOString()
}

/** None at all is sent as an empty address, which is refused: an empty list would open the link to everybody. */
const addressesIn = (text: string): string[] => {
  const addresses = text.split(/[\s,;]+/).filter(Boolean)
  return addresses.length > 0 ? addresses : ['']
}

/** What to send; the passcode that is there stays when the field is left empty. */
export function settingsOf(draft: Draft, share?: Share): Input<typeof sharing.createShare>['body'] {
  const before = draftOf(share)
  const keepsPasscode = draft.audience === 'passcode' && share?.hasPasscode === true && draft.passcode === ''
  return {
    label: draft.label.trim(),
    ...(draft.slug.trim() !== before.slug && { slug: draft.slug.trim() }),
    sections: draft.showsAll ? null : [...draft.places],
    ...(draft.lastDay !== before.lastDay && { expiresAt: endOf(draft.lastDay) }),
    ...(!keepsPasscode && { passcode: draft.audience === 'passcode' ? draft.passcode : null }),
    emails: draft.audience === 'emails' ? addressesIn(draft.emails) : [],
    isPublic: draft.audience === 'public',
    downloadAllowed: draft.downloadAllowed,
    hideRaw: !draft.showsRaw,
  }
}
