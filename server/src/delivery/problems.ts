import { refusal } from '../core/problem.ts'

export const problems = {
  INVALID_WEBHOOK_URL: refusal('INVALID_WEBHOOK_URL', 'invalid', 'url must be a public http or https address; https in live mode.'),
  INVALID_EVENTS: refusal<{ allowed: readonly string[] }>(
    'INVALID_EVENTS',
    'invalid',
    ({ allowed }) => `events must be a list of one or more of: ${allowed.join(', ')}.`,
  ),
  WEBHOOK_LIMIT: refusal<{ limit: number }>('WEBHOOK_LIMIT', 'conflict', ({ limit }) => `A platform may register ${limit} addresses.`),
  API_KEY_REQUIRED: refusal('API_KEY_REQUIRED', 'forbidden', 'This call needs an API key; a session token is not enough.'),
  NOT_FOUND: refusal('NOT_FOUND', 'not-found', 'Not found'),
  delivery_not_found: refusal('delivery_not_found', 'not-found', 'There is no such delivery, or its text was erased.'),
}
