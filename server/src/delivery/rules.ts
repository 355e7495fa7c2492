import type { Mode } from '../core/caller.ts'
import { MINUTE_MS, SECOND_MS } from '../core/time.ts'

/** What a callback address of a verification hears. */
export const CALLBACK_EVENTS: readonly string[] = [
  'verification.initiated',
  'verification.completed',
  'verification.expired',
  'credential.revoked',
]

/** What a registered address may ask for. */
export const EVENTS = [
  'verification.initiated',
  'verification.completed',
  'verification.expired',
  'verification.passed',
  'verification.failed',
  'assessment.passed',
  'assessment.failed',
  'assessment.paused',
  'credential.revoked',
] as const
export type WebhookEvent = (typeof EVENTS)[number]

/** One try and three more. @see skill verification spec, "Webhooks" */
const PAUSES_MS = [5 * SECOND_MS, MINUTE_MS, 10 * MINUTE_MS]
const JITTER = 0.1

/** Milliseconds to the next try after `tries` of them; undefined when there is none. @param chance 0..1 */
export function pauseAfter(tries: number, chance: number): number | undefined {
  const pause = PAUSES_MS[tries - 1]
  return pause && Math.round(pause * (1 + JITTER * chance))
}

/** http and https; https only in live. */
export function addressIsTaken(url: string, mode: Mode): boolean {
  if (url.length > 2_000 || !URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return (protocol === 'https:' || (protocol === 'http:' && mode === 'test')) && username === '' && password === ''
}

/** What an answer means: 2xx is success, redirects are failures, 410 says to stop. */
export const isDelivered = (status: number): boolean => status >= 200 && status < 300
export const isGone = (status: number): boolean => status === 410
