import { type Static, Type } from 'typebox'
import { Check, OrderedPlace, oneOf, SECTIONS, Section, SkillCategory, SkillLevel, Verdict } from '../core/words.ts'

export const TEMPLATES = ['classic', 'modern', 'compact'] as const
export const PAPERS = ['A4', 'Letter'] as const
export const DIRECTIONS = ['ltr', 'rtl'] as const
/** What can be shown or left out as a whole: the nine sections (skills stand in theirs), and two places of the profile. */
export const PLACES = [...SECTIONS, 'Summary', 'Links'] as const
/** The skills alone can be named too. @see resume spec, "Builder" */
export const EVERY_PLACE = [...PLACES, 'Skills'] as const
export const Place = oneOf(EVERY_PLACE)
export type Place = (typeof EVERY_PLACE)[number]

export const SHORT_LIMIT = 300
export const TITLE_LIMIT = 500
export const TEXT_LIMIT = 10_000
export const URL_LIMIT = 2_000
export const LINKS_LIMIT = 20

const text = (maxLength: number, description?: string) => Type.String({ maxLength, ...(description && { description }) })
/** A year, a month or a day; empty when not told. */
const DATE = '^(?:(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)?$'
const date = (description: string) => Type.String({ pattern: DATE, maxLength: 10, description })

export const Link = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' }),
    label: text(SHORT_LIMIT),
    url: text(URL_LIMIT, 'http, https or mailto.'),
  },
  { additionalProperties: false },
)

export const Profile = Type.Object(
  {
    headline: text(SHORT_LIMIT),
    email: text(254, 'A contact, shown because the person put it here.'),
    phone: text(50),
    location: text(SHORT_LIMIT),
    summary: text(TEXT_LIMIT),
    links: Type.Array(Link, { maxItems: LINKS_LIMIT }),
  },
  { additionalProperties: false, description: 'What the person says of themselves.' },
)
export type Profile = Static<typeof Profile>

export const ResumeSettings = Type.Object(
  {
    template: oneOf(TEMPLATES),
    accent: Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' }),
    paper: oneOf(PAPERS),
    language: Type.String({ maxLength: 35, pattern: '^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$', description: 'BCP 47.' }),
    direction: oneOf(DIRECTIONS),
  },
  { additionalProperties: false },
)
export type ResumeSettings = Static<typeof ResumeSettings>

/** The person's own words say more than the credential does. */
export const ResumeNotice = Type.Object({
  code: Type.String(),
  text: Type.String(),
  says: Type.Array(Type.String(), { description: 'The words it is about, as written.' }),
})
export type ResumeNotice = Static<typeof ResumeNotice>

const Evidence = Type.Array(Type.Object({ name: Type.String(), url: Type.String() }))

export const Entry = Type.Object({
  id: Type.String(),
  kind: oneOf(['credential', 'own']),
  assertionId: Type.String({ description: 'As the issuer wrote it.' }),
  title: Type.String(),
  description: Type.String(),
  issuer: Type.String(),
  issuerSays: Type.String({ description: 'How the issuer may be named: a known name, or "says it is …".' }),
  date: Type.String({ description: 'As sent.' }),
  section: Section,
  mode: oneOf(['test', 'live']),
  verdict: Verdict,
  checks: Type.Array(Check),
  checkedAt: Type.Union([Type.String(), Type.Null()]),
  partner: Type.String(),
  evidence: Evidence,
  ownWording: Type.String({ description: 'The person’s own words beside the facts.' }),
  notices: Type.Array(ResumeNotice),
  organization: Type.String({ description: 'Own entries only, as are the next three.' }),
  startDate: Type.String(),
  endDate: Type.String(),
  url: Type.String(),
  hidden: Type.Boolean(),
  deleted: Type.Boolean(),
})

export const SkillProof = Type.Object({
  id: Type.String({ description: 'Id of the item this proof came with.' }),
  assertionId: Type.String(),
  issuer: Type.String(),
  issuerSays: Type.String(),
  date: Type.String(),
  framework: Type.String(),
  mode: oneOf(['test', 'live']),
  verdict: Verdict,
  checks: Type.Array(Check),
  checkedAt: Type.String({ description: 'When the checks last ran.' }),
  evidence: Evidence,
})

export const Skill = Type.Object({
  id: Type.String(),
  kind: oneOf(['credential', 'own']),
  name: Type.String({ description: 'At most 40 characters; cut for display.' }),
  fullName: Type.String(),
  description: Type.String(),
  level: Type.Union([SkillLevel, Type.Null()]),
  category: Type.Union([SkillCategory, Type.Null()]),
  verdict: Verdict,
  canEditLevel: Type.Boolean({ description: 'False once verified.' }),
  proofs: Type.Array(SkillProof),
  hidden: Type.Boolean(),
  deleted: Type.Boolean(),
})

export const Resume = Type.Object({
  name: Type.String(),
  profile: Profile,
  settings: ResumeSettings,
  sections: Type.Array(Type.Object({ name: Section, entries: Type.Array(Entry) })),
  skills: Type.Array(Skill),
  order: Type.Array(OrderedPlace, { description: 'Every place once, in the order it is drawn; those with nothing in them are left out.' }),
  deleted: Type.Object(
    { entries: Type.Array(Entry), skills: Type.Array(Skill) },
    { description: 'Deleted from the resume; can be restored.' },
  ),
  summary: Type.Object({ claims: Type.Integer(), verified: Type.Integer() }),
})

const Title = Type.String({ minLength: 1, maxLength: TITLE_LIMIT, pattern: '\\S' })
const entryText = {
  organization: Type.Optional(text(SHORT_LIMIT)),
  startDate: Type.Optional(date('A year, a month or a day: 2024, 2024-05, 2024-05-31.')),
  endDate: Type.Optional(date('As the start; empty while it goes on.')),
  url: Type.Optional(text(URL_LIMIT, 'http, https or mailto.')),
  description: Type.Optional(text(TEXT_LIMIT)),
}
const Name = Type.String({ minLength: 1, maxLength: SHORT_LIMIT, pattern: '\\S' })
const Category = Type.Union([SkillCategory, Type.Null()])

export const OwnEntry = Type.Object(
  { kind: Type.Optional(oneOf(['entry'])), section: Section, title: Title, ...entryText },
  { additionalProperties: false },
)
export const OwnSkill = Type.Object(
  {
    kind: oneOf(['skill']),
    name: Name,
    level: Type.Optional(SkillLevel),
    category: Type.Optional(Category),
    description: Type.Optional(text(TEXT_LIMIT)),
  },
  { additionalProperties: false },
)
/** An entry or a skill in the person's own words. */
export type NewOwnEntry = Static<typeof OwnEntry> | Static<typeof OwnSkill>

export const ItemChange = Type.Object(
  {
    hidden: Type.Optional(Type.Boolean()),
    deleted: Type.Optional(Type.Boolean()),
    level: Type.Optional(
      Type.Union([SkillLevel, Type.Null()], { description: 'Skills that are not verified; null for none of your own.' }),
    ),
    ownWording: Type.Optional(text(TEXT_LIMIT, 'Own words beside the facts of a credential.')),
    section: Type.Optional(Section),
    title: Type.Optional(Title),
    ...entryText,
    name: Type.Optional(Name),
    category: Type.Optional(Category),
  },
  { additionalProperties: false, minProperties: 1, description: 'From `section` on: own entries and own skills only.' },
)
export type ItemChange = Static<typeof ItemChange>
