import { sql } from 'kysely'
import { anyOf, askedTogether } from '../../platform/db/asked-together.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { SkillStatus } from '../words.ts'
import type { CatalogueSkill } from './catalogue.ts'

/** A skill of one verification, named as it was when it was stored. */
export interface VerifiedSkill extends CatalogueSkill {
  verificationId: string
  proofUrls: string[]
  status: SkillStatus
  reason: string | null
  verifiedAt: Date | null
  credentialId: string | null
  revokedAt: Date | null
  createdAt: Date
}

const skills = (db: Db) =>
  db
    .selectFrom('verification_skills')
    .select([
      'verification_id as verificationId',
      'skill_id as skillId',
      'name',
      'category',
      'description',
      'proof_urls as proofUrls',
      'status',
      'reason',
      'verified_at as verifiedAt',
      'credential_id as credentialId',
      'revoked_at as revokedAt',
      'created_at as createdAt',
    ])

const skillsById = askedTogether(async (db, verificationIds) => {
  const rows = (await skills(db).where('verification_id', '=', anyOf(verificationIds)).orderBy('position').execute()) as VerifiedSkill[]
  const found = new Map<string, VerifiedSkill[]>()
  for (const row of rows) found.set(row.verificationId, [...(found.get(row.verificationId) ?? []), row])
  return found
})

export const listSkills = async (db: Db, verificationId: string): Promise<VerifiedSkill[]> => (await skillsById(db, verificationId)) ?? []

export const listSkillsOf = async (db: Db, verificationIds: readonly string[]): Promise<VerifiedSkill[]> =>
  verificationIds.length === 0
    ? []
    : ((await skills(db).where('verification_id', 'in', verificationIds).orderBy('position').execute()) as VerifiedSkill[])

/** Replaces what was stored before. */
export async function replaceSkills(
  tx: Tx,
  verificationId: string,
  rows: readonly (CatalogueSkill & { proofUrls: readonly string[] })[],
  now: Date,
): Promise<void> {
  await tx.deleteFrom('verification_skills').where('verification_id', '=', verificationId).execute()
  await tx
    .insertInto('verification_skills')
    .values(
      rows.map(({ skillId, name, category, description, proofUrls }, position) => ({
        verification_id: verificationId,
        skill_id: skillId,
        position,
        name,
        category,
        description,
        proof_urls: [...proofUrls],
        created_at: now,
      })),
    )
    .execute()
}

/** Opens a new round: what was answered is asked again. */
export async function reopenSkills(tx: Tx, verificationId: string): Promise<void> {
  await tx
    .updateTable('verification_skills')
    .set({ status: 'pending', reason: null })
    .where('verification_id', '=', verificationId)
    .where('status', '=', 'rejected')
    .execute()
}

export interface SkillOutcome {
  skillId: string
  status: SkillStatus
  reason: string | null
  credentialId: string | null
}

export async function writeOutcomes(tx: Tx, verificationId: string, outcomes: readonly SkillOutcome[], now: Date): Promise<void> {
  if (outcomes.length === 0) return
  await sql`update verification_skills s set status = o.status, reason = o.reason, credential_id = o."credentialId",
      verified_at = case when o.status = 'verified' then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as o("skillId" text, status text, reason text, "credentialId" text)
    where s.verification_id = ${verificationId} and s.skill_id = o."skillId"`.execute(tx)
}

/** Marks a badge revoked, or good again. @returns whose skill it is */
export async function markRevoked(
  tx: Tx,
  credentialId: string,
  revokedAt: Date | null,
): Promise<{ verificationId: string; skillId: string } | undefined> {
  return tx
    .updateTable('verification_skills')
    .set({ revoked_at: revokedAt })
    .where('credential_id', '=', credentialId)
    .returning(['verification_id as verificationId', 'skill_id as skillId'])
    .executeTakeFirst()
}
