import { DAY_MS, MINUTE_MS } from '../core/time.ts'

/** The words of the domain, and its numbers. @see skill verification spec */
export const STATES = ['draft', 'sent', 'in_progress', 'completed', 'expired'] as const
export type State = (typeof STATES)[number]

export const METHODS = ['human', 'assessment'] as const
export type Method = (typeof METHODS)[number]

export const HUMAN_TYPES = ['reporting_manager', 'tech_lead', 'client', 'founder_cxo', 'peer'] as const
export type HumanType = (typeof HUMAN_TYPES)[number]
export type EndorsementType = HumanType | 'assessment'

export const SOURCE_TYPES = ['experience', 'project', 'certificate'] as const
export type SourceType = (typeof SOURCE_TYPES)[number]

export type SkillStatus = 'pending' | 'verified' | 'rejected'

/** An item as init brought it. */
export type OfferedItem = Readonly<Record<string, unknown>>

export interface Offered {
  projects: OfferedItem[]
  experience: OfferedItem[]
  certificates: OfferedItem[]
  skillIds: string[]
}

/** What a skill is verified for: the platform's own item, by its own id. */
export interface SourceKey {
  type: SourceType
  externalId: string
}

export const SESSION_LIFETIME_MS = 40 * DAY_MS
export const REVIEW_LIFETIME_MS = 30 * DAY_MS
export const REMIND_AFTER_MS = 7 * DAY_MS
export const MAILS_A_DAY = 5
export const ASSESSMENT_LIFETIME_MS = 60 * MINUTE_MS
export const ATTEMPTS_A_DAY = 3
export const ATTEMPTS_IN_ALL = 10
export const PASS_SCORE = 60
export const MAX_SKILLS = 10
export const MAX_PROOF_URLS = 10
