import { listEmailKeys } from '../accounts/index.ts'
import { holdIssued } from '../intake/index.ts'
import type { Tx } from '../platform/db/client.ts'
import type { Uses } from './deps.ts'
import { issueSkillBadge } from './issue-skill-badge.ts'
import type { ReviewFacts } from './review-facts.ts'
import { admissible, type SkipReason } from './rules.ts'
import { listItems, type StoredItem } from './store/items.ts'
import { insertProofs, listProofs } from './store/proofs.ts'
import { listSkills, type SkillOutcome, type VerifiedSkill, writeOutcomes } from './store/skills.ts'
import type { Verification } from './store/verifications.ts'

export interface Result {
  /** skills as they stand now, all of the verification */
  skills: VerifiedSkill[]
  items: StoredItem[]
  verified: VerifiedSkill[]
  skipped: { id: string; reason: SkipReason }[]
  /** where the person hears of it; '' when no address is known */
  emailKey: string
}

/** Who started it themselves holds the result and hears of it, also where they have given up the address since. */
async function addressOf(tx: Tx, { personId, email, emailKey }: Verification): Promise<{ email: string; emailKey: string }> {
  const keys = personId === null ? [] : await listEmailKeys(tx, personId)
  const [first] = keys
  return first === undefined || keys.includes(emailKey) ? { email, emailKey } : { email: first, emailKey: first }
}

/**
 * Writes an answer: proofs, badges, and what becomes of each pending skill, in the caller's transaction, which holds the person's row.
 * A conflict that arose meanwhile leaves the earlier proof and rejects this one.
 *
 * @param endorsed ids of pending skills that were endorsed or passed; other pending ones are rejected
 */
export async function writeResult(
  deps: Uses<'now' | 'jobs' | 'baseUrl' | 'issuing'>,
  tx: Tx,
  verification: Verification,
  { endorsed, review, score }: { endorsed: readonly string[]; review?: ReviewFacts; score?: number },
): Promise<Result> {
  const now = deps.now()
  const { id, studentId, platformId, mode, name } = verification
  const { email, emailKey } = await addressOf(tx, verification)
  const endorsementType = verification.endorsementType!
  const items = await listItems(tx, id)
  const pending = (await listSkills(tx, id)).filter(({ status }) => status === 'pending')
  const skillIds = pending.map(({ skillId }) => skillId).filter((skillId) => endorsed.includes(skillId))
  const proofs = await listProofs(tx, studentId, items)
  const { written, skipped } = admissible({ skillIds, sources: items, endorsementType, proofs, pending: [] })
  await insertProofs(tx, { studentId, verificationId: id, endorsementType, skillIds: written, sources: items }, now)
  const documents: string[] = []
  const outcomes: SkillOutcome[] = []
  for (const skill of pending) {
    const { skillId } = skill
    if (!written.includes(skillId)) {
      const reason = skipped.find((one) => one.id === skillId)?.reason ?? null
      outcomes.push({ skillId, status: 'rejected', reason, credentialId: null })
      continue
    }
    const badge = await issueSkillBadge(deps.issuing, tx, {
      verification: { ...verification, email },
      skill,
      items,
      review,
      score,
      verifiedAt: now,
    })
    documents.push(badge.document)
    outcomes.push({ skillId, status: 'verified', reason: null, credentialId: badge.credentialId })
  }
  await writeOutcomes(tx, id, outcomes, now)
  if (documents.length > 0 && email !== '') await holdIssued(deps, tx, { platformId, mode, recipient: { name, email }, documents })
  const skills = await listSkills(tx, id)
  return { skills, items, verified: skills.filter(({ skillId }) => written.includes(skillId)), skipped, emailKey }
}
