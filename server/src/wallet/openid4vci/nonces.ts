import { newSecret } from '../../core/id.ts'
import { after, MINUTE_MS } from '../../core/time.ts'
import type { Tx } from '../../platform/db/client.ts'
import { guarded } from '../../platform/db/constraint.ts'
import type { Seal } from '../../platform/seal.ts'
import { sha256 } from '../../platform/secrets.ts'
import { insertUsedNonce } from '../store.ts'
import { problems } from './problems.ts'

const NONCE_LIFETIME_MS = 5 * MINUTE_MS
const ABOUT = 'wallet nonce'

/** A nonce says when it ends and is known by its seal: asking for one stores nothing. @see OpenID4VCI 1.0 section 7 */
export const newNonce = (seal: Seal, now: Date): string =>
  seal.close(`${after(now, NONCE_LIFETIME_MS).getTime()} ${newSecret().slice(0, 25)}`, ABOUT)

/** @returns when the nonce ends @throws Problem invalid_nonce */
export function readNonce(seal: Seal, nonce: string, now: Date): Date {
  let end = Number.NaN
  try {
    end = Number(seal.open(nonce, ABOUT).split(' ')[0])
  } catch {}
  if (!(end > now.getTime())) throw problems.invalid_nonce()
  return new Date(end)
}

/** Uses a nonce up; of two requests with the same one, one wins. @throws Problem invalid_nonce */
export const spendNonce = (tx: Tx, nonce: string, endsAt: Date): Promise<void> =>
  guarded(insertUsedNonce(tx, sha256(nonce), endsAt), { nonce_is_used_once: problems.invalid_nonce })
