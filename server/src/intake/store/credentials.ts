import { type RawBuilder, sql } from 'kysely'
import type { Mode } from '../../core/caller.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { AssertionFacts } from '../facts.ts'
import { askForRecheck } from './rechecks.ts'

/** A copy of an assertion this partner has sent, and who owns the assertion. */
export interface KnownCopy {
  id: string
  issuerId: string
  assertionId: string
  recipientId: string
  achievementId: string
  digest: string
  version: number
  withdrawn: boolean
  ownerId: string | null
  /** the copy that was claimed is a row of this partner */
  ownedHere: boolean
  ownedCopyId: string | null
}

export interface Sender {
  partnerId: string
  mode: Mode
}

/** Of the credentials `c`, in the words of the one index that answers to them. @see migration 0091 */
export const ofSender = ({ partnerId, mode }: Sender): RawBuilder<boolean> =>
  sql<boolean>`c.partner_id || ' ' || c.mode = ${`${partnerId} ${mode}`}`

const copyColumns = sql`c.id, c.issuer_id as "issuerId", c.assertion_id as "assertionId", c.recipient_id as "recipientId", c.achievement_id as "achievementId",
  c.digest, c.version, c.withdrawn_at is not null as withdrawn, o.person_id as "ownerId",
  oc.partner_id is not distinct from c.partner_id as "ownedHere", oc.id as "ownedCopyId"`

const copyJoins = sql`credentials c
  join assertions a on a.credential_id = c.id and a.part = ''
  left join owners o on o.mode = c.mode and o.issuer_id = a.issuer_id and o.assertion_id = a.assertion_id and o.owner_scope = a.owner_scope
  left join assertions oa on oa.id = o.assertion_row left join credentials oc on oc.id = oa.credential_id`

/** This partner's copies of the given assertions, for all recipients. */
export async function listKnownCopies(
  tx: Tx,
  sender: Sender,
  keys: readonly { issuerId: string; assertionId: string }[],
): Promise<KnownCopy[]> {
  // most uploads bring what was never seen: a plain look first, one step down the index for each key whatever the planner knows of the
  // table (the rows of a partner may be millions, and a table that grows fast has no statistics yet); the joins only for what is there
  const issuers = keys.map(({ issuerId }) => issuerId)
  const assertions = keys.map(({ assertionId }) => assertionId)
  const seen = await sql<{ id: string }>`select found.id from unnest(${issuers}::text[], ${assertions}::text[]) as k (issuer, assertion)
    cross join lateral (select c.id from credentials c where ${ofSender(sender)}
      and c.assertion_id = k.assertion and c.issuer_id = k.issuer offset 0) found`.execute(tx)
  if (seen.rows.length === 0) return []
  const ids = seen.rows.map(({ id }) => id)
  await sql`select id from credentials where id = any(${ids}::text[]) order by id for update`.execute(tx)
  const { rows } = await sql<KnownCopy>`select ${copyColumns} from ${copyJoins} where c.id = any(${ids}::text[])`.execute(tx)
  // one whose assertion changed before it was held is another's now
  return rows.filter(({ issuerId, assertionId }) => keys.some((key) => key.issuerId === issuerId && key.assertionId === assertionId))
}

/** What is held of each, by id of the credential. */
export async function listDocuments(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('credentials').select(['id', 'document']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, document }) => [id, document]))
}

/** Copies found by recipient and achievement, for partners whose assertion ids change. */
export async function listCopiesByAchievement(
  tx: Tx,
  { partnerId, mode }: Sender,
  recipientIds: readonly string[],
  achievementIds: readonly string[],
): Promise<KnownCopy[]> {
  const { rows } = await sql<KnownCopy>`select ${copyColumns} from ${copyJoins}
    where c.partner_id = ${partnerId} and c.mode = ${mode} and c.recipient_id = any(${recipientIds}::text[]) and c.achievement_id = any(${achievementIds}::text[])
    order by c.updated_at desc`.execute(tx)
  return rows
}

export interface CredentialRow {
  id: string
  issuerId: string
  assertionId: string
  recipientId: string
  achievementId: string
  format: 'json' | 'jwt'
  document: string
  digest: string
}

