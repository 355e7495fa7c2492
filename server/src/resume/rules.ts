import type { Rule } from '../core/rule.ts'
import type { SkillLevel, Verdict } from '../core/words.ts'
import { VERDICTS } from '../core/words.ts'
import { problems } from './problems.ts'

export interface ItemChange {
  hidden?: boolean | undefined
  deleted?: boolean | undefined
  level?: SkillLevel | undefined
}

export interface ChangeFacts {
  item: { kind: 'entry' | 'skill'; verdict: Verdict } | undefined
  change: ItemChange
}

export const itemIsOnThisResume: Rule<ChangeFacts> = ({ item }) => !item && problems.entry_not_found()

export const onlySkillsHaveLevels: Rule<ChangeFacts> = ({ item, change }) =>
  change.level !== undefined && item?.kind !== 'skill' && problems.not_a_skill()

/** A verified skill cannot be edited by the person; it may be hidden. @see CredentialConnect 1.3, "Skill verification" */
export const verifiedSkillsKeepTheirLevel: Rule<ChangeFacts> = ({ item, change }) =>
  change.level !== undefined && item?.verdict === 'verified' && problems.skill_is_verified()

export const changeRules = [itemIsOnThisResume, onlySkillsHaveLevels, verifiedSkillsKeepTheirLevel] as const

/** Best first: a skill with several proofs is as good as its best proof. */
export function bestVerdict(verdicts: readonly Verdict[]): Verdict {
  const rank = (verdict: Verdict): number => {
    if (verdict === 'withdrawn') return -1
    if (verdict === 'unsigned') return VERDICTS.indexOf('unconfirmed') - 0.5
    return VERDICTS.indexOf(verdict)
  }
  return [...verdicts].sort((a, b) => rank(b) - rank(a))[0] ?? 'unsigned'
}
