import { SECTIONS, type Section, SKILL_CATEGORIES, SKILL_LEVELS, type SkillCategory, type SkillLevel } from '../../core/words.ts'
import { LINKS_LIMIT, type NewOwnEntry, SHORT_LIMIT, TEXT_LIMIT, TITLE_LIMIT, URL_LIMIT } from '../shapes.ts'
import { dateOf, emailIn, type Fields, fieldsOf, linkOf, listIn, MOST_ITEMS, paragraphs, type ReadResume, textOf } from './read-values.ts'

/** Which member holds what, and in which section it lands. */
const LISTS: readonly { list: string; section: Section; title: readonly string[]; organization: readonly string[] }[] = [
  { list: 'work', section: 'Experience', title: ['position', 'name'], organization: ['name', 'company'] },
  { list: 'volunteer', section: 'Activities', title: ['position', 'organization'], organization: ['organization'] },
  { list: 'education', section: 'Education', title: ['studyType', 'area', 'institution'], organization: ['institution'] },
  { list: 'certificates', section: 'Certification', title: ['name'], organization: ['issuer'] },
  { list: 'awards', section: 'Credentials', title: ['title'], organization: ['awarder'] },
  { list: 'publications', section: 'Activities', title: ['name'], organization: ['publisher'] },
  { list: 'projects', section: 'Activities', title: ['name'], organization: ['entity'] },
]

const isOneOf = <T extends string>(words: readonly T[], value: unknown): value is T => words.includes(value as T)

/** The section the item names itself, as our own export does, else that of its list. */
const sectionOf = (item: Fields, fallback: Section): Section =>
  isOneOf(SECTIONS, fieldsOf(item.laurel).section) ? (fieldsOf(item.laurel).section as Section) : fallback

function entryOf(item: Fields, { section, title, organization }: (typeof LISTS)[number]): NewOwnEntry | undefined {
  const pick = (names: readonly string[]) => names.map((name) => item[name])
  const isStudy = section === 'Education' && textOf(1, item.studyType) !== '' && textOf(1, item.area) !== ''
  const name = isStudy
    ? textOf(TITLE_LIMIT, `${textOf(TITLE_LIMIT, item.studyType)}, ${textOf(TITLE_LIMIT, item.area)}`)
    : textOf(TITLE_LIMIT, ...pick(title))
  if (name === '') return undefined
  return {
    section: sectionOf(item, section),
    title: name,
    organization: textOf(SHORT_LIMIT, ...pick(organization)),
    startDate: dateOf(item.startDate),
    endDate: dateOf(item.endDate, item.date, item.releaseDate),
    url: linkOf(URL_LIMIT, item.url ?? item.website),
    description: paragraphs(TEXT_LIMIT, [
      item.summary ?? item.description,
      ...listIn(item.highlights),
      ...listIn(item.courses),
      textOf(1, item.score) === '' ? '' : `Score: ${textOf(SHORT_LIMIT, item.score)}`,
    ]),
  }
}

const LEVELS: Readonly<Record<string, SkillLevel>> = {
  master: 'expert',
  native: 'expert',
  fluent: 'advanced',
  novice: 'beginner',
  basic: 'beginner',
}

function levelOf(value: unknown): SkillLevel | undefined {
  const word = textOf(SHORT_LIMIT, value).toLowerCase()
  return isOneOf(SKILL_LEVELS, word) ? word : LEVELS[word.split(/\W/)[0] ?? '']
}

function skillOf(item: Fields): NewOwnEntry | undefined {
  const name = textOf(SHORT_LIMIT, item.name, item.language)
  if (name === '') return undefined
  const level = levelOf(item.level ?? item.fluency)
  const { category } = fieldsOf(item.laurel)
  return {
    kind: 'skill',
    name,
    ...(level && { level }),
    ...(isOneOf(SKILL_CATEGORIES, category) && { category: category as SkillCategory }),
    description: textOf(
      TEXT_LIMIT,
      fieldsOf(item.laurel).description,
      listIn(item.keywords)
        .map((word) => textOf(SHORT_LIMIT, word))
        .filter(Boolean)
        .join(', '),
    ),
  }
}

function linksOf({ url, profiles }: Fields): ReadResume['profile']['links'] {
  const own = { label: '', url: linkOf(URL_LIMIT, url) }
  const others = listIn(profiles).map((one) => {
    const { network, username, url: address } = fieldsOf(one)
    return { label: textOf(SHORT_LIMIT, network, username), url: linkOf(URL_LIMIT, address) }
  })
  return [own, ...others]
    .filter((link) => link.url !== '')
    .slice(0, LINKS_LIMIT)
    .map((link, i) => ({ id: `link-${i + 1}`, ...link }))
}

/** One line from the parts of a place. */
const placeOf = (location: Fields): string =>
  textOf(
    SHORT_LIMIT,
    ['address', 'postalCode', 'city', 'region', 'countryCode']
      .map((part) => textOf(SHORT_LIMIT, location[part]))
      .filter(Boolean)
      .join(', '),
  )

/**
 * Reads a JSON Resume 1.x as own entries and a profile; whatever is missing, too long or of another type is cut or left out. Pure.
 *
 * @param json the parsed document; anything at all is taken
 * @see https://jsonresume.org/schema
 */
export function fromJsonResume(json: unknown): ReadResume {
  const resume = fieldsOf(json)
  const basics = fieldsOf(resume.basics)
  const found = LISTS.flatMap((rule) => listIn(resume[rule.list]).map((item) => entryOf(fieldsOf(item), rule)))
  const skills = [...listIn(resume.skills), ...listIn(resume.languages)].map((item) => skillOf(fieldsOf(item)))
  const entries = [...found, ...skills].filter((entry) => entry !== undefined)
  const nameless = found.length + skills.length - entries.length
  return {
    name: textOf(SHORT_LIMIT, basics.name),
    profile: {
      headline: textOf(SHORT_LIMIT, basics.label),
      email: emailIn(basics.email),
      phone: textOf(50, basics.phone),
      location: textOf(SHORT_LIMIT, typeof basics.location === 'string' ? basics.location : placeOf(fieldsOf(basics.location))),
      summary: textOf(TEXT_LIMIT, basics.summary),
      links: linksOf(basics),
    },
    entries: entries.slice(0, MOST_ITEMS),
    credentials: [],
    notes: [
      ...(nameless > 0 ? [`${nameless} without a name were left out.`] : []),
      ...(entries.length > MOST_ITEMS ? [`Only the first ${MOST_ITEMS} were read.`] : []),
    ],
  }
}