/** Replaces content, keeping the version before. @see reliability T15 */
export async function replaceCredential(tx: Tx, row: CredentialRow, now: Date): Promise<void> {
  await sql`insert into credential_versions (credential_id, version, document, verdict, replaced_at)
    select c.id, c.version, c.document, a.verdict, ${now} from credentials c join assertions a on a.credential_id = c.id and a.part = '' where c.id = ${row.id}`.execute(
    tx,
  )
  await tx
    .updateTable('credentials')
    .set((eb) => ({
      issuer_id: row.issuerId,
      assertion_id: row.assertionId,
      achievement_id: row.achievementId,
      format: row.format,
      document: row.document,
      digest: row.digest,
      version: eb('version', '+', 1),
      updated_at: now,
      withdrawn_at: null,
    }))
    .where('id', '=', row.id)
    .execute()
}

export interface AssertionRow {
  id: string
  credentialId: string
  part: string
  pointer: string
  position: number
  issuerId: string
  assertionId: string
  ownerScope: string
  title: string
  achievementType: string
  section: string
  kind: string
  skillCount: number
  facts: AssertionFacts
  verdict: string
  checks: readonly object[]
}

/** Small enough that one statement never holds an embedded database, and with it the thread, for long. */
const BATCH = 250
const BATCH_CHARACTERS = 1_048_576

/** Rows in pieces of so many, and of so many characters: what a large upload says is never all written out at once. */
function piecesOf<T>(rows: readonly T[], sizeOf: (row: T) => number): T[][] {
  const pieces: T[][] = []
  let characters = 0
  for (const row of rows) {
    const size = sizeOf(row)
    const last = pieces.at(-1)
    if (last && last.length < BATCH && characters + size <= BATCH_CHARACTERS) last.push(row)
    else {
      pieces.push([row])
      characters = 0
    }
    characters += size
  }
  return pieces
}

const sizeOfCredential = ({ document }: CredentialRow): number => document.length
const sizeOfAssertion = ({ title, facts }: AssertionRow): number =>
  title.length + facts.title.length + facts.description.length + facts.criteria.length

/**
 * Writes new credentials and, with them, the assertions of everything new or changed. Assertions keep their ids where (credential, part)
 * was known: placement on a resume stays.
 */
export async function storeArrivals(
  tx: Tx,
  { partnerId, mode }: Sender,
  created: readonly CredentialRow[],
  assertions: readonly AssertionRow[],
  now: Date,
): Promise<void> {
  const putCredentials = (
    rows: readonly CredentialRow[],
  ) => sql`insert into credentials (id, partner_id, mode, issuer_id, assertion_id, recipient_id, achievement_id, format, document, digest, received_at, updated_at)
    select r.id, ${partnerId}, ${mode}, r."issuerId", r."assertionId", r."recipientId", r."achievementId", r.format, r.document, r.digest, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, "issuerId" text, "assertionId" text, "recipientId" text, "achievementId" text, format text, document text, digest text)`
  const putAssertions = (rows: readonly AssertionRow[]) =>
    sql`insert into assertions (id, credential_id, part, pointer, position, mode, issuer_id, assertion_id, owner_scope, title, achievement_type, section, kind, skill_count, facts, verdict, checks, checked_at)
      select r.id, r."credentialId", r.part, r.pointer, r.position, ${mode}, r."issuerId", r."assertionId", r."ownerScope", r.title, r."achievementType", r.section, r.kind, r."skillCount", r.facts, r.verdict, r.checks, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "credentialId" text, part text, pointer text, position integer,
        "issuerId" text, "assertionId" text, "ownerScope" text, title text, "achievementType" text, section text, kind text, "skillCount" integer, facts jsonb, verdict text, checks jsonb)
      on conflict on constraint assertion_is_one_row do update set pointer = excluded.pointer, position = excluded.position, issuer_id = excluded.issuer_id,
        assertion_id = excluded.assertion_id, owner_scope = excluded.owner_scope, title = excluded.title, achievement_type = excluded.achievement_type,
        section = case when exists (select from owners o where o.assertion_row = assertions.id) then assertions.section else excluded.section end, kind = excluded.kind, skill_count = excluded.skill_count, facts = excluded.facts, verdict = excluded.verdict,
        checks = excluded.checks, checked_at = excluded.checked_at, gone_at = null`
  const newCredentials = piecesOf(created, sizeOfCredential)
  const newAssertions = piecesOf(assertions, sizeOfAssertion)
  // one statement for the usual upload: each trip to the database costs as much as the work
  const [only, first] = [newCredentials[0], newAssertions[0]]
  const together = newCredentials.length === 1 && only !== undefined && first !== undefined
  if (together) await sql`with made as (${putCredentials(only)}) ${putAssertions(first)}`.execute(tx)
  else for (const rows of newCredentials) await putCredentials(rows).execute(tx)
  for (const rows of newAssertions.slice(together ? 1 : 0)) await putAssertions(rows).execute(tx)
  const open = assertions.filter(({ verdict }) => verdict === 'unconfirmed').map(({ credentialId }) => credentialId)
  await askForRecheck(tx, [...new Set(open)], now)
}

