import type { Db } from '../platform/db/client.ts'
import { secretMatches, sha256 } from '../platform/secrets.ts'
import { findClient } from './store.ts'

const NOBODY = sha256('no client has this key')

export interface KeyedClient {
  partnerId: string
  scopes: string[]
  keyHash: string
}

/** The partner whose client id and access key these are; an unknown id costs the same comparison as a wrong key. @see reliability T01 */
export async function findClientByKey(
  db: Db,
  sent: { id: string; secret: string } | null | undefined,
  now: Date,
): Promise<KeyedClient | undefined> {
  const client = sent ? await findClient(db, sent.id, now) : undefined
  const keyHash = (client?.keyHashes.length ? client.keyHashes : [NOBODY]).find((hash) => secretMatches(sent?.secret ?? '', hash))
  return client && keyHash !== undefined ? { partnerId: client.partnerId, scopes: client.scopes, keyHash } : undefined
}
