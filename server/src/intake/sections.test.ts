import { describe, expect, it } from 'vitest'
import { SECTIONS } from '../core/words.ts'
import { DEFAULT_SECTIONS, isCarrierType, sectionOf } from './sections.ts'

describe('sections of achievement types', () => {
  it('knows 88 types, in the numbers the documentation gives', () => {
    expect(DEFAULT_SECTIONS.size).toBe(88)
    const counts = Object.fromEntries(
      SECTIONS.map((section) => [section, [...DEFAULT_SECTIONS.values()].filter((one) => one === section).length]),
    )
    expect(counts).toEqual({
      Credentials: 13,
      Experience: 3,
      'Skills and Abilities': 5,
      Certification: 4,
      'Relevant Coursework': 2,
      Activities: 2,
      Licenses: 2,
      'Professional Affiliations': 1,
      Education: 56,
    })
  })

  it.each([
    ['ApprenticeshipCertificate', 'Experience'],
    ['ceterms:ApprenticeshipCertificate', 'Education'],
    ['MasterCertificate', 'Certification'],
    ['ceterms:MasterCertificate', 'Education'],
    ['JourneymanCertificate', 'Certification'],
    ['ceterms:JourneymanCertificate', 'Education'],
    ['Certificate', 'Education'],
    ['Certification', 'Certification'],
    ['Assignment', 'Education'],
    ['MicroCredential', 'Credentials'],
    ['microcredential', 'Credentials'],
    ['COURSE', 'Relevant Coursework'],
    ['SkillsAndAbilities', 'Skills and Abilities'],
  ])('%s goes to %s', (type, section) => {
    expect(sectionOf(type, {})).toEqual({ section, isKnown: true })
  })

  it('sends unknown types to Credentials and says so; a missing type is nobody’s riddle', () => {
    expect(sectionOf('ext:CoolCat', {})).toEqual({ section: 'Credentials', isKnown: false })
    expect(sectionOf('ext:Course', {})).toEqual({ section: 'Credentials', isKnown: false })
    expect(sectionOf('', {})).toEqual({ section: 'Credentials', isKnown: true })
  })

  it('lets a partner’s own mapping come first, in any case', () => {
    expect(sectionOf('course', { Course: 'Education' })).toEqual({ section: 'Education', isKnown: true })
    expect(sectionOf('ext:coolcat', { 'ext:CoolCat': 'Activities' })).toEqual({ section: 'Activities', isKnown: true })
  })

  it('knows a carrier in any case', () => {
    expect(['SkillsAndAbilities', 'skillsandabilities', 'Skills', undefined].map(isCarrierType)).toEqual([true, true, false, false])
  })
})
