import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SECTIONS, SKILL_CATEGORIES, SKILL_LEVELS } from '../core/words.ts'
import { fromJsonResume } from '../resume/import/from-json-resume.ts'
import { fromLerRs, isLerRs } from '../resume/import/from-ler-rs.ts'
import type { EntryView } from '../resume/index.ts'
import { entry, skill, view } from './test/view.ts'
import { toJsonResume } from './to-json-resume.ts'
import { toLerRs } from './to-ler-rs.ts'

const standards = fileURLToPath(new URL('../../../../shared/standards/', import.meta.url))
// the published schemas and samples lie beside the repository; without them these tests have nothing to compare with
const describeWithStandards = existsSync(standards) ? describe : describe.skip

const readJson = (path: string): object => JSON.parse(readFileSync(join(standards, path), 'utf8')) as object

/** Every LER-RS schema under its relative path; several share one `$id`, so each gets its own. Draft-04 as far as these use it. */
function lerRsValidator(): ValidateFunction {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, logger: false })
  const walk = (folder: string): string[] =>
    readdirSync(join(standards, folder)).flatMap((name) =>
      statSync(join(standards, folder, name)).isDirectory() ? walk(`${folder}/${name}`) : [`${folder}/${name}`],
    )
  const modern = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(modern)
    if (typeof value !== 'object' || value === null) return value
    const { $schema: _, $id: __, id, exclusiveMinimum, exclusiveMaximum, ...rest } = value as Record<string, unknown>
    return Object.fromEntries(
      Object.entries({
        ...rest,
        ...(typeof id === 'object' && { id }),
        ...(typeof exclusiveMinimum === 'number' && { exclusiveMinimum }),
        ...(typeof exclusiveMaximum === 'number' && { exclusiveMaximum }),
      }).map(([key, inner]) => [key, modern(inner)]),
    )
  }
  for (const path of walk('schemas/ler-rs').filter((name) => name.endsWith('.json')))
    ajv.addSchema({ ...(modern(readJson(path)) as object), $id: `https://schemas.example/${path}` })
  return ajv.getSchema('https://schemas.example/schemas/ler-rs/recruiting/json/LER-RSType.json') as ValidateFunction
}

const oneOfEach: EntryView[] = SECTIONS.map((section, i) =>
  entry({
    id: `own_${i}`,
    section,
    title: `${section} title`,
    organization: 'Harbor College',
    startDate: '2020-01',
    endDate: '2021',
    url: 'https://example.org/work',
    description: 'First line\nsecond line',
  }),
)
const badge = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  id: 'urn:uuid:1',
  credentialSubject: {},
}
const earned = entry({
  id: 'itm_1',
  kind: 'credential',
  section: 'Education',
  title: 'BSc',
  issuer: 'Harbor College',
  date: 'Spring 2023',
  verdict: 'verified',
  ownWording: 'with honours',
})
const whole = view(
  [
    ...oneOfEach,
    earned,
    entry({ id: 'own_h', hidden: true, title: 'Secret' }),
    entry({ id: 'itm_w', verdict: 'withdrawn', title: 'Gone' }),
  ],
  {
    profile: {
      headline: 'Welder and teacher',
      email: 'ada@example.org',
      phone: '+1 555 0100',
      location: 'Porto, Portugal',
      summary: 'Two\nlines',
      links: [{ id: 'link-1', label: 'Portfolio', url: 'https://example.org/ada' }],
    },
    skills: [skill({ level: 'expert', category: 'technical', description: 'Steel', proofs: [] })],
  },
)

describe('LER-RS', () => {
  test('each item carries its own credentials; hidden and withdrawn items are nowhere', () => {
    const resume = toLerRs(whole, [
      { id: 'itm_1', form: 'json', document: JSON.stringify(badge) },
      { id: 'itm_w', form: 'json', document: '{"secret":true}' },
    ])
    const educations = resume.educationAndLearnings as { verifications?: object[]; descriptions: string[] }[]
    expect(educations.map(({ verifications = [] }) => verifications)).toEqual([[], [{ otherW3CVerifiableCredential: badge }], []])
    expect(educations[1]?.descriptions).toEqual(['with honours', 'Date: Spring 2023'])
    expect(JSON.stringify(resume)).not.toMatch(/secret|Secret|Gone/)
  })

  test('is read back: own entries in their sections, carried credentials as credentials', () => {
    const back = fromLerRs(toLerRs(whole, [{ id: 'itm_1', form: 'jwt', document: 'aaa.bbb.ccc' }]))
    expect(back).toMatchObject({
      name: 'Ada Reyes',
      credentials: ['aaa.bbb.ccc'],
      notes: [],
      profile: { ...whole.profile, summary: 'Two\nlines' },
    })
    const entries = back.entries.filter((one) => one.kind !== 'skill')
    expect(new Set(entries.map((one) => one.section))).toEqual(new Set(SECTIONS))
    for (const one of entries)
      expect(one).toMatchObject({
        organization: 'Harbor College',
        startDate: '2020-01',
        endDate: '2021',
        description: 'First line\nsecond line',
      })
    expect(back.entries.at(-1)).toEqual({
      kind: 'skill',
      name: 'MIG welding',
      level: 'expert',
      category: 'technical',
      description: 'Steel',
    })
  })
})

