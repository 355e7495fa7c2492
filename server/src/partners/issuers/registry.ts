import type { RegisteredIssuer } from '@laurel/credentials'
import type { Db } from '../../platform/db/client.ts'
import { findVersion, listAllIssuers } from './store.ts'

/**
 * The registry as verifications ask for it: read again only when it was changed, by whichever process.
 *
 * @returns the same list until then
 */
export function createIssuerRegistry(db: Db): () => Promise<readonly RegisteredIssuer[]> {
  let known: { version: string; issuers: readonly RegisteredIssuer[] } | undefined
  return async () => {
    const version = await findVersion(db)
    if (known?.version !== version) {
      const issuers = await listAllIssuers(db)
      known = { version, issuers: issuers.map(({ id, name, keys }) => ({ id, name, ...(keys.length > 0 && { keys }) })) }
    }
    return known.issuers
  }
}
