import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'

export interface Forgettable {
  studentId: string
  /** null where nothing was started */
  verificationId: string | null
  name: string
  /** whom it was sent to */
  reviewers: string[]
}

/** Each verification of whoever has one of these addresses, or had it when it began, or is this person. */
export async function listForgettable(db: Db, personId: string, addresses: readonly string[]): Promise<Forgettable[]> {
  const { rows } = await sql<Forgettable>`select s.id as "studentId", v.id as "verificationId", coalesce(v.name, s.name) as name,
      array(select email from reviewers r where r.verification_id = v.id
        union select reviewer_email from review_rounds o where o.verification_id = v.id) as reviewers
    from students s left join verifications v on v.student_id = s.id
    where s.email_key = any(${addresses}::text[]) or v.email_key = any(${addresses}::text[]) or v.person_id = ${personId}`.execute(db)
  return rows
}

/** Their verifications and everything in them go with them. */
export async function deleteStudents(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx
      .deleteFrom('students')
      .where('id', 'in', [...ids])
      .execute()
}

/** Verifications of a person and their addresses, for whoever takes their data along. */
export async function listVerifiedFor(db: Db, personId: string, addresses: readonly string[]): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select v.id, v.mode, p.name as platform, v.name, v.email, v.phone, v.external_student_id as "externalStudentId",
      v.offered, v.state, v.method, v.endorsement_type as "endorsementType", v.created_at as "createdAt", v.completed_at as "completedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('skillId', k.skill_id, 'name', k.name, 'status', k.status, 'verifiedAt', k.verified_at,
        'credentialId', k.credential_id) order by k.position), '[]') from verification_skills k where k.verification_id = v.id) as skills
    from verifications v join platforms p on p.id = v.platform_id where v.email_key = any(${addresses}::text[]) or v.person_id = ${personId} order by v.created_at`.execute(
    db,
  )
  return rows
}
