import type { PlatformCaller } from '../core/caller.ts'
import type { Problem } from '../core/problem.ts'
import type { Uses } from './deps.ts'
import { getRecord, type Named } from './get-session.ts'
import { problems } from './problems.ts'
import { settleDue } from './settle.ts'
import { leadingItem, titleOf } from './source.ts'
import { listItemsOf, type StoredItem } from './store/items.ts'
import { findLatestRound, findReviewer } from './store/reviews.ts'
import { listSkillsOf, type VerifiedSkill } from './store/skills.ts'
import { findStudent, type Student } from './store/students.ts'
import { listVerificationsOf, type Verification } from './store/verifications.ts'
import { standingOf } from './tell-platform.ts'

/** A person of this platform and mode; anybody else answers as if never there. */
async function getStudent(deps: Uses<'db'>, caller: PlatformCaller, id: string, unknown: () => Problem): Promise<Student> {
  const student = await findStudent(deps.db, id)
  if (student?.platformId !== caller.platformId || student.mode !== caller.mode) throw unknown()
  return student
}

/** Every skill of a person, newest first. @throws Problem USER_NOT_FOUND @see facts 8 */
export async function readMetadata(deps: Uses<'db' | 'now'>, caller: PlatformCaller, recordUserId: string) {
  if (recordUserId === '') throw problems.USER_ID_REQUIRED()
  const student = await getStudent(deps, caller, recordUserId, problems.USER_NOT_FOUND)
  const skills = await listSkillsOf(
    deps.db,
    (await listVerificationsOf(deps.db, student.id)).map(({ id }) => id),
  )
  return skills
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map((skill) => ({
      skillId: skill.skillId,
      skillName: skill.name,
      recordVerificationId: skill.verificationId,
      ...standingOf(skill),
      proofUrls: skill.proofUrls,
      createdAt: skill.createdAt.toISOString(),
    }))
}

const sourceOf = (item: StoredItem | undefined) =>
  item
    ? {
        type: item.type,
        id: item.externalId,
        title: titleOf(item),
        ...(item.fields.metadata !== undefined && { metadata: item.fields.metadata }),
      }
    : null

function present(verification: Verification, skills: readonly VerifiedSkill[], items: readonly StoredItem[]) {
  const { id, state, method, endorsementType, createdAt, completedAt } = verification
  return {
    verificationId: id,
    status: state,
    method,
    endorsementType,
    source: sourceOf(leadingItem(items.filter(({ verificationId }) => verificationId === id))),
    skills: skills
      .filter(({ verificationId }) => verificationId === id)
      .map((skill) => ({ skillId: skill.skillId, name: skill.name, status: standingOf(skill).status })),
    createdAt: createdAt.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
  }
}

/** One verification; for a key also what stands out about its endorsement. @throws Problem NOT_FOUND */
export async function readVerification(deps: Uses<'db' | 'now'>, caller: PlatformCaller, named: Named) {
  const verification = await getRecord(deps, caller, named)
  const { id } = verification
  const shown = present(verification, await listSkillsOf(deps.db, [id]), await listItemsOf(deps.db, [id]))
  const round = await findLatestRound(deps.db, id)
  const reviewer = round?.submittedAt && (await findReviewer(deps.db, id))
  if (!reviewer || caller.verificationId !== undefined) return shown
  const { proved, comment, relationship, signals, submittedAt } = round
  const review = {
    name: reviewer.name,
    company: reviewer.company,
    proved,
    comment,
    relationship,
    signals,
    submittedAt: submittedAt?.toISOString(),
  }
  return { ...shown, review }
}

/** @throws Problem NOT_FOUND */
export async function readUserVerifications(deps: Uses<'db' | 'now'>, caller: PlatformCaller, userId: string) {
  const student = await getStudent(deps, caller, userId, problems.NOT_FOUND)
  const verifications = await Promise.all((await listVerificationsOf(deps.db, student.id)).map((one) => settleDue(deps, one)))
  const ids = verifications.map(({ id }) => id)
  const [skills, items] = [await listSkillsOf(deps.db, ids), await listItemsOf(deps.db, ids)]
  return { verifications: verifications.map((one) => present(one, skills, items)), total: verifications.length }
}

interface VaultVerification {
  type: string | null
  status: 'passed'
  date: string
  credentialId: string | null
}
interface VaultSkill {
  name: string
  verifications: VaultVerification[]
}
interface VaultSource {
  sourceId: string
  sourceTitle: string
  metadata?: unknown
  skills: VaultSkill[]
}

/** Verified skills by source. @see facts 10.7 */
function vaultOf(verifications: readonly Verification[], skills: readonly VerifiedSkill[], items: readonly StoredItem[]): VaultSource[] {
  const sources = new Map<string, VaultSource>()
  for (const { id, endorsementType } of verifications) {
    const verified = skills.filter(({ verificationId, status, revokedAt }) => verificationId === id && status === 'verified' && !revokedAt)
    for (const item of items.filter(({ verificationId }) => verificationId === id && verified.length > 0)) {
      const key = JSON.stringify([item.type, item.externalId])
      const { metadata } = item.fields
      const made = { sourceId: item.externalId, sourceTitle: titleOf(item), ...(metadata !== undefined && { metadata }), skills: [] }
      const source = sources.get(key) ?? made
      sources.set(key, source)
      for (const { name, verifiedAt, credentialId } of verified) {
        const known = source.skills.find((one) => one.name === name)
        const skill = known ?? { name, verifications: [] }
        if (!known) source.skills.push(skill)
        const date = verifiedAt?.toISOString().slice(0, 10) ?? ''
        skill.verifications.push({ type: endorsementType, status: 'passed', date, credentialId })
      }
    }
  }
  return [...sources.values()]
}

/** @throws Problem NOT_FOUND */
export async function readVault(deps: Uses<'db'>, caller: PlatformCaller, userId: string) {
  const { id, email } = await getStudent(deps, caller, userId, problems.NOT_FOUND)
  const verifications = await listVerificationsOf(deps.db, id)
  const ids = verifications.map((one) => one.id)
  return { userId: id, email, vault: vaultOf(verifications, await listSkillsOf(deps.db, ids), await listItemsOf(deps.db, ids)) }
}
