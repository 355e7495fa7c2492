import { parseMailbox } from '../core/email.ts'
import type { Input } from '../core/endpoint.ts'
import { isDay } from '../core/time.ts'
import type { createShare } from './api.ts'
import { hashPasscode } from './passcode.ts'
import { problems } from './problems.ts'
import type { ShareFacts } from './rules.ts'
import type { ShareSettings } from './store.ts'

export type ShareChange = Input<typeof createShare>['body']

/** @throws Problem expiry_is_past for what is no instant at all */
function instantOf(text: string | null | undefined): Date | null | undefined {
  if (text == null) return text
  const instant = new Date(text)
  const [, day = ''] = /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(text) ?? []
  if (Number.isNaN(instant.getTime()) || !isDay(day)) throw problems.expiry_is_past()
  return instant
}

/** What the rules look at, and what would be written; the passcode is hashed once the rules agreed. */
export function readChange(change: ShareChange, before: Pick<ShareSettings, 'isPublic' | 'passcodeHash' | 'emails'>, now: Date) {
  const slug = change.slug === undefined || change.slug === '' ? undefined : change.slug.trim().toLowerCase()
  const expiresAt = instantOf(change.expiresAt)
  const { passcode } = change
  const emails = change.emails?.map((email) => email.trim())
  const after = {
    isPublic: change.isPublic ?? before.isPublic,
    hasPasscode: passcode === undefined ? before.passcodeHash !== null : passcode !== null,
    emails: emails ?? before.emails,
  }
  const facts: ShareFacts = { slug, expiresAt, passcode, emails, after, now }
  const settings = async (): Promise<Partial<ShareSettings>> => ({
    ...(slug !== undefined && { slug }),
    ...(change.label !== undefined && { label: change.label.trim() }),
    ...(change.sections !== undefined && { sections: change.sections }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(passcode !== undefined && { passcodeHash: passcode === null ? null : await hashPasscode(passcode) }),
    ...(emails !== undefined && { emails: [...new Set(emails.map((email) => parseMailbox(email)!.key))] }),
    ...(change.downloadAllowed !== undefined && { downloadAllowed: change.downloadAllowed }),
    ...(change.hideRaw !== undefined && { hideRaw: change.hideRaw }),
    ...(change.isPublic !== undefined && { isPublic: change.isPublic }),
  })
  return { facts, settings }
}
