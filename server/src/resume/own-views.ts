import { shownSkillName } from '../intake/index.ts'
import type { ItemSettings } from './store/items.ts'
import type { OwnRow } from './store/own-entries.ts'
import { type EntryView, placedAs, type SkillView } from './views.ts'

const nobodyVouches = { assertionId: '', issuer: '', issuerSays: '', mode: 'live', verdict: 'unsigned', partner: '' } as const

/** From when to when, as written; an open end is a dash. */
function periodOf({ startDate, endDate }: OwnRow): string {
  if (startDate === '' || startDate === endDate) return endDate
  return `${startDate} – ${endDate}`.trimEnd()
}

export function ownEntryOf(row: OwnRow, settings: ItemSettings | undefined): EntryView {
  const { id, title, description, section, organization, startDate, endDate, url } = row
  return {
    id,
    kind: 'own',
    ...nobodyVouches,
    title,
    description,
    section,
    date: periodOf(row),
    checks: [],
    checkedAt: null,
    evidence: [],
    ownWording: '',
    notices: [],
    organization,
    startDate,
    endDate,
    url,
    ...placedAs(settings),
  }
}

export function ownSkillOf({ id, title, description, category }: OwnRow, settings: ItemSettings | undefined): SkillView {
  return {
    id,
    kind: 'own',
    name: shownSkillName(title),
    fullName: title,
    description,
    level: settings?.level ?? null,
    category,
    verdict: 'unsigned',
    canEditLevel: true,
    proofs: [],
    ...placedAs(settings),
  }
}
