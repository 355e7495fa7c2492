import { type Selectable, sql } from 'kysely'
import type { Mode } from '../core/caller.ts'
import { containing } from '../core/search.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { countOf } from '../platform/db/count-of.ts'
import type { Mails } from '../platform/db/tables.ts'

export interface NewMail {
  id: string
  to: string
  purpose: string
  mode: Mode
  subject: string
  text: string
  html: string
}

export async function insertMail(tx: Tx, mail: NewMail, now: Date): Promise<void> {
  await tx
    .insertInto('mails')
    .values({
      id: mail.id,
      to_address: mail.to,
      purpose: mail.purpose,
      mode: mail.mode,
      subject: mail.subject,
      body_text: mail.text,
      body_html: mail.html,
      state: 'pending',
      created_at: now,
    })
    .execute()
}

/** Mails of a purpose to an address are counted and written one after the other, until the transaction ends. */
export async function lockMails(tx: Tx, to: string, purpose: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mails ${purpose} ${to}`}, 0))`.execute(tx)
}

/** How many mails of a purpose were written to an address since then. */
export async function countMails(tx: Tx, to: string, purpose: string, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('to_address', '=', to)
    .where('purpose', '=', purpose)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const findMail = (db: Db, id: string): Promise<Selectable<Mails> | undefined> =>
  db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst()

/** What a mail keeps once it left: that it was, not the code in its subject, nor its text. */
const forgotten = { subject: sql<string>`regexp_replace(subject, '[0-9]{6}', '…')`, body_text: '', body_html: '' }

/** @param forget blanks what a mail says: its codes and links are for its reader alone */
export async function markMail(
  db: Db,
  id: string,
  state: 'sent' | 'kept' | 'captured' | 'failed',
  now: Date,
  forget: boolean,
): Promise<void> {
  await db
    .updateTable('mails')
    .set((eb) => ({ state, finished_at: now, attempts: eb('attempts', '+', 1), ...(forget && forgotten) }))
    .where('id', '=', id)
    .execute()
}

/** @param refused the mail server surely has not taken it: this one does not count as a copy */
export async function markMailAttempt(db: Db, id: string, error: string, refused: boolean): Promise<void> {
  await db
    .updateTable('mails')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), last_error: error, ...(refused && { unanswered: eb('unanswered', '-', 1) }) }))
    .where('id', '=', id)
    .execute()
}

/** Mails that wait become captured ones: they can be read, and are not sent. @returns how many */
export async function captureWaiting(tx: Tx, now: Date): Promise<number> {
  const set = { state: 'captured', finished_at: now }
  return Number((await tx.updateTable('mails').set(set).where('state', '=', 'pending').executeTakeFirst()).numUpdatedRows)
}

/** Notes, before it goes out, that a copy may be out. @returns false when `most` of them may be out already */
export async function markHandedOver(db: Db, id: string, most: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set((eb) => ({ unanswered: eb('unanswered', '+', 1) }))
    .where('id', '=', id)
    .where('unanswered', '<', most)
    .executeTakeFirst()
  return numUpdatedRows > 0
}

export interface MailFilter {
  to?: string | undefined
  /** words that all must occur, in any case */
  words: readonly string[]
  state?: string | undefined
  limit: number
  offset: number
}

/** Newest first, with how many there are in all. */
export async function listMails(db: Db, { to, words, state, limit, offset }: MailFilter) {
  let query = db.selectFrom('mails')
  if (to !== undefined) query = query.where('to_address', '=', to)
  if (state !== undefined) query = query.where('state', '=', state)
  for (const word of words) query = query.where(sql<boolean>`concat_ws(' ', to_address, subject, purpose, mode) ilike ${containing(word)}`)
  const rows = await query
    .select(['id', 'to_address as to', 'subject', 'body_text as text', 'body_html as html', 'state', 'purpose', 'mode'])
    .select('created_at as createdAt')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  const mails = rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
  return { mails, total: await countOf(query) }
}
