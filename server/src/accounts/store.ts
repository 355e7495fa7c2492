import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db/client.ts'
import { listAddresses } from './store/addresses.ts'

/** Replaces whatever code lived for this address and purpose. */
export async function replaceCode(
  tx: Tx,
  purpose: string,
  address: string,
  codeHash: string,
  tries: number,
  expiresAt: Date,
): Promise<void> {
  const row = { code_hash: codeHash, tries_left: tries, expires_at: expiresAt }
  await tx
    .insertInto('email_codes')
    .values({ purpose, address, ...row })
    .onConflict((conflict) => conflict.columns(['purpose', 'address']).doUpdateSet(row))
    .execute()
}

/** Takes one try from a living code, if any is left; two requests at once cannot take the same try. */
export async function takeTry(
  tx: Tx,
  purpose: string,
  address: string,
  now: Date,
): Promise<{ codeHash: string; triesLeft: number } | undefined> {
  const { rows } = await sql<{ codeHash: string; triesLeft: number }>`
    update email_codes set tries_left = tries_left - 1
    where purpose = ${purpose} and address = ${address} and expires_at > ${now} and tries_left > 0
    returning code_hash as "codeHash", tries_left as "triesLeft"`.execute(tx)
  return rows[0]
}

/** Puts a try back in the transaction that took it: who knows the code has not guessed. */
export async function returnTry(tx: Tx, purpose: string, address: string): Promise<void> {
  await sql`update email_codes set tries_left = tries_left + 1 where purpose = ${purpose} and address = ${address}`.execute(tx)
}

/** @returns false when somebody else used the code first */
export async function consumeCode(tx: Tx, purpose: string, address: string, codeHash: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('email_codes')
    .where('purpose', '=', purpose)
    .where('address', '=', address)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function findPersonIdByEmail(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('person_emails').select('person_id').where('address', '=', key).executeTakeFirst()
  return row?.person_id
}

export async function insertPerson(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.insertInto('people').values({ id, created_at: now }).execute()
}

export async function deletePerson(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('people').where('id', '=', id).execute()
}

export async function findPerson(db: Db, id: string) {
  const person = await db
    .selectFrom('people')
    .select(['id', 'given_name as givenName', 'family_name as familyName', 'phone', 'locale', 'erase_at as eraseAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) return undefined
  const { eraseAt, ...facts } = person
  const emails = await listAddresses(db, id)
  return { ...facts, emails: emails.map(({ shown }) => shown), erasesAt: eraseAt?.toISOString() ?? null }
}

export interface PersonChange {
  givenName?: string
  familyName?: string
  phone?: string
  locale?: string
}

export async function updatePerson(db: Db, id: string, change: PersonChange): Promise<void> {
  const values = {
    ...(change.givenName !== undefined && { given_name: change.givenName }),
    ...(change.familyName !== undefined && { family_name: change.familyName }),
    ...(change.phone !== undefined && { phone: change.phone }),
    ...(change.locale !== undefined && { locale: change.locale }),
  }
  if (Object.keys(values).length > 0) await db.updateTable('people').set(values).where('id', '=', id).execute()
}

/** Sessions and codes past their time. */
export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
  await db.deleteFrom('email_codes').where('expires_at', '<', now).execute()
}
