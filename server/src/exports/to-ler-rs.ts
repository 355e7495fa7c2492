import type { EntryView, ResumeView, SkillView } from '../resume/index.ts'
import { shownResume } from '../resume/index.ts'
import { uriOf } from './uri.ts'

type Json = Record<string, unknown>

/** A document behind an entry or a skill, as received. */
export interface Evidence {
  /** of the item on the resume it came with */
  id: string
  document: string
  form: 'json' | 'jwt'
}

/** The schemas of 4.5 still name 4.4 here, and take nothing else. */
const TYPE = 'http://schema.hropenstandards.org/4.4/recruiting/json/ler-rs/LER-RSType.json'

const given = (fields: Json): Json =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )

/** @see HR Open FormattedDateTimeType; what is no date stands among the descriptions instead */
const dateIn = (text: string): string => /^([12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:T.*)?$/.exec(text)?.[1] ?? ''

const verificationOf = ({ document, form }: Evidence): Json => ({
  otherW3CVerifiableCredential:
    form === 'json'
      ? (JSON.parse(document) as Json)
      : {
          '@context': 'https://www.w3.org/ns/credentials/v2',
          type: 'EnvelopedVerifiableCredential',
          id: `data:application/vc+jwt,${document}`,
        },
})

const organizationOf = (entry: EntryView): Json => ({ name: entry.kind === 'own' ? entry.organization : entry.issuer })

const descriptionsOf = (entry: EntryView): string[] =>
  [
    entry.description,
    entry.ownWording,
    entry.kind === 'credential' && entry.date !== '' && dateIn(entry.date) === '' ? `Date: ${entry.date}` : '',
  ].filter(Boolean)

const addressesOf = (entry: EntryView): Json[] =>
  [entry.url, ...entry.evidence.map(({ url }) => url)]
    .map(uriOf)
    .filter(Boolean)
    .map((uri) => ({ uri }))

const endOf = (entry: EntryView): string => dateIn(entry.kind === 'own' ? entry.endDate : entry.date)

const common = (entry: EntryView): Json => ({ attachmentReferences: addressesOf(entry), descriptions: descriptionsOf(entry) })

const attendance = (entry: EntryView): Json => ({
  institution: organizationOf(entry),
  start: dateIn(entry.startDate),
  end: endOf(entry),
  ...(entry.section === 'Education'
    ? { educationDegrees: [{ name: entry.title }] }
    : { programs: [entry.title], educationLevelCodes: [{ name: entry.section }] }),
  ...common(entry),
})

const employment = (entry: EntryView): Json => ({
  organization: organizationOf(entry),
  start: dateIn(entry.startDate),
  end: endOf(entry),
  positionHistories: [given({ title: entry.title, start: dateIn(entry.startDate), end: endOf(entry), ...common(entry) })],
})

const certification = (entry: EntryView): Json => ({
  name: entry.title,
  type: { name: entry.section },
  issuingAuthority: organizationOf(entry),
  firstIssued: dateIn(entry.startDate),
  issued: endOf(entry),
  ...common(entry),
})

/** LER-RS has four lists for nine sections: what is none of them is a certification of that type. */
const LISTS: Readonly<Record<EntryView['section'], readonly [list: string, write: (entry: EntryView) => Json]>> = {
  Education: ['educationAndLearnings', attendance],
  'Relevant Coursework': ['educationAndLearnings', attendance],
  Experience: ['employmentHistories', employment],
  Licenses: ['licenses', certification],
  Certification: ['certifications', certification],
  Credentials: ['certifications', certification],
  'Skills and Abilities': ['certifications', certification],
  Activities: ['certifications', certification],
  'Professional Affiliations': ['certifications', certification],
}

const skillOf = (skill: SkillView, verifications: Json[]): Json =>
  given({
    name: skill.fullName,
    description: skill.description,
    keywords: [
      ...(skill.level ? [{ name: 'level', value: skill.level }] : []),
      ...(skill.category ? [{ name: 'category', value: skill.category }] : []),
    ],
    verifications: verifications.map((verification) => ({ Verification: verification })),
  })

function communicationOf({ email, phone, location, links }: ResumeView['profile']): Json {
  return given({
    email: email === '' ? [] : [{ address: email }],
    phone: phone === '' ? [] : [{ formattedNumber: phone }],
    address: location === '' ? [] : [{ formattedAddress: location }],
    web: links.map(({ label, url }) => given({ name: label, url: uriOf(url) })),
  })
}

const narrative = (name: string, text: string): Json[] => (text === '' ? [] : [{ name, texts: [{ lines: text.split('\n') }] }])

/**
 * A resume as LER-RS 4.5: four lists, skills, and the narratives; each item carries its own credentials in `verifications`. Pure.
 *
 * @param view      hidden, deleted and withdrawn items are left out, whether or not they still are in it
 * @param documents the documents behind its items; those of items that are not shown are left out
 * @see HR Open Standards 4.5, LER-RSType. This product implements and complies with the Version 4.5 Specifications as published by
 * the HR Open Standards Consortium at http://www.hropenstandards.org
 */
export function toLerRs(view: ResumeView, documents: readonly Evidence[] = []): Json {
  const { name, profile, sections, skills } = shownResume(view)
  const documentOf = new Map(documents.map((one) => [one.id, one]))
  const verificationsOf = (ids: readonly string[]): Json[] => {
    const texts = new Map(ids.flatMap((id) => documentOf.get(id) ?? []).map((one) => [one.document, one]))
    return [...texts.values()].map(verificationOf)
  }
  const lists: Record<string, Json[]> = {}
  for (const entry of sections.flatMap(({ entries }) => entries)) {
    const [list, write] = LISTS[entry.section]
    lists[list] = [...(lists[list] ?? []), given({ ...write(entry), verifications: verificationsOf([entry.id]) })]
  }
  const communication = communicationOf(profile)
  const narratives = [...narrative('Headline', profile.headline), ...narrative('Summary', profile.summary)]
  return {
    type: TYPE,
    person: { name: given({ formattedName: name }) },
    ...(Object.keys(communication).length > 0 && { communication }),
    ...(narratives.length > 0 && { narratives }),
    ...lists,
    ...(skills.length > 0 && {
      skills: skills.map((skill) => skillOf(skill, verificationsOf(skill.proofs.map(({ id }) => id)))),
    }),
  }
}
