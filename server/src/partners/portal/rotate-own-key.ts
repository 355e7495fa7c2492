import type { Recorder } from '../../audit/index.ts'
import type { PartnerSessionCaller } from '../../core/caller.ts'
import type { Clock } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import { sha256 } from '../../platform/secrets.ts'
import { rotateKey } from '../manage-partner.ts'
import { openSession } from './sign-in.ts'

/**
 * Gives the signed-in partner a new access key. The old one, its tokens and its sessions end at once, or after a grace; the browser that
 * asked goes on with a session on the new key.
 *
 * @param graceHours hours both keys work
 * @returns the key, shown this once, and the secret of the new session
 */
export async function rotateOwnKey(
  deps: { db: Db; now: Clock; record: Recorder },
  { partnerId }: PartnerSessionCaller,
  graceHours: number,
) {
  const { clientId, accessKey, oldKeyEndsAt } = await rotateKey(deps, partnerId, graceHours)
  const secret = await openSession(deps, { partnerId, keyHash: sha256(accessKey) })
  return { secret, key: { clientId, accessKey, oldKeyEndsAt } }
}
