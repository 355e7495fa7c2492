import { sql } from 'kysely'
import type { Mode, PlatformCaller } from '../../core/caller.ts'
import { anyOf, askedTogether } from '../../platform/db/asked-together.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { EndorsementType, Method, Offered, State } from '../words.ts'

/** One verification: the session and what became of it. */
export interface Verification {
  id: string
  platformId: string
  mode: Mode
  keyId: string
  studentId: string
  externalStudentId: string
  name: string
  email: string
  emailKey: string
  phone: string
  callbackUrl: string | null
  offered: Offered
  state: State
  method: Method | null
  endorsementType: EndorsementType | null
  studentOrigins: string[]
  /** who started it themselves; null where a platform did */
  personId: string | null
  createdAt: Date
  expiresAt: Date
  completedAt: Date | null
}

const columns = [
  'id',
  'platform_id as platformId',
  'mode',
  'key_id as keyId',
  'student_id as studentId',
  'external_student_id as externalStudentId',
  'name',
  'email',
  'email_key as emailKey',
  'phone',
  'callback_url as callbackUrl',
  'offered',
  'state',
  'method',
  'endorsement_type as endorsementType',
  'student_origins as studentOrigins',
  'person_id as personId',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'completed_at as completedAt',
] as const

const verifications = (db: Db) => db.selectFrom('verifications').select(columns)

/** Who a living session token makes its holder. */
export async function findSessionCaller(db: Db, tokenHash: string, now: Date): Promise<PlatformCaller | undefined> {
  const row = await db
    .selectFrom('verifications')
    .innerJoin('platform_keys', 'platform_keys.id', 'verifications.key_id')
    .select(['verifications.id', 'verifications.platform_id', 'verifications.mode', 'key_id'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('platform_keys.active', '=', true)
    .executeTakeFirst()
  return row && { platformId: row.platform_id, keyId: row.key_id, mode: row.mode as Mode, verificationId: row.id }
}

const byId = askedTogether(async (db, ids) => {
  const rows = (await verifications(db).where('id', '=', anyOf(ids)).execute()) as Verification[]
  return new Map(rows.map((row) => [row.id, row]))
})

export const findVerification = (db: Db, id: string): Promise<Verification | undefined> => byId(db, id)

export const findVerificationByToken = async (db: Db, tokenHash: string, now: Date): Promise<Verification | undefined> =>
  (await verifications(db).where('token_hash', '=', tokenHash).where('expires_at', '>', now).executeTakeFirst()) as Verification | undefined

/**
 * Takes a student for itself. Whoever opens a session and changes it in one transaction does this first: the new row already holds on to
 * the student, and two that both hold on to it would wait for each other.
 */
export async function lockStudent(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('students').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
}

/**
 * Takes the student and then the verification for itself: whatever two calls change, they change one after the other, and always in
 * this order.
 */
export async function lockVerification(tx: Tx, { id, studentId }: Pick<Verification, 'id' | 'studentId'>): Promise<Verification> {
  await lockStudent(tx, studentId)
  return (await verifications(tx).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()) as Verification
}

export type NewVerification = Omit<
  Verification,
  'state' | 'method' | 'endorsementType' | 'studentOrigins' | 'createdAt' | 'completedAt'
> & { tokenHash: string }

export async function insertVerification(tx: Tx, row: NewVerification, now: Date): Promise<void> {
  await tx
    .insertInto('verifications')
    .values({
      id: row.id,
      platform_id: row.platformId,
      mode: row.mode,
      key_id: row.keyId,
      student_id: row.studentId,
      token_hash: row.tokenHash,
      external_student_id: row.externalStudentId,
      name: row.name,
      email: row.email,
      email_key: row.emailKey,
      phone: row.phone,
      callback_url: row.callbackUrl,
      offered: JSON.stringify(row.offered),
      person_id: row.personId,
      created_at: now,
      expires_at: row.expiresAt,
    })
    .execute()
}

/** The student a person has been, whatever address they started under. */
export const findStudentOfPerson = async (db: Db, personId: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('verifications')
      .select('student_id as id')
      .where('person_id', '=', personId)
      .orderBy('created_at')
      .executeTakeFirst()
  )?.id

export async function setMethod(tx: Tx, id: string, method: Method, endorsementType: EndorsementType): Promise<void> {
  await tx.updateTable('verifications').set({ method, endorsement_type: endorsementType }).where('id', '=', id).execute()
}

export async function setState(tx: Tx, id: string, state: State, completedAt: Date | null = null): Promise<void> {
  await tx.updateTable('verifications').set({ state, completed_at: completedAt }).where('id', '=', id).execute()
}

export async function setEmail(tx: Tx, id: string, email: string, emailKey: string): Promise<void> {
  await tx.updateTable('verifications').set({ email, email_key: emailKey }).where('id', '=', id).execute()
}

/** Remembers where the student's own calls come from: the newest eight. */
export async function addOrigin(db: Db, id: string, origin: string): Promise<void> {
  await sql`update verifications set student_origins = (array_prepend(${origin}, student_origins))[1:8]
    where id = ${id} and not (${origin} = any(student_origins))`.execute(db)
}

/** Newest first. */
export const listVerificationsOf = async (db: Db, studentId: string): Promise<Verification[]> =>
  (await verifications(db).where('student_id', '=', studentId).orderBy('created_at', 'desc').orderBy('id').execute()) as Verification[]

/** Newest first: everything that was verified for an address, in one mode. */
export const listVerificationsAt = async (db: Db, emailKey: string, mode: Mode): Promise<Verification[]> =>
  (await verifications(db)
    .where('email_key', '=', emailKey)
    .where('mode', '=', mode)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()) as Verification[]
