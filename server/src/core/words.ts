import { type Static, Type } from 'typebox'

/** The nine sections of a resume that credentials flow into, spelled so everywhere. */
export const SECTIONS = [
  'Education',
  'Experience',
  'Certification',
  'Licenses',
  'Credentials',
  'Relevant Coursework',
  'Skills and Abilities',
  'Activities',
  'Professional Affiliations',
] as const

/** What a person can put in order, as it stands until somebody moves it: skills right behind the entries of their section. */
export const ORDERED_PLACES = [
  'Summary',
  'Education',
  'Experience',
  'Certification',
  'Licenses',
  'Credentials',
  'Relevant Coursework',
  'Skills and Abilities',
  'Skills',
  'Activities',
  'Professional Affiliations',
] as const

/** One of a list of words, as a schema. */
export const oneOf = <const T extends string>(words: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...words] })

export const Section = oneOf(SECTIONS)
export type Section = (typeof SECTIONS)[number]

export const OrderedPlace = oneOf(ORDERED_PLACES)
export type OrderedPlace = (typeof ORDERED_PLACES)[number]

/** The results a verified credential can have, worst first. @see credentials spec, "Worst wins" */
export const VERDICTS = [
  'invalid',
  'revoked',
  'suspended',
  'expired',
  'not-yet-valid',
  'unsigned',
  'unconfirmed',
  'verified-issuer-unknown',
  'verified',
] as const
export const Verdict = oneOf([...VERDICTS, 'withdrawn'])
export type Verdict = Static<typeof Verdict>

export const SKILL_LEVELS = ['beginner', 'intermediate', 'advanced', 'expert'] as const
export const SkillLevel = oneOf(SKILL_LEVELS)
export type SkillLevel = (typeof SKILL_LEVELS)[number]

export const SKILL_CATEGORIES = ['specialized', 'technical', 'durable', 'other'] as const
export const SkillCategory = oneOf(SKILL_CATEGORIES)
export type SkillCategory = (typeof SKILL_CATEGORIES)[number]

/** One named check of a credential: what was looked at, what came out, why. */
export const Check = Type.Object({
  id: Type.String(),
  outcome: oneOf(['passed', 'failed', 'unknown'] as const),
  because: Type.String(),
  at: Type.String({ description: 'JSON Pointer into the credential.' }),
})
export type Check = Static<typeof Check>
