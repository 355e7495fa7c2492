import type { Rule } from '../core/rule.ts'
import { problems } from './problems.ts'
import { type EndorsementType, MAX_SKILLS, type SourceKey, type State } from './words.ts'

/** A skill that was proved for a source before. */
export interface Proof extends SourceKey {
  skillId: string
  endorsementType: EndorsementType
}

/** A skill that another verification under way asks about, for a source. */
export interface Pending extends SourceKey {
  skillId: string
}

/** What the conflict rules look at: everything is of one person, of one platform and mode. */
export interface ConflictClaim {
  skillIds: readonly string[]
  sources: readonly SourceKey[]
  /** null until step 2 */
  endorsementType: EndorsementType | null
  proofs: readonly Proof[]
  pending: readonly Pending[]
}

export const sameSource = (left: SourceKey, right: SourceKey): boolean => left.type === right.type && left.externalId === right.externalId

const sourceFacts = ({ type, externalId }: SourceKey) => ({ type, externalId })

/** The first source on which some of the skills are proved under this type, and which. */
function proved({ skillIds, sources, proofs }: ConflictClaim, type: EndorsementType) {
  for (const source of sources) {
    const skills = skillIds.filter((skillId) =>
      proofs.some((proof) => proof.skillId === skillId && proof.endorsementType === type && sameSource(proof, source)),
    )
    if (skills.length > 0) return { skills, source: sourceFacts(source) }
  }
  return undefined
}

/** A skill passed by assessment for that source is not assessed again. */
export const assessmentIsNotPassed: Rule<ConflictClaim> = (claim) => {
  const found = claim.endorsementType === 'assessment' && proved(claim, 'assessment')
  return found && problems.ASSESSMENT_ALREADY_PASSED(found)
}

/** A skill already verified for the same source and same endorsement type is refused; another type or source may proceed. */
export const skillIsNotVerifiedYet: Rule<ConflictClaim> = (claim) => {
  const found = claim.endorsementType !== null && proved(claim, claim.endorsementType)
  return found && problems.DUPLICATE_SKILLS_IN_BUNDLE(found)
}

/** A source carries at most 10 different skills, verified or pending. */
export const sourceHasRoom: Rule<ConflictClaim> = ({ skillIds, sources, proofs, pending }) => {
  for (const source of sources) {
    const counted = new Set([...proofs, ...pending].filter((one) => sameSource(one, source)).map(({ skillId }) => skillId))
    if (new Set([...counted, ...skillIds]).size <= MAX_SKILLS) continue
    const over = skillIds.filter((skillId) => !counted.has(skillId)).slice(Math.max(0, MAX_SKILLS - counted.size))
    // two that were sent side by side can fill a source beyond its measure: then nothing more is asked there
    return problems.MAX_SKILLS_PER_SOURCE({ skills: over.length > 0 ? over : [...skillIds], source: sourceFacts(source) })
  }
  return undefined
}

/** Their order is the contract. @see skill verification spec, "Conflict rules" */
export const conflictRules = [assessmentIsNotPassed, skillIsNotVerifiedYet, sourceHasRoom] as const

/** No skill is named twice in one request. */
export const skillsAreNamedOnce: Rule<{ skillIds: readonly string[] }> = ({ skillIds }) => {
  const twice = skillIds.filter((skillId, index) => skillIds.indexOf(skillId) !== index)
  return twice.length > 0 && problems.DUPLICATE_SKILLS_IN_BUNDLE({ skills: [...new Set(twice)] })
}

/** More than 10 different skills fit no source. */
export const requestHasRoom: Rule<{ skillIds: readonly string[] }> = ({ skillIds }) =>
  skillIds.length > MAX_SKILLS && problems.MAX_SKILLS_PER_SOURCE({ skills: skillIds.slice(MAX_SKILLS) })

interface Standing {
  state: State
}

/** A completed verification never changes. */
export const isNotCompleted: Rule<Standing> = ({ state }) => state === 'completed' && problems.ALREADY_COMPLETED()

/** From the reviewer's mail or the questions on, skills, items and reviewer stand. */
export const isStillDraft: Rule<Standing> = ({ state }) => state !== 'draft' && problems.SESSION_LOCKED()

/** From the reviewer's mail or the questions on, the method stands. */
export const methodIsOpen: Rule<Standing> = ({ state }) => state !== 'draft' && problems.METHOD_LOCKED()

export const changeRules = [isNotCompleted, isStillDraft] as const
export const methodRules = [isNotCompleted, methodIsOpen] as const

export type SkipReason = 'duplicate' | 'limit'

/**
 * Which skills of a result can be written: one that was proved meanwhile keeps the earlier proof, and what finds no room on a source is
 * left out. Only verified skills count here: everybody pending is still waiting for an answer.
 */
export function admissible(claim: ConflictClaim & { endorsementType: EndorsementType }): {
  written: string[]
  skipped: { id: string; reason: SkipReason }[]
} {
  const { sources, proofs, endorsementType } = claim
  const onSource = sources.map((source) => new Set(proofs.filter((one) => sameSource(one, source)).map(({ skillId }) => skillId)))
  const written: string[] = []
  const skipped: { id: string; reason: SkipReason }[] = []
  for (const id of claim.skillIds) {
    const isProved = proofs.some(
      (one) => one.skillId === id && one.endorsementType === endorsementType && sources.some((source) => sameSource(one, source)),
    )
    const isFull = onSource.some((skills) => !skills.has(id) && skills.size >= MAX_SKILLS)
    if (isProved || isFull) skipped.push({ id, reason: isProved ? 'duplicate' : 'limit' })
    else {
      written.push(id)
      for (const skills of onSource) skills.add(id)
    }
  }
  return { written, skipped }
}
