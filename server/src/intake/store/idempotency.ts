import type { Db, Tx } from '../../platform/db/client.ts'

export async function findAnswer(
  db: Db,
  partnerId: string,
  keyHash: string,
  since: Date,
): Promise<{ bodyDigest: string; answer: string } | undefined> {
  return db
    .selectFrom('idempotent_answers')
    .select(['body_digest as bodyDigest', 'answer'])
    .where('partner_id', '=', partnerId)
    .where('key_hash', '=', keyHash)
    .where('created_at', '>', since)
    .executeTakeFirst()
}

/** Two uploads with one key at once: the second violates `idempotency_key_is_used_once`. */
export async function insertAnswer(
  tx: Tx,
  partnerId: string,
  keyHash: string,
  bodyDigest: string,
  answer: string,
  now: Date,
  since: Date,
): Promise<void> {
  await tx
    .deleteFrom('idempotent_answers')
    .where('partner_id', '=', partnerId)
    .where('key_hash', '=', keyHash)
    .where('created_at', '<=', since)
    .execute()
  await tx
    .insertInto('idempotent_answers')
    .values({ partner_id: partnerId, key_hash: keyHash, body_digest: bodyDigest, answer, created_at: now })
    .execute()
}

export async function deleteOldAnswers(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('idempotent_answers').where('created_at', '<', before).execute()
}
