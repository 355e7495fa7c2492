import type { Share } from './api.ts'
import type { ShareRow } from './store.ts'

export const addressOf = (baseUrl: string, slug: string): string => `${baseUrl}/r/${slug}`

const stateOf = ({ revokedAt, expiresAt }: ShareRow, now: Date): Share['state'] => {
  if (revokedAt) return 'revoked'
  return expiresAt && expiresAt.getTime() <= now.getTime() ? 'expired' : 'open'
}

/** A link as its owner sees it; the passcode is never shown again. */
export const presentShare = (row: ShareRow, { baseUrl, now }: { baseUrl: string; now: Date }): Share => ({
  id: row.id,
  slug: row.slug,
  url: addressOf(baseUrl, row.slug),
  label: row.label,
  state: stateOf(row, now),
  sections: row.sections,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  hasPasscode: row.passcodeHash !== null,
  emails: row.emails,
  downloadAllowed: row.downloadAllowed,
  hideRaw: row.hideRaw,
  isPublic: row.isPublic,
  views: row.views,
  lastViewedAt: row.lastViewedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
})
