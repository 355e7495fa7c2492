import { describe, expect, it } from 'vitest'
import type { Holding } from '../intake/index.ts'
import { arrangeResume } from './arrange.ts'
import { issuerSays } from './issuer-says.ts'
import { bestVerdict, verifiedSkillsKeepTheirLevel } from './rules.ts'
import { shownResume } from './shown-resume.ts'
import { UNTOUCHED } from './store/head.ts'

const skill = (key: string, level: 'beginner' | 'expert' | null) => ({
  key,
  name: key,
  fullName: key,
  description: '',
  framework: '',
  url: '',
  code: '',
  level,
  category: null,
  evidence: [{ name: '', url: 'https://e.example' }],
})

function holding(id: string, verdict: string, over: object = {}): Holding {
  return {
    id,
    row: `row-${id}`,
    part: '',
    state: 'resume',
    position: 0,
    createdAt: new Date(0),
    checkedAt: new Date(0),
    receivedAt: new Date(0),
    partnerName: 'P',
    credentialId: 'c',
    kind: 'credential',
    mode: 'live',
    issuerId: 'did:web:x.example',
    assertionId: id,
    ownerScope: '',
    title: id,
    section: 'Education',
    facts: {
      title: id,
      description: '',
      issuerName: 'X',
      issuerUrl: '',
      date: '',
      image: '',
      criteria: '',
      evidence: [],
      skills: [],
      signed: true,
    },
    verdict,
    checks: [],
    withdrawn: false,
    ownerId: 'p',
    ownerVerdict: null,
    ...over,
  } as Holding
}

const proofOf = (id: string, verdict: string, level: 'beginner' | 'expert' | null): Holding =>
  holding(id, verdict, { part: 'sales', kind: 'carrier', facts: { ...holding(id, verdict).facts, skills: [skill('sales', level)] } })

const arrange = (holdings: Holding[], settings: [string, object][] = []) =>
  arrangeResume({ name: 'N', row: UNTOUCHED, holdings, own: [], settings: new Map(settings) as never })

describe('arrangeResume', () => {
  it('counts as verified only what is', () => {
    const verdicts = [
      'verified',
      'verified-issuer-unknown',
      'unsigned',
      'invalid',
      'revoked',
      'suspended',
      'expired',
      'not-yet-valid',
      'unconfirmed',
    ]
    const { summary } = arrange([...verdicts.map((verdict, i) => holding(`h${i}`, verdict)), holding('w', 'verified', { withdrawn: true })])
    expect(summary).toEqual({ claims: 10, verified: 1 })
  })

  it('shows a withdrawn credential as withdrawn, whatever its checks say', () => {
    expect(arrange([holding('w', 'verified', { withdrawn: true })]).sections[0]?.entries[0]?.verdict).toBe('withdrawn')
  })

  it('a verified proof wins: its level is locked, its evidence shown, the person’s own choice waits', () => {
    const own: [string, object] = [
      'skl_c2FsZXM',
      { itemId: 'skl_c2FsZXM', position: null, hidden: false, deletedAt: null, level: 'expert' },
    ]
    const [unverified] = arrange([proofOf('a', 'unsigned', 'beginner')], [own]).skills
    expect([unverified?.level, unverified?.canEditLevel, unverified?.proofs[0]?.evidence]).toEqual(['expert', true, []])
    const [verified] = arrange([proofOf('a', 'unsigned', 'beginner'), proofOf('b', 'verified', 'beginner')], [own]).skills
    expect([verified?.level, verified?.canEditLevel, verified?.verdict, verified?.proofs.map(({ evidence }) => evidence.length)]).toEqual([
      'beginner',
      false,
      'verified',
      [0, 1],
    ])
  })

  it('names an issuer plainly only when the checks vouch for it', () => {
    const named = (outcome: string) => ({ checks: [{ id: 'issuer-name', outcome, because: '', at: '' }] })
    expect(issuerSays(holding('a', 'verified', named('passed')))).toBe('X')
    expect(issuerSays(holding('a', 'expired', named('passed')))).toBe('X')
    expect(issuerSays(holding('a', 'verified-issuer-unknown', named('unknown')))).toBe('Says it is X.')
    expect(issuerSays(holding('a', 'unsigned'))).toBe('Says it is X.')
  })
})

describe('shownResume', () => {
  const hidden: [string, object] = ['b', { itemId: 'b', position: null, hidden: true, deletedAt: null, level: null, ownWording: '' }]
  const deleted: [string, object] = ['c', { ...hidden[1], itemId: 'c', hidden: false, deletedAt: new Date(0) }]
  const view = arrange(
    [
      holding('a', 'verified'),
      holding('b', 'verified'),
      holding('c', 'verified'),
      holding('w', 'verified', { withdrawn: true }),
      holding('x', 'unsigned', { section: 'Experience' }),
      proofOf('s', 'verified', 'expert'),
      { ...proofOf('t', 'verified', 'expert'), withdrawn: true },
    ],
    [hidden, deleted],
  )
  const full = { ...view, profile: { ...view.profile, summary: 'Me.', links: [{ id: 'l', label: '', url: 'https://x.example' }] } }
  const shape = (resume: typeof view) => resume.sections.map(({ name, entries }) => [name, ...entries.map(({ id }) => id)])

  it('leaves out what is hidden, deleted or withdrawn, and counts again', () => {
    const shown = shownResume(full)
    expect(shape(shown)).toEqual([['Education', 'a'], ['Experience', 'x'], ['Skills and Abilities']])
    expect(shown.skills.map(({ proofs }) => proofs.map(({ id }) => id))).toEqual([['s']])
    expect([shown.deleted, shown.summary]).toEqual([
      { entries: [], skills: [] },
      { claims: 3, verified: 2 },
    ])
    expect(shown.profile).toEqual(full.profile)
  })

  it('shows only the places asked for', () => {
    const shown = shownResume(full, { sections: ['Experience', 'Links'] })
    expect([shape(shown), shown.skills, shown.summary]).toEqual([[['Experience', 'x']], [], { claims: 1, verified: 0 }])
    expect([shown.profile.summary, shown.profile.links.length]).toEqual(['', 1])
    expect(shape(shownResume(full, { sections: ['Skills and Abilities'] }))).toEqual([['Skills and Abilities']])
    expect(shownResume(full, { sections: [] }).summary.claims).toBe(0)
  })

  it('leaves the view it was given as it is', () => {
    const before = structuredClone(full)
    shownResume(full, { sections: [] })
    expect(full).toEqual(before)
  })
})

describe('rules', () => {
  it('a verified skill keeps its level', () => {
    const facts = (verdict: 'verified' | 'unsigned') => ({
      item: { kind: 'skill' as const, isOwn: false, verdict },
      change: { level: 'expert' as const },
    })
    expect(verifiedSkillsKeepTheirLevel(facts('verified'))).toMatchObject({ code: 'skill_is_verified' })
    expect(verifiedSkillsKeepTheirLevel(facts('unsigned'))).toBeFalsy()
  })

  it('a skill is as good as its best proof, and an unsigned one is no worse than a broken one', () => {
    expect(bestVerdict(['invalid', 'unsigned'])).toBe('unsigned')
    expect(bestVerdict(['unsigned', 'verified', 'revoked'])).toBe('verified')
    expect(bestVerdict(['withdrawn', 'invalid'])).toBe('invalid')
  })
})
