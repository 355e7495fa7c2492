import { sql } from 'kysely'
import { containing } from '../core/search.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { countOf } from '../platform/db/count-of.ts'
import type { AuditEntry, AuditHead } from './chain.ts'

const headOf = (row: { seq: unknown; hash: string; at: Date; signature: string } | undefined): AuditHead | undefined =>
  row && { ...row, seq: Number(row.seq) }

const heads = (db: Db) => db.selectFrom('audit_head').select(['seq', 'hash', 'at', 'signature']).where('one', '=', 1)

export const findHead = async (db: Db): Promise<AuditHead | undefined> => headOf(await heads(db).executeTakeFirst())

/** Whoever appends waits here until the one before has committed. */
export const lockHead = async (tx: Tx): Promise<AuditHead | undefined> => headOf(await heads(tx).forUpdate().executeTakeFirst())

export async function putHead(tx: Tx, { seq, hash, at, signature }: AuditHead): Promise<void> {
  await tx
    .insertInto('audit_head')
    .values({ one: 1, seq, hash, at, signature })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ seq, hash, at, signature }))
    .execute()
}

const columns = [
  'seq',
  'at',
  'by',
  'action',
  'target_kind as targetKind',
  'target_id as targetId',
  'target_name as targetName',
  'detail',
  'previous_hash as previousHash',
  'hash',
  'signature',
] as const

const entries = (db: Db) => db.selectFrom('audit_entries').select(columns)
const entryOf = (row: Omit<AuditEntry, 'seq'> & { seq: unknown }): AuditEntry => ({ ...row, seq: Number(row.seq) })

export async function insertEntry(tx: Tx, { seq, at, by, action, detail, hash, signature, ...entry }: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_entries')
    .values({
      seq,
      at,
      by,
      action,
      target_kind: entry.targetKind,
      target_id: entry.targetId,
      target_name: entry.targetName,
      detail,
      previous_hash: entry.previousHash,
      hash,
      signature,
    })
    .execute()
}

export const findLastEntry = async (db: Db): Promise<AuditEntry | undefined> => {
  const row = await entries(db).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row && entryOf(row)
}

/** In the order of writing, after a place. */
export const listEntriesAfter = async (db: Db, seq: number, limit: number): Promise<AuditEntry[]> =>
  (await entries(db).where('seq', '>', seq).orderBy('seq').limit(limit).execute()).map(entryOf)

export interface AuditFilter {
  /** words that all must occur, in any case */
  words: readonly string[]
  action: string | undefined
  limit: number
  offset: number
}

/** Newest first, with how many there are in all. */
export async function listEntries(
  db: Db,
  { words, action, limit, offset }: AuditFilter,
): Promise<{ entries: AuditEntry[]; total: number }> {
  let found = db.selectFrom('audit_entries')
  if (action !== undefined) found = found.where('action', '=', action)
  for (const word of words)
    found = found.where(
      sql<boolean>`concat_ws(' ', seq, by, action, target_kind, target_id, target_name, detail, to_char(at at time zone 'UTC', 'YYYY-MM-DD')) ilike ${containing(word)}`,
    )
  const rows = await found.select(columns).orderBy('seq', 'desc').limit(limit).offset(offset).execute()
  return { entries: rows.map(entryOf), total: await countOf(found) }
}
