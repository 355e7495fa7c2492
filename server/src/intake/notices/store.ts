import { sql } from 'kysely'
import type { Mode } from '../../core/caller.ts'
import { newId } from '../../core/id.ts'
import type { Verdict } from '../../core/words.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { LOST } from './api.ts'

export interface Loss {
  personId: string
  row: string
  verdict: Verdict
  title: string
  issuer: string
  mode: Mode
}

const LOST_ONES = [...LOST]

/** What of this credential is on somebody's resume and no longer stands. */
export async function listLosses(tx: Tx, credentialId: string, parts: readonly string[]): Promise<Loss[]> {
  const { rows } = await sql<Loss>`select distinct h.person_id as "personId", a.id as row, a.verdict, a.title, a.mode,
      coalesce(nullif(a.facts->>'issuerName', ''), a.issuer_id) as issuer
    from assertions a join holdings h on h.assertion_row = a.id and h.state = 'resume'
    where a.credential_id = ${credentialId} and a.part = any(${parts}::text[]) and a.gone_at is null and a.verdict = any(${LOST_ONES}::text[])
    order by h.person_id, a.id`.execute(tx)
  return rows
}

/** @returns those that are news */
export async function insertNotices(tx: Tx, losses: readonly Loss[], now: Date): Promise<Loss[]> {
  if (losses.length === 0) return []
  const { rows } = await sql<{ personId: string; row: string }>`insert into notices (id, person_id, assertion_row, verdict, created_at)
    select r.id, r."personId", r."row", r.verdict, ${now}
    from jsonb_to_recordset(${JSON.stringify(losses.map((loss) => ({ ...loss, id: newId('ntc') })))}::jsonb) as r(id text, "personId" text, "row" text, verdict text)
    on conflict on constraint notice_is_given_once do nothing returning person_id as "personId", assertion_row as row`.execute(tx)
  return losses.filter((loss) => rows.some(({ personId, row }) => personId === loss.personId && row === loss.row))
}

/** What stands again is no news any more, and would be news once more. */
export async function deleteOutdated(tx: Tx, credentialId: string): Promise<void> {
  await sql`delete from notices n using assertions a where a.id = n.assertion_row and a.credential_id = ${credentialId} and a.verdict <> n.verdict`.execute(
    tx,
  )
}

export async function listNoticesOf(db: Db, personId: string) {
  const { rows } = await sql<{
    id: string
    verdict: (typeof LOST)[number]
    title: string
    issuer: string
    at: Date
  }>`select n.id, n.verdict, a.title,
      coalesce(nullif(a.facts->>'issuerName', ''), a.issuer_id) as issuer, n.created_at as at
    from notices n join assertions a on a.id = n.assertion_row where n.person_id = ${personId} and n.dismissed_at is null and a.gone_at is null
    order by n.created_at desc, n.id limit 100`.execute(db)
  return rows.map(({ at, ...notice }) => ({ ...notice, at: at.toISOString() }))
}

/** @returns false when there is no such notice */
export async function markDismissed(db: Db, personId: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set({ dismissed_at: now })
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The credential an assertion of our own belongs to. */
export async function listIssuedCredentials(tx: Tx, assertionId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('assertions as a')
    .innerJoin('credentials as c', 'c.id', 'a.credential_id')
    .innerJoin('partners as p', 'p.id', 'c.partner_id')
    .select('c.id')
    .where('a.assertion_id', '=', assertionId)
    .where('a.part', '=', '')
    .where('p.client_id', 'like', 'platform:%')
    .execute()
  return rows.map(({ id }) => id)
}
