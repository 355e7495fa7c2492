import { type IssuingDeps, issueBadge } from '../issuing/index.ts'
import type { Tx } from '../platform/db/client.ts'
import type { ReviewFacts } from './review-facts.ts'
import { viewOf } from './source.ts'
import type { StoredItem } from './store/items.ts'
import type { VerifiedSkill } from './store/skills.ts'
import type { Verification } from './store/verifications.ts'
import { eventData } from './tell-platform.ts'
import { PASS_SCORE } from './words.ts'

export interface SkillBadge {
  verification: Verification
  skill: VerifiedSkill
  items: readonly StoredItem[]
  review?: ReviewFacts | undefined
  /** percent */
  score?: number | undefined
  verifiedAt: Date
}

/** Signs the badge of one verified skill in the caller's transaction. @see skill verification spec, "Results" */
export async function issueSkillBadge(
  issuing: IssuingDeps,
  tx: Tx,
  { verification, skill, items, review, score, verifiedAt }: SkillBadge,
): Promise<{ credentialId: string; document: string }> {
  const { platformId, mode, keyId, callbackUrl, studentId, email } = verification
  const told = { verification, status: 'completed' as const, skills: [{ ...skill, status: 'verified' as const, verifiedAt }], items }
  const { id, document } = await issueBadge(issuing, tx, {
    platformId,
    mode,
    subject: studentId,
    event: { keyId, callbackUrl: callbackUrl ?? undefined, data: eventData(told) },
    recipient: { email },
    skill: { id: skill.skillId, name: skill.name, description: skill.description, category: skill.category },
    method: verification.method!,
    endorsementType: verification.endorsementType!,
    sources: items.map((item) => {
      const { type, title, description } = viewOf(item)
      return { type, externalId: item.externalId, title, description }
    }),
    proofUrls: skill.proofUrls,
    verifiedAt,
    ...(score !== undefined && { result: { score, passMark: PASS_SCORE } }),
    ...(review && { reviewer: review }),
  })
  return { credentialId: id, document: JSON.stringify(document) }
}
