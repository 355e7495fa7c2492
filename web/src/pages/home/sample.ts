import type { words } from '../../../../server/src/api.ts'
import type { ClaimFacts, ProofFacts } from '../../ui/seal/claim-facts.ts'

/** An invented resume for the start page; every name is marked as an example. */
export const SAMPLE_NAME = 'Avery Example'

const check = (id: string, outcome: words.Check['outcome'], because: string): words.Check => ({ id, outcome, because, at: '' })

const passed = [
  check('document', 'passed', 'read in full'),
  check('proof', 'passed', 'eddsa-rdfc-2022'),
  check('issuer-key', 'passed', 'listed for assertionMethod by did:web:college.example'),
  check('issuer-name', 'passed', 'did:web:college.example is registered'),
  check('dates', 'passed', 'no end date'),
  check('status', 'passed', 'bit 4211 of the status list is 0'),
]

const replaced = (id: string, outcome: words.Check['outcome'], because: string): words.Check[] =>
  passed.map((each) => (each.id === id ? check(id, outcome, because) : each))

const proof = (issuer: string, date: string, verdict: words.Verdict, checks: words.Check[]): ProofFacts => ({
  id: 'urn:uuid:00000000-0000-4000-8000-000000000000',
  issuer,
  date,
  verdict,
  checks,
})

interface SampleEntry {
  section: words.Section
  title: string
  issuer: string
  date: string
  description: string
  claim: ClaimFacts
}

const entry = (
  section: words.Section,
  title: string,
  issuer: string,
  date: string,
  description: string,
  verdict: words.Verdict,
  checks: words.Check[],
): SampleEntry => ({ section, title, issuer, date, description, claim: { title, verdict, proofs: [proof(issuer, date, verdict, checks)] } })

export const SAMPLE_ENTRIES: readonly SampleEntry[] = [
  entry('Education', 'Associate of Science, Network Technology', 'Example Community College', '2023-05-19', '', 'verified', passed),
  entry(
    'Certification',
    'First Aid and CPR',
    'Example Safety Council',
    '2021-03-02',
    '',
    'expired',
    replaced('dates', 'failed', 'It was valid until 2 March 2023.'),
  ),
  entry(
    'Experience',
    'Network Operations Intern',
    'Example Fiber Cooperative',
    'Summer 2022',
    'Kept twelve branch routers running and wrote the hand-over notes the team still uses.',
    'verified-issuer-unknown',
    replaced('issuer-name', 'unknown', 'The issuer says it is “Example Fiber Cooperative”; nobody has confirmed that.'),
  ),
]

export const SAMPLE_SKILLS: readonly { level: words.SkillLevel; claim: ClaimFacts }[] = [
  {
    level: 'advanced',
    claim: {
      title: 'Routing and switching',
      verdict: 'verified',
      proofs: [
        proof('Example Community College', '2023-05-19', 'verified', passed),
        proof('Example Networks Guild', '2023-11-08', 'verified', passed),
      ],
    },
  },
  { level: 'intermediate', claim: { title: 'Technical writing', verdict: 'unsigned', proofs: [] } },
]
