import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { Pending, Proof } from '../rules.ts'
import type { EndorsementType, SourceKey } from '../words.ts'

const sourcesRecord = (sources: readonly SourceKey[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(sources.map(({ type, externalId }) => ({ type, externalId })))}::jsonb) as k(type text, "externalId" text)`

/** What is proved for a person on these sources. */
export async function listProofs(db: Db, studentId: string, sources: readonly SourceKey[]): Promise<Proof[]> {
  if (sources.length === 0) return []
  const { rows } = await sql<Proof>`select p.source_type as type, p.source_id as "externalId", p.skill_id as "skillId",
      p.endorsement_type as "endorsementType"
    from skill_proofs p join ${sourcesRecord(sources)} on k.type = p.source_type and k."externalId" = p.source_id
    where p.student_id = ${studentId} order by p.skill_id`.execute(db)
  return rows
}

/** Skills that other verifications under way ask about, on these sources. Drafts and expired rounds do not count. */
export async function listPending(
  db: Db,
  studentId: string,
  sources: readonly SourceKey[],
  exceptVerificationId: string,
): Promise<Pending[]> {
  if (sources.length === 0) return []
  const { rows } = await sql<Pending>`select distinct i.type, i.external_id as "externalId", s.skill_id as "skillId"
    from verifications v join verification_items i on i.verification_id = v.id join verification_skills s on s.verification_id = v.id
      join ${sourcesRecord(sources)} on k.type = i.type and k."externalId" = i.external_id
    where v.student_id = ${studentId} and v.id <> ${exceptVerificationId} and v.state in ('sent', 'in_progress') and s.status = 'pending'
    order by s.skill_id`.execute(db)
  return rows
}

interface Written {
  studentId: string
  verificationId: string
  endorsementType: EndorsementType
  skillIds: readonly string[]
  sources: readonly SourceKey[]
}

/** Writes proofs and takes places. The constraints refuse what the rules would have: a second proof, an eleventh skill. */
export async function insertProofs(
  tx: Tx,
  { studentId, verificationId, endorsementType, skillIds, sources }: Written,
  now: Date,
): Promise<void> {
  if (skillIds.length === 0) return
  for (const { type, externalId } of sources) {
    await sql`insert into source_skills (student_id, source_type, source_id, skill_id, place)
      select ${studentId}, ${type}, ${externalId}, n.skill_id,
        (select coalesce(max(place), 0) from source_skills where student_id = ${studentId} and source_type = ${type} and source_id = ${externalId}) + n.ordinal
      from (select u.skill_id, row_number() over () as ordinal from unnest(${[...skillIds]}::text[]) as u(skill_id)
        where not exists (select 1 from source_skills known where known.student_id = ${studentId} and known.source_type = ${type}
          and known.source_id = ${externalId} and known.skill_id = u.skill_id)) n`.execute(tx)
    await tx
      .insertInto('skill_proofs')
      .values(
        skillIds.map((skillId) => ({
          student_id: studentId,
          source_type: type,
          source_id: externalId,
          skill_id: skillId,
          endorsement_type: endorsementType,
          verification_id: verificationId,
          proved_at: now,
        })),
      )
      .execute()
  }
}

/** A revoked badge proves nothing: the skill may be verified again. */
export async function deleteProofs(tx: Tx, verificationId: string, skillId: string): Promise<void> {
  await tx.deleteFrom('skill_proofs').where('verification_id', '=', verificationId).where('skill_id', '=', skillId).execute()
}
