import { SECTIONS, type Section, SKILL_CATEGORIES, SKILL_LEVELS, type SkillCategory, type SkillLevel } from '../../core/words.ts'
import { LINKS_LIMIT, type NewOwnEntry, SHORT_LIMIT, TEXT_LIMIT, TITLE_LIMIT, URL_LIMIT } from '../shapes.ts'
import {
  dateOf,
  emailIn,
  type Fields,
  fieldsOf,
  linesIn,
  linkOf,
  listIn,
  MOST_ITEMS,
  paragraphs,
  type ReadResume,
  textOf,
} from './read-values.ts'

/** An LER-RS document, or the subject of the credential it travels in. @see HR Open 4.5, VerifiableCredentialLER-RSType */
function documentIn(json: unknown): Fields {
  const outer = fieldsOf(json)
  const subject = fieldsOf(fieldsOf(outer.vc).credentialSubject ?? outer.credentialSubject)
  const inner = fieldsOf(subject.lerrsType)
  return Object.keys(inner).length > 0 ? inner : Object.keys(subject).length > 0 ? subject : outer
}

/** True for what `fromLerRs` reads: an LER-RS document, bare or inside a credential. */
export function isLerRs(json: unknown): boolean {
  const document = documentIn(json)
  return (
    /\/LER-RSType\.json/.test(textOf(URL_LIMIT, document.type)) || /LER-RSType\.json/.test(JSON.stringify(fieldsOf(json)['@context'] ?? ''))
  )
}

/** Documents with a proof of their own, under `verifications` of an item. */
export function credentialsOf(item: Fields): ReadResume['credentials'] {
  return listIn(item.verifications).flatMap((one): ReadResume['credentials'] => {
    const { Verification, ...bare } = fieldsOf(one)
    const verification = Verification === undefined ? bare : fieldsOf(Verification)
    const document = fieldsOf(verification.otherW3CVerifiableCredential ?? verification)
    const [, jws] = typeof document.id === 'string' ? (/^data:application\/vc\+jwt,(.+)$/s.exec(document.id) ?? []) : []
    if (jws) return [jws]
    return document.credentialSubject === undefined ? [] : [document]
  })
}

const nameOf = (organization: unknown): string => {
  const { name, tradeName, legalName } = fieldsOf(organization)
  return textOf(SHORT_LIMIT, name, tradeName, legalName)
}

const linesOf = (item: Fields): string => paragraphs(TEXT_LIMIT, listIn(item.descriptions))

const urlOf = (item: Fields): string => linkOf(URL_LIMIT, fieldsOf(listIn(item.attachmentReferences)[0]).uri)

function educationOf(item: Fields): NewOwnEntry[] {
  const degree = fieldsOf(listIn(item.educationDegrees)[0])
  const fields = listIn(degree.specializations).map((one) => textOf(SHORT_LIMIT, fieldsOf(one).name))
  const program = listIn(item.programs)[0]
  const title = [textOf(TITLE_LIMIT, degree.name, program, nameOf(item.institution)), ...fields].filter(Boolean).join(', ')
  const isCourse = fieldsOf(listIn(item.educationLevelCodes)[0]).name === 'Relevant Coursework'
  return placed(isCourse ? 'Relevant Coursework' : 'Education', item, {
    title,
    organization: nameOf(item.institution),
    endDate: dateOf(item.end, degree.date),
  })
}

/** One for each position held there. */
function employmentOf(item: Fields): NewOwnEntry[] {
  const organization = nameOf(item.organization)
  const positions = listIn(item.positionHistories).map(fieldsOf)
  if (positions.length === 0) return placed('Experience', item, { title: organization, organization })
  return positions.flatMap((position) => {
    const whole = { start: item.start, end: item.end, attachmentReferences: item.attachmentReferences, ...position }
    const title = textOf(TITLE_LIMIT, position.title, organization)
    return placed('Experience', whole, { title, organization: nameOf(position.organization) || organization })
  })
}

function certificationOf(fallback: Section, item: Fields): NewOwnEntry[] {
  const period = fieldsOf(item.effectiveTimePeriod)
  const named = textOf(SHORT_LIMIT, fieldsOf(item.type).name) as Section
  return placed(SECTIONS.includes(named) ? named : fallback, item, {
    title: textOf(TITLE_LIMIT, item.name),
    organization: nameOf(item.issuingAuthority),
    startDate: dateOf(item.firstIssued, period.validFrom),
    endDate: dateOf(item.issued, period.validTo),
  })
}

