import type { PlatformCaller } from '../core/caller.ts'
import { enforce } from '../core/rule.ts'
import type { Tx } from '../platform/db/client.ts'
import { knownSkills } from './catalogue.ts'
import type { Uses } from './deps.ts'
import { bodyOf, isRecord, textOf, webAddress } from './fields.ts'
import { getSession, type Named } from './get-session.ts'
import { problems } from './problems.ts'
import { changeRules, conflictRules, requestHasRoom, skillsAreNamedOnce } from './rules.ts'
import { listItems } from './store/items.ts'
import { listPending, listProofs } from './store/proofs.ts'
import { replaceSkills } from './store/skills.ts'
import { lockVerification, type Verification } from './store/verifications.ts'
import { MAX_PROOF_URLS, type SourceKey } from './words.ts'

interface Wanted {
  skillId: string
  proofUrls: string[]
}

/** @throws Problem MISSING_SKILLS | MISSING_SKILL_ID | INVALID_DATA_FORMAT */
function readSkills(skills: unknown): Wanted[] {
  if (!Array.isArray(skills) || skills.length === 0) throw problems.MISSING_SKILLS()
  const named = skills.map((skill) => {
    const skillId = isRecord(skill) ? textOf(skill, 'skillId') : ''
    if (skillId === '') throw problems.MISSING_SKILL_ID()
    return { skillId, proofUrls: (skill as { proofUrls?: unknown }).proofUrls ?? [] }
  })
  return named.map(({ skillId, proofUrls }, index) => ({ skillId, proofUrls: readProofUrls(proofUrls, `/skills/${index}/proofUrls`) }))
}

/** http(s) only, each once, at most 10. Whether they can be reached is verify-url's business. */
function readProofUrls(urls: unknown, pointer: string): string[] {
  const badly = (at: string, because: string) => problems.INVALID_DATA_FORMAT({ because: `${at} ${because}` })
  if (!Array.isArray(urls)) throw badly(pointer, 'must be an array')
  const texts = urls.map((url, index) => {
    if (!webAddress(url)) throw badly(`${pointer}/${index}`, 'must be an http or https URL')
    return (url as string).trim()
  })
  const once = [...new Set(texts)]
  if (once.length > MAX_PROOF_URLS) throw badly(pointer, `holds more than ${MAX_PROOF_URLS} URLs`)
  return once
}

/** What the conflict rules look at, as it stands in this transaction. */
export async function conflictClaim(
  tx: Tx,
  { id, studentId, endorsementType }: Pick<Verification, 'id' | 'studentId' | 'endorsementType'>,
  skillIds: readonly string[],
  sources: readonly SourceKey[],
) {
  const proofs = await listProofs(tx, studentId, sources)
  return { skillIds, sources, endorsementType, proofs, pending: await listPending(tx, studentId, sources, id) }
}

/**
 * Step 1: stores the skills a person wants verified; what was stored before is replaced.
 *
 * @throws Problem MISSING_VERIFICATION_ID | SESSION_NOT_FOUND | MISSING_USER_ID | MISSING_SKILLS | MISSING_SKILL_ID |
 *   INVALID_DATA_FORMAT | UNKNOWN_SKILL | ALREADY_COMPLETED | SESSION_LOCKED | ASSESSMENT_ALREADY_PASSED |
 *   DUPLICATE_SKILLS_IN_BUNDLE | MAX_SKILLS_PER_SOURCE
 * @see facts 3.1
 */
export async function storeSkills(deps: Uses<'db' | 'now' | 'bank'>, caller: PlatformCaller, named: Named, sent: unknown) {
  const session = await getSession(deps, caller, named)
  const body = bodyOf(sent)
  const userId = textOf(body, 'recordUserId')
  if (userId === '') throw problems.MISSING_USER_ID()
  if (userId !== session.studentId) throw problems.SESSION_NOT_FOUND()
  const wanted = readSkills(body.skills)
  const skillIds = [...new Set(wanted.map(({ skillId }) => skillId))]
  const known = await knownSkills(deps, caller, skillIds)
  const unknown = skillIds.filter((id) => !known.has(id))
  if (unknown.length > 0) throw problems.UNKNOWN_SKILL({ skills: unknown })
  await deps.db.transaction().execute(async (tx) => {
    const verification = await lockVerification(tx, session)
    enforce(changeRules, verification)
    const claim = await conflictClaim(tx, verification, skillIds, await listItems(tx, verification.id))
    const [assessmentFirst, ...others] = conflictRules
    enforce([assessmentFirst], claim)
    enforce([skillsAreNamedOnce], { skillIds: wanted.map(({ skillId }) => skillId) })
    enforce(others, claim)
    enforce([requestHasRoom], claim)
    await replaceSkills(
      tx,
      verification.id,
      wanted.map(({ skillId, proofUrls }) => ({ ...known.get(skillId)!, proofUrls })),
      deps.now(),
    )
  })
  return {
    recordVerificationId: session.id,
    skills: wanted.map(({ skillId, proofUrls }) => ({ skillId, proofUrls, totalUrls: proofUrls.length })),
    totalProcessed: wanted.length,
  }
}
