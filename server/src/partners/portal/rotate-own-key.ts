import type { PartnerSessionCaller } from '../../core/caller.ts'
import { sha256 } from '../../platform/secrets.ts'
import { type RotateDeps, rotateKeyIn } from '../manage-partner.ts'
import { openSession } from './sign-in.ts'

/**
 * Gives the signed-in partner a new access key. The old one, its tokens and its sessions end at once, or after a grace; the browser that
 * asked goes on with a session on the new key.
 *
 * @param graceHours hours both keys work
 * @returns the key, shown this once, and the secret of the new session
 */
export async function rotateOwnKey(deps: RotateDeps, { partnerId }: PartnerSessionCaller, graceHours: number) {
  return deps.db.transaction().execute(async (tx) => {
    const { clientId, accessKey, oldKeyEndsAt } = await rotateKeyIn(tx, deps, partnerId, graceHours)
    const secret = await openSession(tx, { partnerId, keyHash: sha256(accessKey) }, deps.now())
    return { secret, key: { clientId, accessKey, oldKeyEndsAt } }
  })
}
