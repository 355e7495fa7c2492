import { sql } from 'kysely'
import type { Mode } from '../../core/caller.ts'
import { newId } from '../../core/id.ts'
import type { Check, Section, Verdict } from '../../core/words.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { AssertionFacts } from '../facts.ts'

export type HoldingState = 'inbox' | 'resume' | 'discarded' | 'displaced'
/** Kept, whatever a person did with a holding stays: what arrives only adds what is new. */
export const EVERY_STATE = ['resume', 'inbox', 'discarded', 'displaced'] as const satisfies readonly HoldingState[]

/** One assertion that can be held, with what a page needs of it. */
export interface WaitingAssertion {
  row: string
  credentialId: string
  kind: 'credential' | 'carrier' | 'bundle'
  mode: Mode
  issuerId: string
  assertionId: string
  ownerScope: string
  title: string
  section: Section
  facts: AssertionFacts
  verdict: Verdict
  checks: Check[]
  withdrawn: boolean
  ownerId: string | null
  ownerVerdict: Verdict | null
}

const waitingColumns = sql`a.id as row, a.credential_id as "credentialId", a.kind, a.mode, a.issuer_id as "issuerId", a.assertion_id as "assertionId", a.owner_scope as "ownerScope",
  a.title, a.section, a.facts, a.verdict, a.checks, c.withdrawn_at is not null as withdrawn, o.person_id as "ownerId", oa.verdict as "ownerVerdict"`
const waitingJoins = sql`assertions a join credentials c on c.id = a.credential_id
  left join owners o on o.mode = a.mode and o.issuer_id = a.issuer_id and o.assertion_id = a.assertion_id and o.owner_scope = a.owner_scope
  left join assertions oa on oa.id = o.assertion_row`

/** What an envelope brought, in the order sent. */
export async function listWaiting(db: Db, envelopeId: string): Promise<WaitingAssertion[]> {
  const { rows } = await sql<WaitingAssertion>`select ${waitingColumns} from envelope_items i join ${waitingJoins} on c.id = i.credential_id
    where i.envelope_id = ${envelopeId} and a.gone_at is null and c.withdrawn_at is null order by i.position, a.position`.execute(db)
  return rows
}

/** What these credentials hold, in the order given. */
export async function listWaitingIn(db: Db, credentialIds: readonly string[]): Promise<WaitingAssertion[]> {
  const { rows } = await sql<WaitingAssertion>`select ${waitingColumns} from ${waitingJoins}
    where c.id = any(${credentialIds}::text[]) and a.gone_at is null and c.withdrawn_at is null
    order by array_position(${credentialIds}::text[], c.id), a.position`.execute(db)
  return rows
}

/** Counts for a page that may show nothing else. */
export async function countWaiting(db: Db, envelopeId: string): Promise<{ credentials: number; skills: number }> {
  const { rows } = await sql<{ credentials: number; skills: number }>`select
      count(*) filter (where a.kind = 'credential')::int as credentials, coalesce(sum(a.skill_count) filter (where a.kind = 'carrier'), 0)::int as skills
    from envelope_items i join credentials c on c.id = i.credential_id join assertions a on a.credential_id = c.id
    where i.envelope_id = ${envelopeId} and a.gone_at is null and c.withdrawn_at is null`.execute(db)
  return rows[0] ?? { credentials: 0, skills: 0 }
}

type OwnerKey = Pick<WaitingAssertion, 'row' | 'mode' | 'issuerId' | 'assertionId' | 'ownerScope'>

/**
 * Takes ownership, in one order for everybody so that two claims never wait for each other in a circle.
 *
 * @returns the assertion rows this person now owns or owned before
 */
