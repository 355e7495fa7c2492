import type { Section } from '../core/words.ts'
import { isDate, MAX_LONG_TEXT, MAX_TEXT } from './fields.ts'
import type { Offered, OfferedItem } from './words.ts'

/** An entry of a person's resume, as far as it can be the source of a skill. */
export interface OwnEntry {
  id: string
  section: Section
  title: string
  description: string
  organization: string
  issuer: string
  /** as written, whatever that is */
  date: string
  startDate: string
  endDate: string
}

const LIST: Readonly<Partial<Record<Section, 'experience' | 'certificates'>>> = {
  Education: 'experience',
  Experience: 'experience',
  Certification: 'certificates',
  Licenses: 'certificates',
  Credentials: 'certificates',
}

const dateOf = (...texts: string[]): string | null => texts.find((text) => isDate(text)) ?? null

function itemOf(list: keyof Omit<Offered, 'skillIds'>, entry: OwnEntry): OfferedItem {
  const { id } = entry
  const name = entry.title.slice(0, MAX_TEXT)
  const organization = (entry.organization || entry.issuer).slice(0, MAX_TEXT)
  const startDate = dateOf(entry.startDate, entry.date)
  if (list === 'certificates') return { credentialId: id, name, issuedOrganization: organization, issueDate: startDate }
  const rest = { description: entry.description.slice(0, MAX_LONG_TEXT), startDate, endDate: dateOf(entry.endDate) }
  if (list === 'experience') return { workExperienceId: id, role: name, companyName: organization, ...rest }
  return { projectId: id, name, organization, ...rest }
}

/** Entries of a resume as the items of a session: schools and work as experience, certificates as certificates, the rest as projects. */
export function offeredFrom(entries: readonly OwnEntry[]): Offered {
  const offered: Offered = { projects: [], experience: [], certificates: [], skillIds: [] }
  for (const entry of entries) {
    const list = LIST[entry.section] ?? 'projects'
    offered[list].push(itemOf(list, entry))
  }
  return offered
}
