import type { Output } from '../core/endpoint.ts'
import { SECTIONS, type Section, type Verdict } from '../core/words.ts'
import type { Holding, SkillFacts } from '../intake/index.ts'
import type { getResume } from './api.ts'
import { bestVerdict } from './rules.ts'
import type { ItemSettings } from './store.ts'

export type ResumeView = Output<typeof getResume>
export type EntryView = ResumeView['sections'][number]['entries'][number]
export type SkillView = ResumeView['skills'][number]

/** Everything a resume is made of. */
export interface ResumeFacts {
  name: string
  holdings: readonly Holding[]
  settings: ReadonlyMap<string, ItemSettings>
  sectionOrder: readonly string[]
}

const verdictOf = ({ withdrawn, verdict }: Holding): Verdict => (withdrawn ? 'withdrawn' : verdict)

/** How an issuer may be named: nobody vouches for the name unless the checks say so. @see reliability T11 */
export function issuerSays({ facts, issuerId, checks }: Pick<Holding, 'facts' | 'issuerId' | 'checks'>): string {
  const name = facts.issuerName || issuerId
  if (name === '') return 'No issuer is named.'
  const isVouchedFor = checks.some(({ id, outcome }) => id === 'issuer-name' && outcome === 'passed')
  return isVouchedFor ? name : `Says it is ${name}.`
}

function entryOf(holding: Holding, settings: ItemSettings | undefined): EntryView {
  return {
    id: holding.id,
    assertionId: holding.assertionId,
    title: holding.title || 'Untitled credential',
    description: holding.facts.description,
    issuer: holding.facts.issuerName || holding.issuerId,
    issuerSays: issuerSays(holding),
    date: holding.facts.date,
    section: holding.section,
    mode: holding.mode,
    verdict: verdictOf(holding),
    checks: holding.checks,
    checkedAt: holding.checkedAt.toISOString(),
    partner: holding.partnerName,
    evidence: holding.facts.evidence,
    hidden: settings?.hidden ?? false,
    deleted: settings?.deletedAt != null,
  }
}

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
      // an evidence link is shown for verified skills only
      evidence: verdictOf(holding) === 'verified' ? skill.evidence : [],
    })),
    hidden: settings?.hidden ?? false,
    deleted: settings?.deletedAt != null,
  }
}

function skillsOf({ holdings, settings }: ResumeFacts): SkillView[] {
  const proofs = new Map<string, OneProof[]>()
  for (const holding of holdings.filter(({ part }) => part !== '')) {
    const skill = holding.facts.skills.find(({ key }) => key === holding.part)
    if (skill) proofs.set(skill.key, [...(proofs.get(skill.key) ?? []), { holding, skill }])
  }
  return [...proofs].map(([key, found]) => skillOf(key, found, settings.get(skillId(key))))
}

/** Those the person placed first, in that order; then the others as they came. */
function inOrder<T extends { id: string }>(items: readonly T[], settings: ReadonlyMap<string, ItemSettings>): T[] {
  const place = (id: string): number => settings.get(id)?.position ?? Number.MAX_SAFE_INTEGER
  return items
    .map((item, i) => ({ item, i }))
    .sort((a, b) => place(a.item.id) - place(b.item.id) || a.i - b.i)
    .map(({ item }) => item)
}

/** What a person holds and how they arranged it, as one resume. Pure: page, PDF and data start from it. */
export function arrangeResume(facts: ResumeFacts): ResumeView {
  const all = inOrder(
    facts.holdings.filter(({ part }) => part === '').map((holding) => entryOf(holding, facts.settings.get(holding.id))),
    facts.settings,
  )
  const allSkills = inOrder(skillsOf(facts), facts.settings)
  const entries = all.filter(({ deleted }) => !deleted)
  const skills = allSkills.filter(({ deleted }) => !deleted)
  const order = [...facts.sectionOrder.filter((name): name is Section => SECTIONS.includes(name as Section)), ...SECTIONS]
  const shown = [...entries, ...skills].filter(({ hidden }) => !hidden)
  return {
    name: facts.name,
    sections: [...new Set(order)]
      .map((name) => ({ name, entries: entries.filter(({ section }) => section === name) }))
      // the skills have their place among the sections too
      .filter(({ name, entries: own }) => own.length > 0 || (name === 'Skills and Abilities' && skills.length > 0)),
    skills,
    deleted: { entries: all.filter(({ deleted }) => deleted), skills: allSkills.filter(({ deleted }) => deleted) },
    summary: { claims: shown.length, verified: shown.filter(({ verdict }) => verdict === 'verified').length },
  }
}
