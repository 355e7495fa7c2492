import { sql } from 'kysely'
import type { Db } from '../../platform/db/client.ts'

export interface Connection {
  id: string
  name: string
  recipientIds: string[]
  since: Date
}

export async function listConnections(db: Db, personId: string): Promise<Connection[]> {
  const { rows } =
    await sql<Connection>`select p.id, p.name, array_agg(l.recipient_id order by l.since) as "recipientIds", min(l.since) as since
    from recipient_links l join partners p on p.id = l.partner_id where l.person_id = ${personId} group by p.id, p.name
    order by min(l.since) desc`.execute(db)
  return rows
}

/** @returns false when there is none */
export async function deleteConnection(db: Db, personId: string, partnerId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('recipient_links')
    .where('person_id', '=', personId)
    .where('partner_id', '=', partnerId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
