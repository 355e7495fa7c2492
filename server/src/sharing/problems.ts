import { refusal } from '../core/problem.ts'

/** A fault of one field of a form, said beside it. */
const inField = (pointer: string, message: string) => ({ fields: [{ pointer, message }] })

const ofField = (code: string, kind: 'invalid' | 'conflict', pointer: string, message: string) => {
  const make = refusal(code, kind, message)
  return () => make(inField(pointer, message))
}

export const problems = {
  share_not_found: refusal('share_not_found', 'not-found', 'There is no such link.'),
  slug_taken: ofField('slug_taken', 'conflict', '/slug', 'This name is taken. Choose another one.'),
  slug_not_allowed: ofField(
    'slug_not_allowed',
    'invalid',
    '/slug',
    'A name has 3 to 60 letters a to z, digits and hyphens, with a letter among them, and is not a word this server uses itself.',
  ),
  expiry_is_past: ofField('expiry_is_past', 'invalid', '/expiresAt', 'The end must lie in the future.'),
  passcode_too_short: ofField('passcode_too_short', 'invalid', '/passcode', 'A passcode has at least 6 characters.'),
  email_unreadable: refusal<{ email: string; fields: readonly { pointer: string; message: string }[] }>(
    'email_unreadable',
    'invalid',
    ({ email }) => `${email} is not one e-mail address.`,
  ),
  public_share_is_open: ofField(
    'public_share_is_open',
    'invalid',
    '/isPublic',
    'A public link is open to everybody: take passcode and addresses away, or leave it unlisted.',
  ),
  too_many_shares: refusal<{ limit: number }>(
    'too_many_shares',
    'conflict',
    ({ limit }) => `There are ${limit} links already. Revoke one that you no longer need.`,
  ),
  share_is_revoked: refusal('share_is_revoked', 'conflict', 'This link was revoked and cannot be changed. Make a new one.'),

  link_unknown: refusal('link_unknown', 'not-found', 'There is no resume at this address.'),
  link_revoked: refusal('link_revoked', 'gone', 'The person who made this link has ended it.'),
  link_expired: refusal<{ at: Date }>('link_expired', 'gone', 'This link has ended.'),
  access_needed: refusal('access_needed', 'forbidden', 'Open the link itself first.'),
  passcode_wrong: refusal('passcode_wrong', 'forbidden', 'That is not the passcode.'),
  download_not_allowed: refusal('download_not_allowed', 'not-found', 'The person does not offer this as a file.'),
  document_not_shown: refusal('document_not_shown', 'not-found', 'The person does not show this document.'),
}
