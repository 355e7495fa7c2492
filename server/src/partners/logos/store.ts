import type { Db, Tx } from '../../platform/db/client.ts'

export async function findLogo(db: Db, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('logos').select('png').where('id', '=', id).executeTakeFirst()
  // the embedded engine hands bytes over as they are, the driver of PostgreSQL as a Buffer
  return row && Buffer.from(row.png)
}

export async function insertLogo(tx: Tx, id: string, png: Buffer, now: Date): Promise<void> {
  await tx
    .insertInto('logos')
    .values({ id, png, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
