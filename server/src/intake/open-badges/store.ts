import type { Db } from '../../platform/db/client.ts'

export const findProfile = async (db: Db, partnerId: string): Promise<string | undefined> =>
  (await db.selectFrom('partner_profiles').select('profile').where('partner_id', '=', partnerId).executeTakeFirst())?.profile

export async function putProfileRow(db: Db, partnerId: string, profile: string, now: Date): Promise<void> {
  await db
    .insertInto('partner_profiles')
    .values({ partner_id: partnerId, profile, updated_at: now })
    .onConflict((conflict) => conflict.column('partner_id').doUpdateSet({ profile, updated_at: now }))
    .execute()
}
