import type { SkillFacts } from './facts.ts'
import type { WaitingAssertion } from './store/holdings.ts'

/** What of an assertion a person can choose: the credential, or each skill of a carrier; a bundle itself is not chosen, what it holds is. */
export interface Choice {
  /** '' for the credential, the key of a skill */
  part: string
  skill: SkillFacts | undefined
}

export function holdingsOf({ kind, facts }: Pick<WaitingAssertion, 'kind' | 'facts'>): Choice[] {
  if (kind === 'bundle') return []
  if (kind === 'credential') return [{ part: '', skill: undefined }]
  return facts.skills.map((skill) => ({ part: skill.key, skill }))
}

/** Names one choice on the claim page, before it is held. */
export const choiceId = (row: string, part: string): string => (part === '' ? row : `${row}~${part}`)
