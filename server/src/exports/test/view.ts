import { ORDERED_PLACES } from '../../core/words.ts'
import type { EntryView, ResumeView, SkillView } from '../../resume/index.ts'

/** Parts of a resume for tests of what is made from one. */
export const entry = (more: Partial<EntryView> = {}): EntryView => ({
  id: 'own_1',
  kind: 'own',
  assertionId: '',
  title: 'Welder',
  description: '',
  issuer: '',
  issuerSays: '',
  date: '',
  section: 'Experience',
  mode: 'live',
  verdict: 'unsigned',
  checks: [],
  checkedAt: null,
  partner: '',
  evidence: [],
  ownWording: '',
  notices: [],
  organization: '',
  startDate: '',
  endDate: '',
  url: '',
  hidden: false,
  deleted: false,
  ...more,
})

export const skill = (more: Partial<SkillView> = {}): SkillView => ({
  id: 'own_s1',
  kind: 'own',
  name: more.fullName?.slice(0, 40) ?? 'MIG welding',
  fullName: 'MIG welding',
  description: '',
  level: null,
  category: null,
  verdict: 'unsigned',
  canEditLevel: true,
  proofs: [],
  hidden: false,
  deleted: false,
  ...more,
})

export function view(entries: readonly EntryView[], more: Partial<ResumeView> = {}): ResumeView {
  const names = [...new Set(entries.map(({ section }) => section))]
  return {
    name: 'Ada Reyes',
    profile: { headline: '', email: '', phone: '', location: '', summary: '', links: [] },
    settings: { template: 'classic', accent: '#2f5d3a', paper: 'A4', language: 'en', direction: 'ltr' },
    sections: names.map((name) => ({ name, entries: entries.filter(({ section }) => section === name) })),
    skills: [],
    order: [...new Set(['Summary' as const, ...names, ...ORDERED_PLACES])],
    deleted: { entries: [], skills: [] },
    summary: { claims: entries.length, verified: entries.filter(({ verdict }) => verdict === 'verified').length },
    ...more,
  }
}
