import type { Output } from '../../core/endpoint.ts'
import type { NewOwnEntry } from '../shapes.ts'
import type { ResumeView } from '../views.ts'
import type { importDocument } from './api.ts'
import type { ReadResume } from './read-values.ts'

export type ImportItem = Output<typeof importDocument>['items'][number]
type HeadField = keyof ReadResume['profile']

const folded = (...texts: readonly (string | undefined)[]): string =>
  texts.map((text = '') => text.trim().toLowerCase().replace(/\s+/g, ' ')).join(' | ')

const keyOf = (entry: NewOwnEntry): string =>
  'name' in entry ? folded('skill', entry.name) : folded(entry.section, entry.title, entry.organization, entry.startDate, entry.endDate)

/** What is on the resume in the person's own words already, so that the same file twice adds nothing twice. */
function ownKeys({ sections, skills }: ResumeView): Set<string> {
  const entries = sections.flatMap(({ entries }) => entries).filter(({ kind }) => kind === 'own')
  return new Set([
    ...entries.map((entry) => folded(entry.section, entry.title, entry.organization, entry.startDate, entry.endDate)),
    ...skills.map(({ fullName }) => folded('skill', fullName)),
  ])
}

/** The entries and skills of a resume file, as pages show them before they are added. */
export function ownItems(entries: readonly NewOwnEntry[], view: ResumeView): { item: ImportItem; entry: NewOwnEntry }[] {
  const there = ownKeys(view)
  return entries.map((entry, i) => {
    const key = keyOf(entry)
    const reason = there.has(key) ? 'there-already' : ''
    there.add(key)
    const isSkill = 'name' in entry
    const item: ImportItem = {
      id: `own.${i}`,
      kind: 'own',
      assertionId: null,
      title: isSkill ? entry.name : entry.title,
      description: entry.description ?? '',
      issuer: isSkill ? '' : (entry.organization ?? ''),
      date: isSkill ? '' : [entry.startDate, entry.endDate].filter(Boolean).join(' – '),
      section: isSkill ? 'Skills and Abilities' : entry.section,
      level: isSkill ? (entry.level ?? null) : null,
      category: isSkill ? (entry.category ?? null) : null,
      verdict: 'unsigned',
      checks: [],
      available: reason === '',
      reason,
    }
    return { item, entry }
  })
}

const HEAD_FIELDS = ['headline', 'email', 'phone', 'location', 'summary', 'links'] as const

/** What a file says for the head of the resume, where the person has said nothing yet. */
export function headOf(profile: ReadResume['profile'], view: ResumeView): { field: HeadField; text: string }[] {
  return HEAD_FIELDS.flatMap((field) => {
    const found = profile[field]
    if (found.length === 0 || view.profile[field].length > 0) return []
    return [{ field, text: typeof found === 'string' ? found : found.map(({ url }) => url).join(', ') }]
  })
}
