import { parseMailbox } from '../core/email.ts'
import type { Rule } from '../core/rule.ts'
import { problems } from './problems.ts'

/** A link as it would be once the change is made, and what of it the change names. */
export interface ShareFacts {
  slug: string | undefined
  expiresAt: Date | null | undefined
  passcode: string | null | undefined
  emails: readonly string[] | undefined
  after: { isPublic: boolean; hasPasscode: boolean; emails: readonly string[] }
  now: Date
}

const SLUG = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{1,58}[a-z0-9])$/
const PASSCODE_MIN = 6

/** Words that would look like a page of the server itself. */
const RESERVED = new Set(
  'about account admin api app assets badge badges claim contact create credentials demo developers docs download edit export fetch help home import index laurel legal login logout me new null official operator page partner portal preview privacy public resume review revoke robots root sdk security settings share shares sign-in sign-out status support system terms test undefined vault verify wallet webhooks well-known www'.split(
    ' ',
  ),
)

/** A chosen name is plain, and no word of the server. */
export const slugIsPlain: Rule<ShareFacts> = ({ slug }) =>
  slug !== undefined && (!SLUG.test(slug) || slug.includes('--') || RESERVED.has(slug)) && problems.slug_not_allowed()

/** A share's expiry must lie in the future. @see resume spec, "Decisions, continued" */
export const endLiesAhead: Rule<ShareFacts> = ({ expiresAt, now }) =>
  expiresAt != null && !(expiresAt.getTime() > now.getTime()) && problems.expiry_is_past()

export const passcodeIsLongEnough: Rule<ShareFacts> = ({ passcode }) =>
  passcode != null && [...passcode].length < PASSCODE_MIN && problems.passcode_too_short()

export const addressesAreMailboxes: Rule<ShareFacts> = ({ emails = [] }) => {
  const at = emails.findIndex((email) => parseMailbox(email) === undefined)
  const field = { pointer: `/emails/${at}`, message: 'That is not one e-mail address.' }
  return at >= 0 && problems.email_unreadable({ email: emails[at]!, fields: [field] })
}

/** What search engines may read is open to everybody. */
export const publicLinkIsOpen: Rule<ShareFacts> = ({ after }) =>
  after.isPublic && (after.hasPasscode || after.emails.length > 0) && problems.public_share_is_open()

export const shareRules = [slugIsPlain, endLiesAhead, passcodeIsLongEnough, addressesAreMailboxes, publicLinkIsOpen] as const

/** What decides whether a link still opens. */
export interface LinkFacts {
  share: { revokedAt: Date | null; expiresAt: Date | null; ownerLeaves: boolean } | undefined
  now: Date
}

export const linkIsKnown: Rule<LinkFacts> = ({ share }) => !share && problems.link_unknown()
export const linkWasNotRevoked: Rule<LinkFacts> = ({ share }) => share?.revokedAt && problems.link_revoked()
/** Who asks for everything to be erased closes every link at once; undoing it opens them again. */
export const ownerStays: Rule<LinkFacts> = ({ share }) => share?.ownerLeaves && problems.link_revoked()
export const linkHasNotExpired: Rule<LinkFacts> = ({ share, now }) =>
  share?.expiresAt && share.expiresAt.getTime() <= now.getTime() && problems.link_expired({ at: share.expiresAt })

export const linkRules = [linkIsKnown, linkWasNotRevoked, ownerStays, linkHasNotExpired] as const
