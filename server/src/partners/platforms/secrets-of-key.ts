import type { Clock } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Seal } from '../../platform/seal.ts'
import { findSecrets } from './store.ts'

/**
 * The secret keys that sign for a key, in the clear, the current one first; the one before too for 24 hours after a rotation.
 *
 * @returns an empty list for an unknown key
 */
export async function secretsOfKey(deps: { db: Db; now: Clock; seal: Seal }, keyId: string): Promise<string[]> {
  const row = await findSecrets(deps.db, keyId)
  if (!row) return []
  const current = deps.seal.open(row.secretSealed, keyId)
  if (row.formerSecretSealed === null || row.formerSecretUntil === null || row.formerSecretUntil <= deps.now()) return [current]
  return [current, deps.seal.open(row.formerSecretSealed, keyId)]
}
