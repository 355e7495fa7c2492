import { newId, newSecret } from '../../core/id.ts'
import type { Clock } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Seal } from '../../platform/seal.ts'
import { sha256 } from '../../platform/secrets.ts'
import { type BuiltIn, findBuiltIn, insertBuiltInPlatform, insertKeyRow } from './store.ts'

const NAME = 'Laurel'

/**
 * The server's own platform and its live key, for what people start themselves; made once, on first use. Nobody knows its API key: only
 * the hash of a secret that was thrown away is kept, so session tokens are the only way in.
 */
export async function getBuiltInPlatform(deps: { db: Db; now: Clock; seal: Seal }): Promise<BuiltIn> {
  const known = await findBuiltIn(deps.db)
  if (known) return known
  await deps.db.transaction().execute(async (tx) => {
    const platformId = newId('plt')
    const now = deps.now()
    // whoever comes second waits here for the first, and makes nothing
    if (!(await insertBuiltInPlatform(tx, platformId, NAME, now))) return
    const keyId = newId('key')
    const hidden = {
      apiKeyHash: sha256(newSecret()),
      apiKeyStart: '',
      secretSealed: deps.seal.close(newSecret(), keyId),
    }
    await insertKeyRow(tx, { keyId, platformId, mode: 'live', ...hidden, requireReviewerCode: true, creditLimit: null }, now)
  })
  return (await findBuiltIn(deps.db))!
}