function placed(
  section: Section,
  item: Fields,
  known: { title: string; organization: string; startDate?: string; endDate?: string },
): NewOwnEntry[] {
  const title = textOf(TITLE_LIMIT, known.title)
  if (title === '') return []
  return [
    {
      section,
      title,
      organization: known.organization,
      startDate: known.startDate ?? dateOf(item.start),
      endDate: known.endDate ?? dateOf(item.end),
      url: urlOf(item),
      description: linesOf(item),
    },
  ]
}

function skillOf(item: Fields): NewOwnEntry[] {
  const name = textOf(SHORT_LIMIT, item.name)
  if (name === '') return []
  const keyword = (wanted: string): unknown =>
    listIn(item.keywords)
      .map(fieldsOf)
      .find((one) => one.name === wanted)?.value
  const level = textOf(SHORT_LIMIT, keyword('level')).toLowerCase() as SkillLevel
  const category = textOf(SHORT_LIMIT, keyword('category')).toLowerCase() as SkillCategory
  return [
    {
      kind: 'skill',
      name,
      ...(SKILL_LEVELS.includes(level) && { level }),
      ...(SKILL_CATEGORIES.includes(category) && { category }),
      description: textOf(TEXT_LIMIT, item.description),
    },
  ]
}

const READERS: readonly (readonly [list: string, read: (item: Fields) => NewOwnEntry[]])[] = [
  ['educationAndLearnings', educationOf],
  ['employmentHistories', employmentOf],
  ['certifications', (item) => certificationOf('Certification', item)],
  ['licenses', (item) => certificationOf('Licenses', item)],
  ['skills', skillOf],
]

function profileOf(document: Fields): ReadResume['profile'] {
  const { email, phone, address, web } = fieldsOf(document.communication)
  const first = (list: unknown): Fields => fieldsOf(listIn(list)[0])
  const place = first(address)
  const parts = [place.line, place.postalCode, place.city, fieldsOf(listIn(place.countrySubDivisions)[0]).value, place.countryCode]
  const told = listIn(document.narratives).map(fieldsOf)
  const narrative = (name: string | undefined): string =>
    linesIn(
      TEXT_LIMIT,
      told
        .filter((one) => (name === undefined ? one.name !== 'Headline' : one.name === name))
        .flatMap((one) => listIn(one.texts).flatMap((text) => listIn(fieldsOf(text).lines))),
    )
  return {
    headline: textOf(SHORT_LIMIT, narrative('Headline')),
    email: emailIn(first(email).address),
    phone: textOf(50, first(phone).formattedNumber),
    location: textOf(
      SHORT_LIMIT,
      place.formattedAddress,
      parts
        .map((part) => textOf(SHORT_LIMIT, part))
        .filter(Boolean)
        .join(', '),
    ),
    summary: narrative(undefined),
    links: listIn(web)
      .map((one) => ({ label: textOf(SHORT_LIMIT, fieldsOf(one).name), url: linkOf(URL_LIMIT, fieldsOf(one).url) }))
      .filter(({ url }) => url !== '')
      .slice(0, LINKS_LIMIT)
      .map((link, i) => ({ id: `link-${i + 1}`, ...link })),
  }
}

/**
 * Reads an LER-RS resume, bare or as the subject of a credential. An item that carries a credential becomes that credential, to be
 * verified as any other; every other item becomes an own entry, whatever its file said about being verified. Pure.
 *
 * @param json the parsed document; anything at all is taken
 * @see HR Open LER-RS 4.5
 */
export function fromLerRs(json: unknown): ReadResume {
  const document = documentIn(json)
  const name = fieldsOf(fieldsOf(document.person).name)
  const entries: NewOwnEntry[] = []
  const credentials: ReadResume['credentials'] = []
  let nameless = 0
  for (const [list, read] of READERS) {
    for (const item of listIn(document[list]).map(fieldsOf)) {
      const carried = credentialsOf(item)
      const own = carried.length > 0 ? [] : read(item)
      credentials.push(...carried)
      entries.push(...own)
      if (carried.length + own.length === 0) nameless++
    }
  }
  return {
    name: textOf(SHORT_LIMIT, name.formattedName, [name.given, name.family].map((part) => textOf(SHORT_LIMIT, part)).join(' ')),
    profile: profileOf(document),
    entries: entries.slice(0, MOST_ITEMS),
    credentials: [...new Map(credentials.map((one) => [JSON.stringify(one), one])).values()].slice(0, MOST_ITEMS),
    notes: nameless > 0 ? [`${nameless} without a name were left out.`] : [],
  }
}
