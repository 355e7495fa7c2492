import type { Holding, SkillFacts } from '../intake/index.ts'
import { issuerSays } from './issuer-says.ts'
import { bestVerdict } from './rules.ts'
import type { ItemSettings } from './store/items.ts'
import { placedAs, type SkillView, verdictOf } from './views.ts'

export const skillId = (key: string): string => `skl_${Buffer.from(key).toString('base64url')}`

interface OneProof {
  holding: Holding
  skill: SkillFacts
}

/** The same skill from several issuers is one skill with several proofs; its words come from the best proof. */
function skillOf(key: string, proofs: readonly OneProof[], settings: ItemSettings | undefined): SkillView {
  const verdict = bestVerdict(proofs.map(({ holding }) => verdictOf(holding)))
  const best = proofs.find(({ holding }) => verdictOf(holding) === verdict) ?? proofs[0]!
  const isVerified = verdict === 'verified'
  const first = <T>(pick: (skill: SkillFacts) => T | null): T | null =>
    [best, ...proofs].map(({ skill }) => pick(skill)).find((value) => value !== null) ?? null
  return {
    id: skillId(key),
    kind: 'credential',
    name: best.skill.name,
    fullName: best.skill.fullName,
    description: best.skill.description,
    level: isVerified ? best.skill.level : (settings?.level ?? first((skill) => skill.level)),
    category: isVerified ? best.skill.category : first((skill) => skill.category),
    verdict,
    canEditLevel: !isVerified,
    proofs: proofs.map(({ holding, skill }) => ({
      id: holding.id,
      assertionId: holding.assertionId,
      issuer: holding.facts.issuerName || holding.issuerId,
      issuerSays: issuerSays(holding),
      date: holding.facts.date,
      framework: skill.framework,
      mode: holding.mode,
      verdict: verdictOf(holding),
      checks: holding.checks,
      checkedAt: holding.checkedAt.toISOString(),
      // an evidence link is shown for verified skills only
      evidence: verdictOf(holding) === 'verified' ? skill.evidence : [],
    })),
    ...placedAs(settings),
  }
}

/** The skills that came with credentials, in the order they came. */
export function provedSkills(holdings: readonly Holding[], settings: ReadonlyMap<string, ItemSettings>): SkillView[] {
  const proofs = new Map<string, OneProof[]>()
  for (const holding of holdings.filter(({ part }) => part !== '')) {
    const skill = holding.facts.skills.find(({ key }) => key === holding.part)
    if (skill) proofs.set(skill.key, [...(proofs.get(skill.key) ?? []), { holding, skill }])
  }
  return [...proofs].map(([key, found]) => skillOf(key, found, settings.get(skillId(key))))
}
