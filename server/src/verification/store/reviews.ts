import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { Signals } from '../signals.ts'
import type { SourceKey } from '../words.ts'

export interface Reviewer {
  name: string
  email: string
  company: string
  website: string
}

export interface Round {
  id: string
  verificationId: string
  reviewerEmail: string
  state: 'pending' | 'completed' | 'declined' | 'expired'
  startedAt: Date
  sentAt: Date
  expiresAt: Date
  remindedAt: Date | null
  submittedAt: Date | null
  proved: 'mailbox' | 'link' | null
  comment: string
  relationship: string
  signals: Signals | null
}

export const findReviewer = (db: Db, verificationId: string): Promise<Reviewer | undefined> =>
  db
    .selectFrom('reviewers')
    .select(['name', 'email', 'company', 'website'])
    .where('verification_id', '=', verificationId)
    .executeTakeFirst()

export async function putReviewer(tx: Tx, verificationId: string, reviewer: Reviewer, domain: string, now: Date): Promise<void> {
  const row = { ...reviewer, domain, stored_at: now }
  await tx
    .insertInto('reviewers')
    .values({ verification_id: verificationId, ...row })
    .onConflict((conflict) => conflict.column('verification_id').doUpdateSet(row))
    .execute()
}

const rounds = (db: Db) =>
  db
    .selectFrom('review_rounds')
    .select([
      'id',
      'verification_id as verificationId',
      'reviewer_email as reviewerEmail',
      'state',
      'started_at as startedAt',
      'sent_at as sentAt',
      'expires_at as expiresAt',
      'reminded_at as remindedAt',
      'submitted_at as submittedAt',
      'proved',
      'comment',
      'relationship',
      'signals',
    ])

export const findRoundByToken = async (db: Db, tokenHash: string): Promise<Round | undefined> =>
  (await rounds(db).where('token_hash', '=', tokenHash).executeTakeFirst()) as Round | undefined

/** The newest asking of a verification. */
export const findLatestRound = async (db: Db, verificationId: string): Promise<Round | undefined> =>
  (await rounds(db).where('verification_id', '=', verificationId).orderBy('started_at', 'desc').orderBy('id', 'desc').executeTakeFirst()) as
    | Round
    | undefined

export const findRound = async (db: Db, id: string): Promise<Round | undefined> =>
  (await rounds(db).where('id', '=', id).executeTakeFirst()) as Round | undefined

/** Takes the round for itself. */
export const lockRound = async (tx: Tx, id: string): Promise<Round> =>
  (await rounds(tx).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()) as Round

