import { readCredential } from '@laurel/credentials'
import { describe, expect, it } from 'vitest'
import { skillsOf } from './skills.ts'

const carrier = (alignment: object[], extra: object = {}, achievement: object = {}, subject: object = {}) =>
  skillsOf(
    readCredential({
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      credentialSubject: { achievement: { achievementType: 'SkillsAndAbilities', alignment, ...achievement }, ...subject },
      ...extra,
    }),
  )
const codes = (found: ReturnType<typeof carrier>): string[] => found.warnings.map(({ code }) => code)

describe('the skills of a carrier', () => {
  it('are its alignments, with name, description, framework, address and code', () => {
    const { skills, warnings } = carrier([
      {
        targetName: 'Teaching',
        targetDescription: 'Helps others.',
        targetFramework: 'INSTX',
        targetUrl: 'https://x.example/t',
        targetCode: 'T1',
      },
      { targetName: '' },
      { targetName: 'teaching' },
    ])
    expect(skills).toMatchObject([
      {
        key: 'teaching',
        name: 'Teaching',
        description: 'Helps others.',
        framework: 'INSTX',
        url: 'https://x.example/t',
        code: 'T1',
        level: null,
        category: null,
        evidence: [],
      },
    ])
    expect(warnings.map(({ code }) => code)).toEqual(['SKILL_NAME_MISSING'])
  })

  it('are cut at 40 characters for display, whole behind it', () => {
    const long = '𝒜'.repeat(41)
    const found = carrier([{ targetName: long }])
    expect([[...(found.skills[0]?.name ?? '')].length, found.skills[0]?.fullName, codes(found)]).toEqual([40, long, ['SKILL_NAME_CUT']])
    expect(codes(carrier([{ targetName: 'x'.repeat(40) }]))).toEqual([])
  })

  it.each([
    ['level', { level: 'Expert' }, 'expert'],
    ['skillLevel', { skillLevel: 'BEGINNER' }, 'beginner'],
    ['another case of the key', { SKILLLEVEL: 'advanced' }, 'advanced'],
  ])('take their level from %s', (_name, extra, level) => {
    expect(carrier([{ targetName: 'A', ...extra }]).skills[0]?.level).toBe(level)
  })

  it('take their level from a result, by achievedLevel, value or requiredLevel', () => {
    const results = (result: object, description: object) =>
      carrier(
        [{ targetName: 'A' }],
        {},
        { resultDescription: [{ id: 'urn:d', ...description }] },
        { result: [{ resultDescription: 'urn:d', ...result }] },
      ).skills[0]?.level
    expect(results({ value: 'Intermediate' }, {})).toBe('intermediate')
    expect(results({ achievedLevel: 'advanced' }, {})).toBe('advanced')
    expect(results({}, { requiredLevel: 'expert' })).toBe('expert')
    expect(results({ achievedLevel: 'urn:l1' }, { rubricCriterionLevel: [{ id: 'urn:l1', name: 'Beginner' }] })).toBe('beginner')
    expect(results({ value: '87' }, {})).toBe(null)
  })

  it('let a result that names another skill alone', () => {
    const found = carrier(
      [{ targetName: 'A' }, { targetName: 'B' }],
      {},
      {},
      { result: [{ value: 'expert', alignment: [{ targetName: 'b' }] }] },
    )
    expect(found.skills.map(({ level }) => level)).toEqual([null, 'expert'])
  })

  it('take category and evidence from the alignment, evidence else from the credential', () => {
    const found = carrier([{ targetName: 'A', skillCategory: 'Durable', evidenceUrl: 'https://e.example/1' }, { targetName: 'B' }], {
      evidence: [{ id: 'https://e.example/2', name: 'Portfolio' }, { id: 'urn:x' }],
    })
    expect(found.skills.map(({ category, evidence }) => [category, evidence])).toEqual([
      ['durable', [{ name: '', url: 'https://e.example/1' }]],
      [null, [{ name: 'Portfolio', url: 'https://e.example/2' }]],
    ])
  })

  it('never link to anything but the web', () => {
    const found = carrier([{ targetName: 'A', targetUrl: 'javascript:alert(1)', evidence: 'data:text/html,x' }], {
      evidence: [{ id: 'javascript:alert(2)' }],
    })
    expect(found.skills[0]).toMatchObject({ url: '', evidence: [] })
  })

  it('say which words they did not know', () => {
    const found = carrier([{ targetName: 'A', level: 'ninja', category: 'magic' }])
    expect([found.skills[0]?.level, found.skills[0]?.category, codes(found)]).toEqual([
      null,
      null,
      ['SKILL_LEVEL_UNKNOWN', 'SKILL_CATEGORY_UNKNOWN'],
    ])
  })
})
