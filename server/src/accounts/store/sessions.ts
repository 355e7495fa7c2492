import type { Db, Tx } from '../../platform/db/client.ts'

export interface NewSession {
  id: string
  tokenHash: string
  personId: string
  userAgent: string
  expiresAt: Date
}

export async function insertSession(tx: Tx, session: NewSession, now: Date): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      person_id: session.personId,
      user_agent: session.userAgent,
      created_at: now,
      last_used_at: now,
      expires_at: session.expiresAt,
    })
    .execute()
}

export async function findSession(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<{ id: string; personId: string; lastUsedAt: Date } | undefined> {
  return db
    .selectFrom('sessions')
    .select(['id', 'person_id as personId', 'last_used_at as lastUsedAt'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

export async function markSessionUsed(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('sessions').set({ last_used_at: now }).where('id', '=', id).execute()
}

export const listSessions = (db: Db, personId: string, now: Date) =>
  db
    .selectFrom('sessions')
    .select(['id', 'user_agent as userAgent', 'created_at as createdAt', 'last_used_at as lastUsedAt', 'expires_at as expiresAt'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('last_used_at', 'desc')
    .orderBy('id')
    .execute()

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
}

/** @returns false when this person has no such session */
export async function deleteOwnSession(db: Db, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sessions').where('person_id', '=', personId).where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteOtherSessions(db: Db, personId: string, keptId: string): Promise<void> {
  await db.deleteFrom('sessions').where('person_id', '=', personId).where('id', '!=', keptId).execute()
}