export async function insertRound(
  tx: Tx,
  round: { id: string; verificationId: string; reviewerEmail: string; tokenHash: string; tokenSealed: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('review_rounds')
    .values({
      id: round.id,
      verification_id: round.verificationId,
      reviewer_email: round.reviewerEmail,
      token_hash: round.tokenHash,
      token_sealed: round.tokenSealed,
      started_at: now,
      sent_at: now,
      expires_at: round.expiresAt,
    })
    .execute()
}

/** Gives a round a new token: the one before is unknown from now on. */
export async function renewRound(
  tx: Tx,
  id: string,
  { tokenHash, tokenSealed, expiresAt }: { tokenHash: string; tokenSealed: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('review_rounds')
    .set({ token_hash: tokenHash, token_sealed: tokenSealed, sent_at: now, expires_at: expiresAt })
    .where('id', '=', id)
    .execute()
}

/** @returns false when it was answered in between */
export async function closeRound(
  tx: Tx,
  id: string,
  state: 'completed' | 'declined' | 'expired',
  answer: { proved?: 'mailbox' | 'link'; comment?: string; relationship?: string; signals?: Signals },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('review_rounds')
    .set({
      state,
      ...(state !== 'expired' && { submitted_at: now }),
      ...(answer.proved && { proved: answer.proved }),
      ...(answer.comment !== undefined && { comment: answer.comment }),
      ...(answer.relationship !== undefined && { relationship: answer.relationship }),
      ...(answer.signals && { signals: JSON.stringify(answer.signals) }),
    })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Mails of a verification since an instant, oldest first. */
export const listMailsSince = async (db: Db, verificationId: string, since: Date): Promise<Date[]> =>
  (
    await db
      .selectFrom('review_mails')
      .select('sent_at')
      .where('verification_id', '=', verificationId)
      .where('sent_at', '>', since)
      .orderBy('sent_at')
      .execute()
  ).map(({ sent_at }) => sent_at)

export async function insertReviewMail(tx: Tx, verificationId: string, now: Date): Promise<void> {
  await tx.insertInto('review_mails').values({ verification_id: verificationId, sent_at: now }).execute()
}

/** Verifications whose reviewer's answer is overdue. */
export const listOverdueRounds = async (db: Db, now: Date, limit: number): Promise<string[]> =>
  (
    await db
      .selectFrom('review_rounds')
      .select('verification_id')
      .where('state', '=', 'pending')
      .where('expires_at', '<=', now)
      .orderBy('expires_at')
      .limit(limit)
      .execute()
  ).map(({ verification_id }) => verification_id)

/** Takes the rounds whose reminder is due: each is taken once, whoever asks. */
export async function takeReminders(
  tx: Tx,
  sentBefore: Date,
  now: Date,
  limit: number,
): Promise<{ id: string; verificationId: string; tokenSealed: string }[]> {
  const { rows } = await sql<{ id: string; verificationId: string; tokenSealed: string }>`update review_rounds set reminded_at = ${now}
    where id in (select id from review_rounds where state = 'pending' and reminded_at is null and started_at <= ${sentBefore} and expires_at > ${now}
      order by started_at limit ${limit} for update skip locked)
    returning id, verification_id as "verificationId", token_sealed as "tokenSealed"`.execute(tx)
  return rows
}

/**
 * True when this address reviews the same skill and source of this person under another endorsement type, in a verification that was
 * sent, is in progress or is completed.
 */
export async function reviewsUnderAnotherType(
  db: Db,
  asked: {
    verificationId: string
    studentId: string
    email: string
    endorsementType: string
    skillIds: readonly string[]
    sources: readonly SourceKey[]
  },
): Promise<boolean> {
  if (asked.sources.length === 0 || asked.skillIds.length === 0) return false
  const sources = JSON.stringify(asked.sources.map(({ type, externalId }) => ({ type, externalId })))
  const { rows } = await sql`select 1 from verifications v join reviewers r on r.verification_id = v.id
      join verification_items i on i.verification_id = v.id join verification_skills s on s.verification_id = v.id
      join jsonb_to_recordset(${sources}::jsonb) as k(type text, "externalId" text) on k.type = i.type and k."externalId" = i.external_id
    where v.student_id = ${asked.studentId} and v.id <> ${asked.verificationId} and v.state in ('sent', 'in_progress', 'completed')
      and v.endorsement_type <> ${asked.endorsementType} and r.email = ${asked.email} and s.skill_id = any(${[...asked.skillIds]}::text[]) limit 1`.execute(
    db,
  )
  return rows.length > 0
}

interface Owner {
  platformId: string
  mode: string
}

const ownReviewers = (db: Db, { platformId, mode }: Owner) =>
  db
    .selectFrom('reviewers')
    .innerJoin('verifications', 'verifications.id', 'reviewers.verification_id')
    .where('verifications.platform_id', '=', platformId)
    .where('verifications.mode', '=', mode)

/** The newest company this key's own reviewers gave for a domain. */
export const findCompanyAt = async (db: Db, owner: Owner, domain: string): Promise<string | undefined> =>
  (
    await ownReviewers(db, owner)
      .select('company')
      .where('domain', '=', domain)
      .orderBy('stored_at', 'desc')
      .orderBy('verification_id')
      .executeTakeFirst()
  )?.company

/** Up to ten reviewers this key's own verifications named, by domain and start of the address. */
export async function listReviewersAt(
  db: Db,
  { platformId, mode }: Owner,
  domain: string,
  start: string,
): Promise<{ name: string; email: string; company: string }[]> {
  const { rows } = await sql<{ name: string; email: string; company: string }>`select distinct on (r.email) r.name, r.email, r.company
    from reviewers r join verifications v on v.id = r.verification_id
    where v.platform_id = ${platformId} and v.mode = ${mode} and r.domain = ${domain} and left(r.email, length(${start}::text)) = ${start}::text
    order by r.email, r.stored_at desc limit 10`.execute(db)
  return rows
}

/** Whether somebody at this mail domain was named to this platform in another verification. */
export async function domainIsKnown(db: Db, owner: Owner, mailDomain: string, exceptVerificationId: string): Promise<boolean> {
  const row = await ownReviewers(db, owner)
    .select('reviewers.verification_id')
    .where(sql`split_part(reviewers.email, '@', 2)`, '=', mailDomain)
    .where('reviewers.verification_id', '<>', exceptVerificationId)
    .executeTakeFirst()
  return row !== undefined
}