test.each([
  ['https://example.org/?a=1&b=%20#c', 'https://example.org/?a=1&b=%20#c'],
  ['https://example.org/Universität', 'https://example.org/Universit%C3%A4t'],
  ['https://übung.example/', 'https://xn--bung-zra.example/'],
  ['https://[::1]/?a[]=100%&q="<x>', 'https://[::1]/?a%5B%5D=100%25&q=%22%3Cx%3E'],
  ['no address', undefined],
])('the address %s is written as a URI', (url, uri) => {
  const one = view([entry({ section: 'Education', url })])
  expect((toJsonResume(one).education as { url?: string }[])[0]?.url).toBe(uri)
  expect((toLerRs(one).educationAndLearnings as { attachmentReferences?: { uri: string }[] }[])[0]?.attachmentReferences?.[0]?.uri).toBe(
    uri,
  )
})

describeWithStandards('the published schemas', () => {
  test('LER-RS 4.5 takes a full resume and an empty one, and would refuse a wrong one', () => {
    const validate = lerRsValidator()
    for (const resume of [toLerRs(whole, [{ id: 'itm_1', form: 'json', document: JSON.stringify(badge) }]), toLerRs(view([]))])
      expect([validate(resume), validate.errors]).toEqual([true, null])
    expect(validate({ ...toLerRs(whole), skills: [{ level: 'no name' }] })).toBe(false)
    expect(validate({ ...toLerRs(whole), educationAndLearnings: [{ start: 'Spring 2023' }] })).toBe(false)
  })

  test('JSON Resume 1.x takes a full resume and an empty one', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, logger: false })
    const validate = ajv.compile({ ...readJson('schemas/jsonresume/resume-schema-1.3.1.json'), $schema: undefined, $id: undefined })
    for (const resume of [toJsonResume(whole), toJsonResume(view([]))]) expect([validate(resume), validate.errors]).toEqual([true, null])
  })

  test('the official samples are read', () => {
    const sample = readJson('examples/hropen-ler-rs/LER-RS_V2_UC008_portability.json')
    expect(isLerRs(sample)).toBe(true)
    const read = fromLerRs(sample)
    expect(read).toMatchObject({ name: 'Jennifer Jones', profile: { email: 'jennifer.jones@example.com', phone: '+1 555-555-1212' } })
    expect(read.credentials.length).toBeGreaterThan(0)
    expect(read.entries.some((one) => 'title' in one && one.title === 'Marketing Manager')).toBe(true)
    const resume = fromJsonResume(readJson('schemas/jsonresume/sample.resume.json'))
    expect(resume.name).not.toBe('')
    expect(resume.entries.length).toBeGreaterThan(5)
  })
})

describe('JSON Resume', () => {
  const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength }).map((one) => one.replace(/[\p{Cc}\p{Cs}]/gu, '').trim())
  const title = text(60).filter((one) => one !== '')
  const date = fc.constantFrom('', '2019', '2019-05', '2019-05-31')
  const url = fc.constantFrom('', 'https://example.org/a?b=c', 'mailto:ada@example.org')
  const ownEntry = fc
    .record({
      section: fc.constantFrom(...SECTIONS),
      title,
      organization: text(40),
      startDate: date,
      endDate: date,
      url,
      description: text(200),
    })
    // a certificate has one date of its own: the last
    .map((one) => ({ ...one, endDate: one.endDate || one.startDate }))
  const ownSkill = fc.record({
    fullName: title,
    level: fc.constantFrom(null, ...SKILL_LEVELS),
    category: fc.constantFrom(null, ...SKILL_CATEGORIES),
    description: text(80),
  })

  test('what a person wrote comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(ownEntry, { maxLength: 8 }), fc.array(ownSkill, { maxLength: 4 }), text(80), (entries, skills, summary) => {
        const made = view(
          entries.map((one, i) => entry({ ...one, id: `own_${i}` })),
          {
            skills: skills.map((one, i) => skill({ ...one, id: `own_s${i}` })),
            profile: { ...whole.profile, summary },
          },
        )
        const back = fromJsonResume(JSON.parse(JSON.stringify(toJsonResume(made))))
        const bySection = (list: readonly object[]) => list.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort()
        expect(back.profile).toEqual(made.profile)
        expect(bySection(back.entries.filter((one) => one.kind !== 'skill'))).toEqual(bySection(entries))
        expect(back.entries.filter((one) => one.kind === 'skill')).toEqual(
          skills.map(({ fullName, level, category, description }) => ({
            kind: 'skill',
            name: fullName,
            ...(level && { level }),
            ...(category && { category }),
            description,
          })),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('nothing it is given breaks it', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        fromJsonResume(value)
        fromLerRs(value)
      }),
    )
    const hostile = fromJsonResume({
      basics: { name: ['x'], email: 'not an address', url: 'javascript:alert(1)', profiles: 'none' },
      work: [{ position: 'x'.repeat(9_999), url: 'javascript:alert(1)', startDate: 'Spring 2023', highlights: [{}, 'done'] }, null, {}],
      skills: [{ name: 'Welding', level: 'Master' }],
    })
    expect(hostile).toMatchObject({ name: '', profile: { email: '', links: [] }, notes: ['2 without a name were left out.'] })
    expect(hostile.entries).toMatchObject([
      { title: 'x'.repeat(500), url: '', startDate: '', description: 'done' },
      { name: 'Welding', level: 'expert' },
    ])
  })
})
