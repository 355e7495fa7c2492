import { type Holding, skillKey } from '../intake/index.ts'
import { provedSkills } from './arrange-skills.ts'
import { issuerSays } from './issuer-says.ts'
import { noticesOf } from './notices.ts'
import { ownEntryOf, ownSkillOf } from './own-views.ts'
import type { ResumeRow } from './store/head.ts'
import type { ItemSettings } from './store/items.ts'
import type { OwnRow } from './store/own-entries.ts'
import { type EntryView, placedAs, type ResumeView, type SkillView, verdictOf } from './views.ts'
import { wholeOrder } from './whole-order.ts'

/** Everything a resume is made of. */
export interface ResumeFacts {
  name: string
  row: ResumeRow
  holdings: readonly Holding[]
  own: readonly OwnRow[]
  settings: ReadonlyMap<string, ItemSettings>
}

function entryOf(holding: Holding, settings: ItemSettings | undefined): EntryView {
  const { facts } = holding
  const title = holding.title || 'Untitled credential'
  const ownWording = settings?.ownWording ?? ''
  return {
    id: holding.id,
    kind: 'credential',
    assertionId: holding.assertionId,
    title,
    description: facts.description,
    issuer: facts.issuerName || holding.issuerId,
    issuerSays: issuerSays(holding),
    date: facts.date,
    section: holding.section,
    mode: holding.mode,
    verdict: verdictOf(holding),
    checks: holding.checks,
    checkedAt: holding.checkedAt.toISOString(),
    partner: holding.partnerName,
    evidence: facts.evidence,
    ownWording,
    notices: noticesOf(ownWording, {
      title,
      description: facts.description,
      date: facts.date,
      issuer: facts.issuerName,
      criteria: facts.criteria,
    }),
    organization: '',
    startDate: '',
    endDate: '',
    url: '',
    ...placedAs(settings),
  }
}

/** Those that came with credentials, and those the person wrote; a written one stands back while a credential brings the same skill. */
function allSkills({ holdings, own, settings }: ResumeFacts): SkillView[] {
  const proved = provedSkills(holdings, settings)
  const shown = new Set(proved.filter(({ deleted }) => !deleted).map(({ fullName }) => skillKey(fullName)))
  const written = own.filter(({ kind, skillKey }) => kind === 'skill' && !shown.has(skillKey ?? ''))
  return [...proved, ...written.map((row) => ownSkillOf(row, settings.get(row.id)))]
}

/** Those the person placed first, in that order; then the others as they came. */
function inOrder<T extends { id: string }>(items: readonly T[], settings: ReadonlyMap<string, ItemSettings>): T[] {
  const place = (id: string): number => settings.get(id)?.position ?? Number.MAX_SAFE_INTEGER
  return items
    .map((item, i) => ({ item, i }))
    .sort((a, b) => place(a.item.id) - place(b.item.id) || a.i - b.i)
    .map(({ item }) => item)
}

export function summaryOf(sections: ResumeView['sections'], skills: readonly SkillView[]): ResumeView['summary'] {
  const shown = [...sections.flatMap(({ entries }) => entries), ...skills].filter(({ hidden }) => !hidden)
  return { claims: shown.length, verified: shown.filter(({ verdict }) => verdict === 'verified').length }
}

/** What a person holds, what they wrote, and how they arranged it, as one resume. Pure: page, PDF and data start from it. */
export function arrangeResume(facts: ResumeFacts): ResumeView {
  const { row, settings } = facts
  const credentials = facts.holdings.filter(({ part }) => part === '').map((holding) => entryOf(holding, settings.get(holding.id)))
  const written = facts.own.filter(({ kind }) => kind === 'entry').map((own) => ownEntryOf(own, settings.get(own.id)))
  const every = inOrder([...credentials, ...written], settings)
  const everySkill = inOrder(allSkills(facts), settings)
  const entries = every.filter(({ deleted }) => !deleted)
  const skills = everySkill.filter(({ deleted }) => !deleted)
  const order = wholeOrder(row.sectionOrder)
  const sections = order
    .filter((place) => place !== 'Summary' && place !== 'Skills')
    .map((name) => ({ name, entries: entries.filter(({ section }) => section === name) }))
    // the skills have their place among the sections too
    .filter(({ name, entries: own }) => own.length > 0 || (name === 'Skills and Abilities' && skills.length > 0))
  return {
    name: facts.name,
    profile: row.profile,
    settings: row.settings,
    sections,
    skills,
    order,
    deleted: { entries: every.filter(({ deleted }) => deleted), skills: everySkill.filter(({ deleted }) => deleted) },
    summary: summaryOf(sections, skills),
  }
}
