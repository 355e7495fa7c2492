import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'

export async function insertOperatorLink(db: Db, codeHash: string, expiresAt: Date): Promise<void> {
  await db.insertInto('operator_links').values({ code_hash: codeHash, expires_at: expiresAt }).execute()
}

/** @returns false when it was used, has expired or never was */
export async function useOperatorLink(tx: Tx, codeHash: string, now: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update operator_links set used_at = ${now} where code_hash = ${codeHash} and used_at is null and expires_at > ${now}`.execute(
      tx,
    )
  return (numAffectedRows ?? 0n) > 0n
}

export async function insertOperatorSession(tx: Tx, tokenHash: string, now: Date, expiresAt: Date): Promise<void> {
  await tx.insertInto('operator_sessions').values({ token_hash: tokenHash, created_at: now, expires_at: expiresAt }).execute()
}

export async function isOperatorSession(db: Db, tokenHash: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('operator_sessions')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

/** @returns false when there was none */
export async function deleteOperatorSession(db: Db, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('operator_sessions').where('token_hash', '=', tokenHash).executeTakeFirst()
  return numDeletedRows > 0n
}
