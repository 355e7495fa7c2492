import type { Mailbox } from '../../core/email.ts'
import type { Db, Tx } from '../../platform/db/client.ts'

export interface Address {
  /** folded to lower case */
  key: string
  shown: string
  isPrimary: boolean
  provedAt: Date
}

/** The primary one first, then the oldest. */
export const listAddresses = (db: Db, personId: string): Promise<Address[]> =>
  db
    .selectFrom('person_emails')
    .select(['address as key', 'shown', 'is_primary as isPrimary', 'proved_at as provedAt'])
    .where('person_id', '=', personId)
    .orderBy('is_primary', 'desc')
    .orderBy('proved_at')
    .orderBy('address')
    .execute()

export const listEmailKeys = async (db: Db, personId: string): Promise<string[]> =>
  (await listAddresses(db, personId)).map(({ key }) => key)

/** @returns false when the address already belongs to somebody; the first one of a person is the primary one */
export async function insertEmail(tx: Tx, personId: string, mailbox: Mailbox, now: Date): Promise<boolean> {
  const known = await tx.selectFrom('person_emails').select('address').where('person_id', '=', personId).limit(1).executeTakeFirst()
  const row = await tx
    .insertInto('person_emails')
    .values({ address: mailbox.key, shown: mailbox.shown, person_id: personId, proved_at: now, is_primary: known === undefined })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .returning('address')
    .executeTakeFirst()
  return row !== undefined
}

/** Changes to the addresses of one person wait for each other. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.selectFrom('people').select('id').where('id', '=', personId).forUpdate().executeTakeFirst()
}

export async function deleteAddress(tx: Tx, personId: string, key: string): Promise<void> {
  await tx.deleteFrom('person_emails').where('person_id', '=', personId).where('address', '=', key).execute()
}

export async function setPrimary(tx: Tx, personId: string, key: string): Promise<void> {
  await tx
    .updateTable('person_emails')
    .set({ is_primary: false })
    .where('person_id', '=', personId)
    .where('is_primary', '=', true)
    .execute()
  await tx.updateTable('person_emails').set({ is_primary: true }).where('person_id', '=', personId).where('address', '=', key).execute()
}