export async function takeOwnership(tx: Tx, personId: string, keys: readonly OwnerKey[], now: Date): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const record = sql`jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("row" text, mode text, "issuerId" text, "assertionId" text, "ownerScope" text)`
  await sql`insert into owners (mode, issuer_id, assertion_id, owner_scope, person_id, assertion_row, since)
    select k.mode, k."issuerId", k."assertionId", k."ownerScope", ${personId}, k."row", ${now} from ${record}
    order by k.mode, k."issuerId", k."assertionId", k."ownerScope" on conflict on constraint assertion_has_one_owner do nothing`.execute(tx)
  const { rows } = await sql<{ row: string }>`select k."row" from ${record} join owners o on o.mode = k.mode and o.issuer_id = k."issuerId"
    and o.assertion_id = k."assertionId" and o.owner_scope = k."ownerScope" where o.person_id = ${personId}`.execute(tx)
  return new Set(rows.map(({ row }) => row))
}

/** Moves ownership from a squatter; nothing happens when the owner changed meanwhile. @returns true when it moved */
export async function displaceOwner(tx: Tx, personId: string, key: OwnerKey, squatterId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{
    former: string
  }>`with old as (select assertion_row from owners where mode = ${key.mode} and issuer_id = ${key.issuerId}
      and assertion_id = ${key.assertionId} and owner_scope = ${key.ownerScope} and person_id = ${squatterId} for update)
    update owners o set person_id = ${personId}, assertion_row = ${key.row}, since = ${now} from old
    where o.mode = ${key.mode} and o.issuer_id = ${key.issuerId} and o.assertion_id = ${key.assertionId} and o.owner_scope = ${key.ownerScope}
    returning old.assertion_row as former`.execute(tx)
  const [moved] = rows
  if (!moved) return false
  await tx
    .updateTable('holdings')
    .set({ state: 'displaced' })
    .where('person_id', '=', squatterId)
    .where('assertion_row', '=', moved.former)
    .execute()
  return true
}

export interface NewHolding {
  row: string
  /** '' for a credential, the key of a skill of a carrier */
  part: string
  state: HoldingState
}

/**
 * @param keep states a known holding keeps: an upload never moves what is on the resume back into the inbox
 * @returns how many are new or changed
 */
export async function putHoldings(
  tx: Tx,
  personId: string,
  holdings: readonly NewHolding[],
  now: Date,
  keep: readonly HoldingState[],
): Promise<number> {
  if (holdings.length === 0) return 0
  const records = holdings.map((holding, position) => ({ ...holding, id: newId('itm'), position }))
  const { rows } = await sql<{ id: string }>`insert into holdings (id, person_id, assertion_row, part, position, state, created_at)
    select r.id, ${personId}, r."row", r.part, r.position, r.state, ${now}
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(id text, "row" text, part text, position integer, state text)
    on conflict on constraint holding_is_one_row do update set state = excluded.state where not (holdings.state = any(${keep}::text[])) returning id`.execute(
    tx,
  )
  return rows.length
}

export interface Holding extends WaitingAssertion {
  id: string
  part: string
  state: HoldingState
  position: number
  createdAt: Date
  checkedAt: Date
  receivedAt: Date
  partnerName: string
}

export async function listHoldings(db: Db, personId: string, states: readonly HoldingState[]): Promise<Holding[]> {
  const { rows } =
    await sql<Holding>`select h.id, h.part, h.state, h.position, h.created_at as "createdAt", a.checked_at as "checkedAt", c.received_at as "receivedAt",
      p.name as "partnerName", ${waitingColumns}
    from holdings h join ${waitingJoins} on a.id = h.assertion_row join partners p on p.id = c.partner_id
    where h.person_id = ${personId} and h.state = any(${states}::text[]) and a.gone_at is null
    order by h.created_at, h.position, h.id`.execute(db)
  return rows
}

export async function setHoldingState(tx: Tx, personId: string, ids: readonly string[], state: HoldingState): Promise<void> {
  if (ids.length > 0) await tx.updateTable('holdings').set({ state }).where('person_id', '=', personId).where('id', 'in', ids).execute()
}