/** Parts an update no longer has. */
export async function markPartsGone(tx: Tx, credentialId: string, keptParts: readonly string[], now: Date): Promise<void> {
  await sql`update assertions set gone_at = ${now} where credential_id = ${credentialId} and gone_at is null and not (part = any(${keptParts}::text[]))`.execute(
    tx,
  )
}

export interface StoredVerdict {
  credentialId: string
  part: string
  pointer: string
  assertionId: string
  verdict: string
  section: string
  checks: { outcome: string; because: string }[]
}

export async function listVerdicts(db: Db, credentialIds: readonly string[]): Promise<StoredVerdict[]> {
  if (credentialIds.length === 0) return []
  const { rows } =
    await sql<StoredVerdict>`select credential_id as "credentialId", part, pointer, assertion_id as "assertionId", verdict, section, checks
    from assertions where credential_id = any(${credentialIds}::text[]) and gone_at is null order by position`.execute(db)
  return rows
}

/** The people who own any assertion of these credentials: whom to tell of an update or a withdrawal. */
export async function listOwners(db: Db, credentialIds: readonly string[]): Promise<{ personId: string; title: string }[]> {
  if (credentialIds.length === 0) return []
  const { rows } = await sql<{
    personId: string
    title: string
  }>`select distinct on (o.person_id, a.credential_id) o.person_id as "personId", a.title
    from owners o join assertions a on a.id = o.assertion_row where a.credential_id = any(${credentialIds}::text[])
    order by o.person_id, a.credential_id`.execute(db)
  return rows
}

/** Where an update changed the id of what somebody owns, the ownership follows; never onto a key that has an owner. */
export async function moveOwnership(tx: Tx, credentialIds: readonly string[]): Promise<void> {
  if (credentialIds.length === 0) return
  await sql`update owners o set issuer_id = a.issuer_id, assertion_id = a.assertion_id, owner_scope = a.owner_scope from assertions a
    where a.id = o.assertion_row and a.credential_id = any(${credentialIds}::text[])
      and (o.issuer_id, o.assertion_id, o.owner_scope) is distinct from (a.issuer_id, a.assertion_id, a.owner_scope)
      and not exists (select 1 from owners other where other.mode = o.mode and other.issuer_id = a.issuer_id and other.assertion_id = a.assertion_id and other.owner_scope = a.owner_scope)`.execute(
    tx,
  )
}

/** Who owns which assertion of these credentials. */
export async function listOwnedAssertions(
  tx: Tx,
  credentialIds: readonly string[],
): Promise<{ personId: string; row: string; kind: string; facts: AssertionFacts }[]> {
  if (credentialIds.length === 0) return []
  const { rows } = await sql<{
    personId: string
    row: string
    kind: string
    facts: AssertionFacts
  }>`select o.person_id as "personId", a.id as row, a.kind, a.facts
    from owners o join assertions a on a.id = o.assertion_row where a.credential_id = any(${credentialIds}::text[]) and a.gone_at is null`.execute(
    tx,
  )
  return rows
}

/** Writes the standing of a credential this server issued, wherever it is held. @param id its assertion id */
export async function markIssuedVerdict(tx: Tx, id: string, verdict: string, check: object, now: Date): Promise<void> {
  await sql`update assertions a set verdict = ${verdict}, checked_at = ${now},
      checks = coalesce((select jsonb_agg(c) from jsonb_array_elements(a.checks) c where c->>'id' <> 'status'), '[]'::jsonb) || ${JSON.stringify([check])}::jsonb
    from credentials c join partners p on p.id = c.partner_id
    where c.id = a.credential_id and a.assertion_id = ${id} and a.part = '' and p.client_id like 'platform:%'`.execute(tx)
}
