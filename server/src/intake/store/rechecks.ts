import { sql } from 'kysely'
import type { Check, Verdict } from '../../core/words.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { countOf } from '../../platform/db/count-of.ts'

/** Asks for these credentials to be verified again, at once. */
export async function askForRecheck(tx: Tx, credentialIds: readonly string[], now: Date): Promise<void> {
  if (credentialIds.length === 0) return
  await sql`insert into credential_rechecks (credential_id, due_at) select id, ${now} from unnest(${credentialIds}::text[]) as id
    on conflict (credential_id) do update set due_at = excluded.due_at, tries = 0, leased_until = null`.execute(tx)
}

/** Asks for everything these issuers signed to be verified again, at once. */
export async function askForRecheckOfIssuers(tx: Tx, issuerIds: readonly string[], now: Date): Promise<void> {
  if (issuerIds.length === 0) return
  await sql`insert into credential_rechecks (credential_id, due_at)
    select distinct a.credential_id, ${now}::timestamptz from assertions a join credentials c on c.id = a.credential_id
    where a.issuer_id = any(${issuerIds}::text[]) and a.gone_at is null and c.withdrawn_at is null and a.verdict <> 'unsigned'
    on conflict (credential_id) do update set due_at = excluded.due_at, tries = 0, leased_until = null`.execute(tx)
}

/** Signed credentials on resumes whose checks are older than `before`. @returns how many were found */
export async function askForStale(db: Db, now: Date, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`insert into credential_rechecks (credential_id, due_at)
    select distinct a.credential_id, ${now}::timestamptz from assertions a join holdings h on h.assertion_row = a.id join credentials c on c.id = a.credential_id
    where h.state = 'resume' and a.gone_at is null and c.withdrawn_at is null and a.checked_at < ${before} and a.verdict not in ('unsigned', 'invalid')
    limit ${limit} on conflict (credential_id) do nothing returning credential_id`.execute(db)
  return rows.length
}

/** The same for one person, whose resume somebody looks at. */
export async function askForOlder(db: Db, personId: string, now: Date, before: Date): Promise<void> {
  await sql`insert into credential_rechecks (credential_id, due_at)
    select distinct a.credential_id, ${now}::timestamptz from holdings h join assertions a on a.id = h.assertion_row join credentials c on c.id = a.credential_id
    where h.person_id = ${personId} and h.state = 'resume' and a.gone_at is null and c.withdrawn_at is null and a.checked_at < ${before}
      and a.verdict not in ('unsigned', 'invalid')
    limit ${OF_ONE_PERSON} on conflict (credential_id) do nothing`.execute(db)
}

const OF_ONE_PERSON = 500

export interface DueRecheck {
  credentialId: string
  tries: number
}

/** So many of the oldest are looked at to find whose turn it is. */
const LOOKED_AT = 1_000

/** Takes what is due, until `until`: of each sender in turn, those first of whom the fewest are being verified. @see reliability L8 */
export async function leaseRechecks(db: Db, now: Date, until: Date, limit: number): Promise<DueRecheck[]> {
  const { rows } = await sql<DueRecheck>`update credential_rechecks r set leased_until = ${until}
    from (select credential_id from (
        select q.credential_id, q.due_at, q.free, row_number() over (partition by c.partner_id, c.sent_by_person order by q.free, q.due_at) as place
        from (select credential_id, due_at, leased_until is null or leased_until <= ${now} as free from credential_rechecks
          where due_at <= ${now} order by due_at limit ${LOOKED_AT}) q
        join credentials c on c.id = q.credential_id) placed
      where free order by place, due_at limit ${limit}) due
    where due.credential_id = r.credential_id and r.due_at <= ${now} and (r.leased_until is null or r.leased_until <= ${now})
    returning r.credential_id as "credentialId", r.tries`.execute(db)
  return rows
}

export const countDueRechecks = (db: Db, now: Date): Promise<number> =>
  countOf(db.selectFrom('credential_rechecks').where('due_at', '<=', now))

export interface RecheckSubject {
  document: string
  version: number
  /** who sent it themself */
  sentBy: string | null
  parts: { part: string; pointer: string; verdict: Verdict }[]
}

export async function findRecheckSubject(db: Db, credentialId: string): Promise<RecheckSubject | undefined> {
  const credential = await db
    .selectFrom('credentials')
    .select(['document', 'version', 'sent_by_person as sentBy'])
    .where('id', '=', credentialId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!credential) return undefined
  const parts = await db
    .selectFrom('assertions')
    .select(['part', 'pointer', 'verdict'])
    .where('credential_id', '=', credentialId)
    .where('gone_at', 'is', null)
    .execute()
  return { ...credential, parts: parts as RecheckSubject['parts'] }
}

export interface NewVerdict {
  part: string
  verdict: Verdict
  checks: readonly Check[]
}

const BATCH = 250

/**
 * Writes verdicts, unless the credential was replaced meanwhile. What was found out after the check began (a revocation) stays.
 *
 * @returns false when it was replaced
 */
export async function writeVerdicts(
  tx: Tx,
  credentialId: string,
  version: number,
  verdicts: readonly NewVerdict[],
  { startedAt, now }: { startedAt: Date; now: Date },
): Promise<boolean> {
  const row = await tx.selectFrom('credentials').select('version').where('id', '=', credentialId).forUpdate().executeTakeFirst()
  if (row?.version !== version) return false
  for (let start = 0; start < verdicts.length; start += BATCH) {
    await sql`update assertions a set verdict = r.verdict, checks = r.checks, checked_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(verdicts.slice(start, start + BATCH))}::jsonb) as r(part text, verdict text, checks jsonb)
      where a.credential_id = ${credentialId} and a.part = r.part and a.checked_at <= ${startedAt}`.execute(tx)
  }
  return true
}

export async function finishRecheck(db: Db, credentialId: string): Promise<void> {
  await db.deleteFrom('credential_rechecks').where('credential_id', '=', credentialId).execute()
}

export async function postponeRecheck(db: Db, credentialId: string, dueAt: Date): Promise<void> {
  await db
    .updateTable('credential_rechecks')
    .set((eb) => ({ due_at: dueAt, leased_until: null, tries: eb('tries', '+', 1) }))
    .where('credential_id', '=', credentialId)
    .execute()
}
