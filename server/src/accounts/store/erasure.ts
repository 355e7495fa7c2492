import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'

/** @returns when it will be; a second wish does not put it off */
export async function putErasure(db: Db, personId: string, at: Date): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`update people set erase_at = coalesce(erase_at, ${at}) where id = ${personId}
    returning erase_at as at`.execute(db)
  return rows[0]?.at ?? at
}

export async function clearErasure(db: Db, personId: string): Promise<void> {
  await db.updateTable('people').set({ erase_at: null, erase_leased_until: null }).where('id', '=', personId).execute()
}

/** Takes people whose time has come; what another process holds is left to it until its lease ends. */
export async function leaseErasures(db: Db, now: Date, leasedUntil: Date, atMost: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update people set erase_leased_until = ${leasedUntil} where id in (
      select id from people where erase_at <= ${now} and (erase_leased_until is null or erase_leased_until <= ${now})
      order by erase_at limit ${atMost} for update skip locked)
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** @returns false when it was undone in the meantime */
export async function lockDue(tx: Tx, personId: string, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('erase_at', '<=', now)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteCodesOf(tx: Tx, personId: string, addresses: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('email_codes')
    .where((eb) => eb.or([eb('address', 'in', ['', ...addresses]), eb('purpose', '=', `address:${personId}`)]))
    .execute()
}
