import type { Clock } from '../core/time.ts'
import type { Tx } from '../platform/db/client.ts'
import { deleteProofs } from './store/proofs.ts'
import { markRevoked } from './store/skills.ts'

/** Follows the revocation of a badge, in its transaction: it leaves the vault, and the skill may be verified again. */
export async function badgeChanged(
  deps: { now: Clock },
  tx: Tx,
  { id, purpose, set }: { id: string; purpose: 'revocation' | 'suspension'; set: boolean },
): Promise<void> {
  if (purpose !== 'revocation') return
  const skill = await markRevoked(tx, id, set ? deps.now() : null)
  if (skill && set) await deleteProofs(tx, skill.verificationId, skill.skillId)
}
