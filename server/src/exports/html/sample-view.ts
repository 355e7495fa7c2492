import { ORDERED_PLACES, type Verdict } from '../../core/words.ts'
import type { EntryView, SkillView } from '../../resume/index.ts'
import type { PageView } from './page-view.ts'

const AT = '2026-05-04T10:00:00.000Z'

const CHECKS = [
  ['document', 'passed', 'it follows the data model and every word in it is defined'],
  ['schema', 'passed', 'it has the published shape'],
  ['proof', 'passed', 'the signature holds'],
  ['issuer-key', 'passed', 'the key is listed by the issuer'],
  ['issuer-name', 'passed', 'the issuer is known'],
  ['dates', 'passed', 'it is valid'],
  ['status', 'passed', 'it is not revoked'],
].map(([id, outcome, because]) => ({ id, outcome, because, at: '' })) as EntryView['checks']

export const entry = (over: Partial<EntryView> = {}): EntryView => ({
  id: 'itm_1',
  kind: 'credential',
  assertionId: 'urn:uuid:1',
  title: 'Calculus I',
  description: 'Limits, derivatives and integrals of functions of one variable.',
  issuer: 'Institution X',
  issuerSays: 'Institution X',
  date: '2024-05-01',
  section: 'Education',
  mode: 'live',
  verdict: 'verified',
  checks: CHECKS,
  checkedAt: AT,
  partner: 'Institution X',
  evidence: [{ name: 'Transcript', url: 'https://institutionx.example/t/1' }],
  ownWording: '',
  notices: [],
  organization: '',
  startDate: '',
  endDate: '',
  url: '',
  hidden: false,
  deleted: false,
  ...over,
})

export const ownEntry = (over: Partial<EntryView> = {}): EntryView =>
  entry({
    id: 'own_1',
    kind: 'own',
    title: 'Tutor',
    issuer: '',
    issuerSays: '',
    organization: 'Riverside Library',
    startDate: '2022-09',
    date: '',
    section: 'Experience',
    verdict: 'unsigned',
    checks: [],
    checkedAt: null,
    evidence: [],
    partner: '',
    ...over,
  })

export const skill = (name: string, verdict: Verdict, over: Partial<SkillView> = {}): SkillView => ({
  id: `skl_${name}`,
  kind: 'credential',
  name,
  fullName: name,
  description: `${name}, as the framework describes it.`,
  level: 'advanced',
  category: 'technical',
  verdict,
  canEditLevel: verdict !== 'verified',
  proofs: [{ ...entry({ id: `itm_${name}`, verdict }), framework: '', checkedAt: AT }],
  hidden: false,
  deleted: false,
  ...over,
})

/** A resume for tests of what is made from one. */
export const view = (over: Partial<PageView> = {}): PageView => ({
  name: 'Ana Sofía Reyes',
  profile: {
    headline: 'Data analyst',
    email: 'ana@example.org',
    phone: '+1 555 0100',
    location: 'Tucson, Arizona',
    summary: 'I turn messy records into answers people act on.',
    links: [{ id: 'l1', label: 'Portfolio', url: 'https://ana.example/' }],
  },
  settings: { template: 'classic', accent: '#1c4f6b', paper: 'A4', language: 'en', direction: 'ltr' },
  sections: [
    {
      name: 'Education',
      entries: [
        entry(),
        entry({ id: 'itm_2', title: 'Statistics', verdict: 'verified-issuer-unknown', issuerSays: 'Says it is Institution X.' }),
      ],
    },
    { name: 'Experience', entries: [ownEntry()] },
    {
      name: 'Certification',
      entries: [
        entry({ id: 'itm_3', title: 'First Aid', verdict: 'expired', section: 'Certification' }),
        entry({ id: 'itm_4', title: 'Forklift', verdict: 'revoked', section: 'Certification' }),
      ],
    },
    { name: 'Skills and Abilities', entries: [] },
  ],
  skills: [skill('SQL', 'verified'), skill('Teaching', 'unconfirmed', { category: 'durable', level: null })],
  order: [...ORDERED_PLACES],
  summary: { claims: 7, verified: 2 },
  ...over,
})
