/** What a request needs to be believed. */
export interface SignedHeaders {
  'x-api-key': string
  /** Unix time in milliseconds */
  'x-timestamp': string
  /** hexadecimal HMAC-SHA256 */
  'x-signature': string
}

/**
 * Signs a request to Laurel with the secret key, which is never sent. What is signed: timestamp, method, path with query, and body,
 * joined by line breaks. Good for 5 minutes with a live key, 30 with a test key.
 *
 * @throws TypeError when `path` does not start with `/`
 */
export function signRequest(request: {
  apiKey: string
  secretKey: string
  method: string
  /** path and query exactly as they are sent, such as `/api/v1/metadata/user/usr_live_…` */
  path: string
  /** the body exactly as it is sent */
  body?: string | Uint8Array
  now?: Date
}): SignedHeaders

export interface WebhookSkill {
  skillId: string
  name: string
  verified: boolean
  status: 'pending' | 'verified' | 'rejected'
  verifiedAt?: string | null
  verifiedBy?: 'human' | 'assessment' | null
}

/** What Laurel sends. `id` and the header `webhook-id` are the same on every try: use it to act once. */
export interface WebhookEvent {
  id: string
  event: string
  mode: 'test' | 'live'
  createdAt: string
  data: {
    recordVerificationId: string
    recordUserId: string
    externalStudentId: string
    method: 'human' | 'assessment'
    endorsementType: string
    status: 'initiated' | 'completed' | 'expired'
    skills: WebhookSkill[]
    result?: { score: number; passed: boolean; attemptNumber: number; correctAnswers: number; totalQuestions: number }
    reviewer?: { name: string; company: string; proved: 'mailbox' | 'link' }
    sources: { type: string; externalId: string; title: string }[]
    credentialIds: string[]
    [more: string]: unknown
  }
}

/**
 * Checks a webhook and returns its event; undefined when it is not from Laurel, was changed, or is too old. `webhook-signature`
 * (Standard Webhooks) decides when it is there, since it binds the time; else `x-svp-signature`. Compared in constant time.
 *
 * @throws TypeError without a secret key
 */
export function verifyWebhook(received: {
  /** the secret key, or its `whsec_…` form; several while a new one is taking over */
  secretKey: string | readonly string[]
  headers: Headers | Record<string, string | readonly string[] | undefined>
  /** the body as it arrived, before any parsing */
  body: string | Uint8Array
  now?: Date
  /** how far the clocks may differ; 300 when absent */
  toleranceSeconds?: number
}): WebhookEvent | undefined
