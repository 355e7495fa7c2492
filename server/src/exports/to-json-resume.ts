import type { EntryView, ResumeView, SkillView } from '../resume/index.ts'
import { shownResume } from '../resume/index.ts'
import { uriOf } from './uri.ts'

type Json = Record<string, unknown>

/** Without what is empty: readers of JSON Resume take an empty string for something said. */
const given = (fields: Json): Json =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )

/** A date as the schema takes it: a year, a month or a day. */
const dateIn = (text: string): string => /^([12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:T.*)?$/.exec(text)?.[1] ?? ''

const words = ({ description, ownWording }: EntryView): string => [description, ownWording].filter(Boolean).join('\n\n')

/** What JSON Resume has no member for: the section, and what the checks came to. */
const laurelOf = (entry: EntryView): Json => ({
  section: entry.section,
  verdict: entry.verdict,
  ...(entry.kind === 'credential' && {
    assertionId: entry.assertionId,
    issuer: entry.issuerSays,
    checkedAt: entry.checkedAt,
    awarded: entry.date,
    ...(entry.ownWording !== '' && { ownWording: entry.ownWording }),
  }),
})

const periodOf = ({ startDate, endDate }: EntryView): Json => ({ startDate: dateIn(startDate), endDate: dateIn(endDate) })

const by = (entry: EntryView): string => (entry.kind === 'own' ? entry.organization : entry.issuer)

const base = (entry: EntryView): Json => ({
  ...(entry.kind === 'own' ? periodOf(entry) : { endDate: dateIn(entry.date) }),
  url: uriOf(entry.url || (entry.evidence[0]?.url ?? '')),
  summary: words(entry),
  laurel: laurelOf(entry),
})

const dated = (entry: EntryView): Json => ({
  date: dateIn(entry.kind === 'own' ? entry.endDate || entry.startDate : entry.date),
  ...base(entry),
})

/** Which list a section goes to, and how its entries are written there. */
const LISTS: Readonly<Record<EntryView['section'], readonly [list: string, write: (entry: EntryView) => Json]>> = {
  Experience: ['work', (entry) => ({ name: by(entry), position: entry.title, ...base(entry) })],
  Education: ['education', (entry) => ({ institution: by(entry), studyType: entry.title, ...base(entry) })],
  'Relevant Coursework': ['education', (entry) => ({ institution: by(entry), studyType: entry.title, ...base(entry) })],
  Certification: ['certificates', (entry) => ({ name: entry.title, issuer: by(entry), ...dated(entry) })],
  Licenses: ['certificates', (entry) => ({ name: entry.title, issuer: by(entry), ...dated(entry) })],
  Credentials: ['awards', (entry) => ({ title: entry.title, awarder: by(entry), ...dated(entry) })],
  'Skills and Abilities': ['awards', (entry) => ({ title: entry.title, awarder: by(entry), ...dated(entry) })],
  Activities: ['volunteer', (entry) => ({ organization: by(entry), position: entry.title, ...base(entry) })],
  'Professional Affiliations': ['volunteer', (entry) => ({ organization: by(entry), position: entry.title, ...base(entry) })],
}

function skillOf(skill: SkillView): Json {
  const [proof] = skill.proofs
  return given({
    name: skill.fullName,
    level: skill.level ?? '',
    laurel: given({
      category: skill.category ?? '',
      description: skill.description,
      verdict: skill.verdict,
      issuer: proof?.issuerSays ?? '',
      proofs: skill.proofs.map(({ assertionId }) => assertionId).filter(Boolean),
    }),
  })
}

const SCHEMA = 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json'

/**
 * A resume as JSON Resume 1.x. What it has no member for stands under `laurel` of each item: section, verdict, issuer. Pure.
 *
 * @param view hidden, deleted and withdrawn items are left out, whether or not they still are in it
 * @see https://jsonresume.org/schema
 */
export function toJsonResume(view: ResumeView): Json {
  const { name, profile, sections, skills, settings } = shownResume(view)
  const lists: Record<string, Json[]> = {}
  for (const entry of sections.flatMap(({ entries }) => entries)) {
    const [list, write] = LISTS[entry.section]
    lists[list] = [...(lists[list] ?? []), given(write(entry))]
  }
  return {
    $schema: SCHEMA,
    basics: given({
      name,
      label: profile.headline,
      email: profile.email,
      phone: profile.phone,
      location: profile.location === '' ? undefined : { address: profile.location },
      summary: profile.summary,
      profiles: profile.links.map(({ label, url }) => given({ network: label, url: uriOf(url) })),
    }),
    ...lists,
    ...(skills.length > 0 && { skills: skills.map(skillOf) }),
    meta: { version: 'v1.0.0', laurel: { language: settings.language } },
  }
}
