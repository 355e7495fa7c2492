import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PlatformCaller } from '../core/caller.ts'
import { MINUTE_MS } from '../core/time.ts'
import { secretsOfKey } from '../partners/index.ts'
import type { Uses } from './deps.ts'
import { problems } from './problems.ts'

export interface SignedRequest {
  timestamp: string
  signature: string
  method: string
  /** path and query as they arrived */
  url: string
  body: string
}

const TOLERANCE_MS = { live: 5 * MINUTE_MS, test: 30 * MINUTE_MS } as const

const sign = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest()

/** What is signed; the shorter form of a sibling product binds no path, so it counts for requests with a body only. */
export const signedTexts = ({ timestamp, method, url, body }: SignedRequest): string[] => [
  `${timestamp}\n${method.toUpperCase()}\n${url}\n${body}`,
  ...(body === '' ? [] : [timestamp + body]),
]

/**
 * Checks a request signed with the secret key (the one before too, for a day after a rotation).
 *
 * @throws Problem SIGNATURE_INVALID (401) | SIGNATURE_STALE (403: right, but too old or too early)
 * @see skill verification spec, "Signed requests"
 */
export async function checkSignature(
  deps: Uses<'db' | 'now' | 'seal'>,
  { keyId, mode, verificationId }: PlatformCaller,
  request: SignedRequest,
): Promise<void> {
  const given = /^[0-9a-f]{64}$/i.test(request.signature) ? Buffer.from(request.signature, 'hex') : undefined
  if (verificationId !== undefined || !given || !/^\d{1,16}$/.test(request.timestamp)) throw problems.SIGNATURE_INVALID()
  const secrets = await secretsOfKey(deps, keyId)
  const isRight = secrets.some((secret) => signedTexts(request).some((text) => timingSafeEqual(sign(secret, text), given)))
  if (!isRight) throw problems.SIGNATURE_INVALID()
  if (Math.abs(deps.now().getTime() - Number(request.timestamp)) > TOLERANCE_MS[mode]) throw problems.SIGNATURE_STALE()
}
