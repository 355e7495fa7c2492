import type { JsonObject } from '@laurel/credentials'
import { badgeOf, carrierOf, type DemoIssuer, signed } from '../badges.ts'

/** The schools and clubs of the demo, by key. */
export interface DemoIssuers {
  /** the server vouches for its name */
  college: DemoIssuer
  /** signs, and nobody vouches for its name */
  adult: DemoIssuer
}

const id = (name: string): string => `https://demo.example/credentials/${name}`

/** What the college sends to Ada: verified, one of it expired, skills, and a type nobody has mapped. */
export async function forAda(college: DemoIssuer): Promise<JsonObject[]> {
  const degree = badgeOf(college, {
    id: id('ada-degree'),
    title: 'Bachelor of Science in Mathematics',
    description: 'Four years; thesis on school attendance data.',
    type: 'BachelorDegree',
    on: '2022-05-14T00:00:00Z',
  })
  const course = badgeOf(college, {
    id: id('ada-statistics'),
    title: 'Applied Statistics',
    description: 'Regression, experiments and their limits.',
    type: 'Course',
    on: '2021-12-10T00:00:00Z',
  })
  const writing = badgeOf(college, {
    id: id('ada-writing'),
    title: 'Technical Writing',
    description: 'Reports, manuals and the sentence that matters.',
    type: 'Course',
    on: '2021-05-20T00:00:00Z',
  })
  const licence = badgeOf(college, {
    id: id('ada-first-aid'),
    title: 'First Aid in Schools',
    description: 'Valid for two years.',
    type: 'License',
    on: '2020-09-01T00:00:00Z',
    until: '2022-09-01T00:00:00Z',
  })
  const ambassador = badgeOf(college, {
    id: id('ada-ambassador'),
    title: 'Student Ambassador',
    description: 'Spoke for the college at 20 schools.',
    type: 'ext:StudentAmbassador',
    on: '2021-09-01T00:00:00Z',
  })
  const skills = carrierOf(
    college,
    { id: id('ada-skills'), title: 'Senior thesis', description: 'Skills shown in the thesis.', type: '', on: '2022-05-14T00:00:00Z' },
    [
      { name: 'Data analysis', description: 'Finds what data say, and what they do not.', level: 'advanced' },
      { name: 'Research design', description: 'Asks a question that can be answered.', level: 'intermediate' },
      { name: 'Clear writing', description: 'Says one thing at a time.', level: 'advanced' },
    ],
  )
  return Promise.all([degree, course, writing, licence, ambassador, skills].map((document) => signed(college, document)))
}

/** Issued after she has claimed: it waits in her list. */
export const laterForAda = (college: DemoIssuer): Promise<JsonObject> =>
  signed(
    college,
    badgeOf(college, {
      id: id('ada-alumni'),
      title: 'Alumni Mentor',
      description: 'Mentors two first-year students.',
      type: 'Badge',
      on: '2026-03-01T00:00:00Z',
    }),
  )

/** From a school whose name nobody vouches for. */
export const fromAdultSchool = (adult: DemoIssuer, who: string, title: string): Promise<JsonObject> =>
  signed(
    adult,
    badgeOf(adult, {
      id: id(`${who}-evening`),
      title,
      description: 'Evening course of 40 hours.',
      type: 'CertificateOfCompletion',
      on: '2025-03-01T00:00:00Z',
    }),
  )

/** Nobody signed these. */
export const unsignedFrom = (name: string, who: string, titles: readonly string[]): JsonObject[] =>
  titles.map((title, i) => ({
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: id(`${who}-member-${i + 1}`),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    awardedDate: 'Spring 2024',
    issuer: { id: 'harbor-club', name },
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement: {
        id: `harbor-${i + 1}`,
        type: ['Achievement'],
        achievementType: i === 0 ? 'Membership' : 'Badge',
        name: title,
        description: 'As listed by the club.',
      },
    },
  }))

/** Signed, then changed: the signature no longer holds. */
export async function alteredFrom(college: DemoIssuer, who: string): Promise<JsonObject> {
  const document = await signed(
    college,
    badgeOf(college, {
      id: id(`${who}-altered`),
      title: 'Project Management',
      description: 'Grade: pass.',
      type: 'Certification',
      on: '2024-01-20T00:00:00Z',
    }),
  )
  return { ...document, name: 'Project Management, with honours' }
}
