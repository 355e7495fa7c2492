import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'

/** One alert for each (partner, unknown type), however often it arrives; open again when the type has lost its section. */
export async function raiseAlerts(
  tx: Tx,
  partnerId: string,
  types: readonly { id: string; type: string; key: string; count: number }[],
  now: Date,
): Promise<void> {
  if (types.length === 0) return
  await sql`insert into type_alerts (id, partner_id, achievement_type, type_key, count, created_at, last_seen_at)
    select r.id, ${partnerId}, r.type, r.key, r.count, ${now}, ${now} from jsonb_to_recordset(${JSON.stringify(types)}::jsonb) as r(id text, type text, key text, count integer)
    on conflict on constraint one_alert_for_a_type do update set count = type_alerts.count + excluded.count, last_seen_at = excluded.last_seen_at,
      assigned_at = null, assigned_section = null`.execute(tx)
}

const openAlerts = (db: Db) =>
  db
    .selectFrom('type_alerts')
    .select(['id', 'partner_id as partnerId', 'achievement_type as achievementType', 'count', 'created_at as createdAt'])
    .where('assigned_at', 'is', null)
    .where('partner_id', 'in', (known) => known.selectFrom('partners').select('id').where('ended_at', 'is', null))
    .orderBy('created_at')

export async function listOpenAlerts(db: Db) {
  const rows = await openAlerts(db).execute()
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** The open alerts of one partner. */
export async function listOpenAlertsOf(db: Db, partnerId: string) {
  const rows = await openAlerts(db).where('partner_id', '=', partnerId).execute()
  return rows.map(({ partnerId: _own, createdAt, ...alert }) => ({ ...alert, createdAt: createdAt.toISOString() }))
}

/** @returns the alert that was open, or undefined */
export async function closeAlert(
  tx: Tx,
  id: string,
  section: string,
  now: Date,
): Promise<{ partnerId: string; achievementType: string; typeKey: string } | undefined> {
  return tx
    .updateTable('type_alerts')
    .set({ assigned_section: section, assigned_at: now })
    .where('id', '=', id)
    .returning(['partner_id as partnerId', 'achievement_type as achievementType', 'type_key as typeKey'])
    .executeTakeFirst()
}

/** Moves what is already there. @returns how many assertions moved */
export async function moveType(tx: Tx, partnerId: string, typeKey: string, section: string): Promise<number> {
  const { numAffectedRows } = await sql`update assertions a set section = ${section} from credentials c
    where c.id = a.credential_id and c.partner_id = ${partnerId} and lower(trim(a.achievement_type)) = ${typeKey} and a.kind = 'credential'`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0n)
}
