import { sql } from 'kysely'
import type { Mode } from '../core/caller.ts'
import { containing } from '../core/search.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { countOf } from '../platform/db/count-of.ts'

export type Algorithm = 'Ed25519' | 'P-256' | 'P-384'
export type Purpose = 'revocation' | 'suspension'

export interface KeyRow {
  publicMultibase: string
  algorithm: Algorithm
  secretSealed: string
  createdAt: Date
  retiredAt: Date | null
}

/** All keys ever used, the ones in use first. */
export const listKeys = async (db: Db): Promise<KeyRow[]> =>
  (await db
    .selectFrom('issuing_keys')
    .select([
      'public_multibase as publicMultibase',
      'algorithm',
      'secret_sealed as secretSealed',
      'created_at as createdAt',
      'retired_at as retiredAt',
    ])
    .orderBy(sql`retired_at desc nulls first`)
    .orderBy('algorithm')
    .execute()) as KeyRow[]

/** Does nothing when another process was first. */
export async function insertKey(tx: Db, key: Omit<KeyRow, 'createdAt' | 'retiredAt'>, now: Date): Promise<void> {
  await tx
    .insertInto('issuing_keys')
    .values({ public_multibase: key.publicMultibase, algorithm: key.algorithm, secret_sealed: key.secretSealed, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function retireKey(tx: Tx, algorithm: Algorithm, now: Date): Promise<void> {
  await tx.updateTable('issuing_keys').set({ retired_at: now }).where('algorithm', '=', algorithm).where('retired_at', 'is', null).execute()
}

export interface StatusList {
  id: string
  purpose: Purpose
  size: number
  version: number
  /** '' for the server's did:web, else the did:key of one of its keys */
  issuer: string
  createdAt: Date
}

const lists = (db: Db) =>
  db
    .selectFrom('status_lists')
    .select(['id', 'purpose', 'size', 'version', 'issuer', 'created_at as createdAt'])
    .$narrowType<{ purpose: Purpose }>()

export const findStatusList = (db: Db, id: string): Promise<StatusList | undefined> => lists(db).where('id', '=', id).executeTakeFirst()

/** The list that indexes are given out of. */
export const findOpenList = (db: Db, purpose: Purpose, issuer: string): Promise<StatusList | undefined> =>
  lists(db)
    .where('purpose', '=', purpose)
    .where('issuer', '=', issuer)
    .where('full_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

export async function insertStatusList(db: Db, list: StatusList): Promise<void> {
  await db
    .insertInto('status_lists')
    .values({ id: list.id, purpose: list.purpose, size: list.size, issuer: list.issuer, created_at: list.createdAt })
    .execute()
}

export async function markListFull(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('status_lists').set({ full_at: now }).where('id', '=', id).execute()
}

/** @returns false when the index was given out before */
export async function takeIndex(tx: Tx, listId: string, index: number, credentialId: string): Promise<boolean> {
  const taken = await tx
    .insertInto('status_entries')
    .values({ list_id: listId, list_index: index, credential_id: credentialId })
    .onConflict((conflict) => conflict.constraint('status_index_is_given_once').doNothing())
    .returning('list_index')
    .executeTakeFirst()
  return taken !== undefined
}

export const listSetIndexes = async (db: Db, listId: string): Promise<number[]> =>
  (await db.selectFrom('status_entries').select('list_index').where('list_id', '=', listId).where('is_set', '=', true).execute()).map(
    (row) => row.list_index,
  )

/** Sets or clears the bit of a credential; the list gets a new version. @returns false when it has no entry for this purpose */
export async function setEntry(tx: Tx, credentialId: string, purpose: Purpose, value: boolean): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`update status_entries e set is_set = ${value} from status_lists l
    where l.id = e.list_id and l.purpose = ${purpose} and e.credential_id = ${credentialId} returning l.id`.execute(tx)
  if (rows[0])
    await tx
      .updateTable('status_lists')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', rows[0].id)
      .execute()
  return rows.length > 0
}

/** What a webhook says when the credential is revoked, and under which key. */
export interface BadgeEvent {
  keyId: string
  callbackUrl?: string
  data: Record<string, unknown>
}

export interface IssuedCredential {
  id: string
  kind: 'badge' | 'credential'
  document: string
  platformId: string | null
  mode: Mode | null
  subject: string | null
  event: BadgeEvent | null
  createdAt: Date
  revokedAt: Date | null
  suspendedAt: Date | null
  reason: string | null
}

export type NewIssued = Pick<IssuedCredential, 'id' | 'kind' | 'document' | 'platformId' | 'mode' | 'subject' | 'event'>

/** Before its document is known: status entries refer to it. */
export async function insertIssued(tx: Tx, issued: NewIssued, now: Date): Promise<void> {
  await tx
    .insertInto('issued_credentials')
    .values({
      id: issued.id,
      kind: issued.kind,
      document: issued.document,
      platform_id: issued.platformId,
      mode: issued.mode,
      subject: issued.subject,
      event: issued.event === null ? null : JSON.stringify(issued.event),
      created_at: now,
    })
    .execute()
}

export async function setDocument(tx: Tx, id: string, document: string): Promise<void> {
  await tx.updateTable('issued_credentials').set({ document }).where('id', '=', id).execute()
}

export const findIssued = async (db: Db, id: string): Promise<IssuedCredential | undefined> =>
  (await db
    .selectFrom('issued_credentials')
    .select([
      'id',
      'kind',
      'document',
      'platform_id as platformId',
      'mode',
      'subject',
      'event',
      'created_at as createdAt',
      'revoked_at as revokedAt',
      'suspended_at as suspendedAt',
      'reason',
    ])
    .where('id', '=', id)
    .executeTakeFirst()) as IssuedCredential | undefined

export async function markStatus(tx: Tx, id: string, purpose: Purpose, at: Date | null, reason: string | null): Promise<void> {
  await tx
    .updateTable('issued_credentials')
    .set(purpose === 'revocation' ? { revoked_at: at, reason } : { suspended_at: at, reason })
    .where('id', '=', id)
    .execute()
}

export interface IssuedFilter {
  words: readonly string[]
  state: 'good' | 'revoked' | 'suspended' | undefined
  limit: number
  offset: number
}

/** Newest first, with how many there are in all; what cannot be read as JSON has no name. */
export async function listIssued(db: Db, { words, state, limit, offset }: IssuedFilter) {
  let found = db.selectFrom('issued_credentials')
  for (const word of words)
    found = found.where(sql<boolean>`concat_ws(' ', id, kind, platform_id, mode, document) ilike ${containing(word)}`)
  if (state === 'revoked') found = found.where('revoked_at', 'is not', null)
  if (state === 'suspended') found = found.where('suspended_at', 'is not', null)
  if (state === 'good') found = found.where('revoked_at', 'is', null).where('suspended_at', 'is', null)
  const rows = await found
    .select(['id', 'kind', 'document', 'platform_id as platformId', 'mode', 'created_at as createdAt'])
    .select(['revoked_at as revokedAt', 'suspended_at as suspendedAt', 'reason'])
    .select(
      sql<boolean>`exists (select from status_entries e join status_lists l on l.id = e.list_id
        where e.credential_id = issued_credentials.id and l.purpose = 'suspension')`.as('suspendable'),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows, total: await countOf(found) }
}

/** Forgets what was issued about somebody; their bits in the status lists stay, and say nothing. @param subjects as they were issued about */
export async function forgetIssuedTo(tx: Tx, subjects: readonly string[]): Promise<void> {
  if (subjects.length > 0)
    await tx
      .deleteFrom('issued_credentials')
      .where('subject', 'in', [...subjects])
      .execute()
}
