import { refusal } from '../core/problem.ts'

export const problems = {
  notice_not_found: refusal('notice_not_found', 'not-found', 'There is no such notice.'),
  body_not_an_object: refusal(
    'body_not_an_object',
    'invalid',
    'The body is JSON, but not an object. Send an envelope, a credential or a presentation.',
  ),
  nothing_to_read: refusal<{ reasons: readonly { pointer: string; reason: string }[] }>(
    'nothing_to_read',
    'invalid',
    ({ reasons }) =>
      `Nothing in this upload could be read. ${reasons.map(({ pointer, reason }) => `${pointer || 'The body'}: ${reason}`).join(' ')}`,
  ),
  too_many_elements: refusal<{ sent: number; limit: number }>(
    'too_many_elements',
    'too-large',
    ({ sent, limit }) => `An upload takes at most ${limit} credentials; this one has ${sent}. Send them in several uploads.`,
  ),
  uploads_wait: refusal<{ retryAfterSeconds: number }>(
    'server_busy',
    'unavailable',
    'Many of your uploads wait already. This one was not looked at; send it again in a few seconds.',
  ),
  recipient_token_invalid: refusal(
    'recipient_token_invalid',
    'invalid',
    'This recipienttoken is unknown, used or expired. Nothing was stored. Ask the person to start the import again.',
  ),
  idempotency_conflict: refusal(
    'idempotency_conflict',
    'conflict',
    'This Idempotency-Key was used with another body in the last 24 hours. Send a new key for a new upload.',
  ),
  idempotency_key_invalid: refusal('idempotency_key_invalid', 'invalid', 'An Idempotency-Key is 1 to 255 printable characters.'),
  query_invalid: refusal<{ name: string; takes: string }>('query_invalid', 'invalid', ({ name, takes }) => `${name} takes ${takes}.`),
  credential_not_found: refusal('credential_not_found', 'not-found', 'There is no such credential.'),
  upload_not_found: refusal('upload_not_found', 'not-found', 'There is no such upload.'),

  claim_not_found: refusal(
    'claim_not_found',
    'not-found',
    'This link is not known. Check that it was copied whole, or ask the sender for a new one.',
  ),
  claim_gone: refusal<{ state: 'claimed' | 'expired'; on: string; partner: unknown; claimedByYou: boolean }>(
    'claim_gone',
    'gone',
    ({ state, claimedByYou }) =>
      state === 'expired'
        ? 'This link has expired. Ask the sender for a new one.'
        : claimedByYou
          ? 'You have used this link already. What it brought is on your resume.'
          : 'This link was used already. Sign in to see your resume, or ask the sender for a new link.',
  ),
  claim_lost: refusal('claim_lost', 'conflict', 'Somebody else used this link at the same moment. Nothing was added to your resume.'),
  recipient_code_required: refusal<{ sentTo: string }>(
    'recipient_code_required',
    'forbidden',
    ({ sentTo }) => `These credentials were sent for ${sentTo}. We mailed a code there: send it as recipientCode.`,
  ),
  item_in_both: refusal('item_in_both', 'invalid', 'The same item is both included and discarded.'),
  alert_not_found: refusal('alert_not_found', 'not-found', 'There is no such alert.'),
  item_unknown: refusal<{ ids: readonly string[] }>(
    'item_unknown',
    'invalid',
    ({ ids }) => `Not among what waits: ${ids.slice(0, 5).join(', ')}.`,
  ),
}
