import type { Verdict } from '../../core/words.ts'
import type { EntryView, ResumeView, SkillView } from '../../resume/index.ts'

/** What the page reads of a resume. */
export type PageView = Pick<ResumeView, 'name' | 'profile' | 'settings' | 'sections' | 'skills' | 'order' | 'summary'>

/** One statement behind a claim: who, when, and what its checks found. */
export type PageProof = Pick<
  SkillView['proofs'][number],
  'id' | 'issuer' | 'issuerSays' | 'date' | 'mode' | 'verdict' | 'checks' | 'evidence'
> & {
  checkedAt?: string | null
  partner?: string
}

/** `self-asserted`: what nobody else stands behind. */
export type SealWord = Verdict | 'self-asserted'

/** What a seal stands for, whether an entry or a skill. */
export interface Claim {
  id: string
  title: string
  word: SealWord
  description?: string
  proofs: readonly PageProof[]
}

export const claimOfEntry = (entry: EntryView): Claim => ({
  id: entry.id,
  title: entry.title,
  word: entry.kind === 'own' ? 'self-asserted' : entry.verdict,
  proofs: entry.kind === 'own' ? [] : [entry],
})

export const claimOfSkill = (skill: SkillView): Claim => ({
  id: skill.id,
  title: skill.fullName || skill.name,
  word: skill.kind === 'own' ? 'self-asserted' : skill.verdict,
  description: skill.description,
  proofs: skill.proofs,
})
