export { type IssuingDeps, issueBadge, type NewBadge } from './issue-badge.ts'
export { ensureKeys } from './keys.ts'
export { ownDocument } from './own-documents.ts'
export type { BadgeEvent } from './store.ts'
