import type { ReadCredential } from '../model/read-credential.ts'
import { type NestedResult, type VerifyResult, worstOf } from '../model/verdict.ts'
import { verifyList } from './check-list.ts'
import { checkDates } from './dates.ts'
import { Findings } from './findings.ts'
import { checkIssuerName } from './issuer-name.ts'
import { checkTokenDates } from './jwt.ts'
import { verifyOpenBadge2 } from './open-badge-2/verify-open-badge-2.ts'
import type { Claimant } from './proof.ts'
import { checkSchemas } from './schema.ts'
import { noTexts } from './secured.ts'
import type { Session } from './session.ts'
import { contextsAreReady, reportSignatures, verifySignatures } from './signatures.ts'
import { type CheckedList, checkStatus } from './status.ts'
import { faultsIn } from './structure.ts'
import { checkSubject } from './subject.ts'
import { checkWords } from './words.ts'

/** Verifies one credential that was read, and everything nested in it by its own proof. */
export async function verifyRead(read: ReadCredential, session: Session): Promise<VerifyResult> {
  const findings = new Findings()
  if (read.unreadable !== undefined) findings.fail('document', read.unreadable, '')
  const issuer = read.unreadable !== undefined ? undefined : await verifyReadable(read, session, findings)
  const nested = read.nested.length + read.endorsements.length === 0 ? [] : await verifyNested(read, session)
  const nestedVerdict = nested.length === 0 ? null : worstOf(nested.map(({ verdict }) => verdict))
  if (nestedVerdict) reportNested(nested, findings)
  const verdicts = findings.verdicts()
  return {
    verdict: worstOf(verdicts),
    verdicts,
    nestedVerdict,
    checks: findings.checks,
    warnings: findings.warnings,
    issuer: issuer ?? { id: read.issuer?.id, name: read.issuer?.name, vouchedBy: 'nobody' },
    nested,
    kind: read.kind,
    credential: read,
  }
}

const purposesOf = ({ kind }: ReadCredential): Claimant['purposes'] =>
  kind === 'vp' ? ['authentication', 'assertionMethod'] : ['assertionMethod']

/** What the outermost signature was made for; nothing nested was made for this occasion. */
function occasionOf({ at }: ReadCredential, { options }: Session): Partial<Claimant> {
  const { challenge, domain, purpose } = options
  return at === '' ? { challenge, domain, ...(purpose && { purposes: [purpose] }) } : {}
}

async function verifyReadable(read: ReadCredential, session: Session, findings: Findings): Promise<VerifyResult['issuer'] | undefined> {
  if (read.kind === 'open-badge-2') return verifyOpenBadge2(read, session, findings)
  return read.signed ? verifySigned(read, session, findings) : verifyUnsigned(read, session, findings)
}

function verifyUnsigned(read: ReadCredential, session: Session, findings: Findings): undefined {
  findings.pass('document', 'it can be read; nothing in it is proved')
  findings.fail('proof', 'nothing signs it', '', 'unsigned')
  checkDates(read.document, false, session.now, findings)
  checkSubject(read, session.options.subject, findings)
}

async function verifySigned(read: ReadCredential, session: Session, findings: Findings): Promise<VerifyResult['issuer'] | undefined> {
  const faults = faultsIn(read)
  for (const { because, at } of faults) findings.fail('document', because, at)
  const { registry } = session.options
  const registered = registry && read.issuer?.id !== undefined ? await registry.find(read.issuer.id) : undefined
  const ready = await contextsAreReady(read, session, findings)
  const canonical = noTexts()
  if (ready && faults.length === 0) await checkWords(read, canonical, session, findings)
  const claimant: Claimant = { id: read.issuer?.id, purposes: purposesOf(read), registered, ...occasionOf(read, session) }
  const results = await verifySignatures(read, ready ? canonical : undefined, claimant, session)
  const passed = reportSignatures(results, findings)
  checkDates(read.document, true, session.now, findings)
  if (read.jwt) checkTokenDates(read.jwt.payload, read.document, session.now, findings)
  checkSubject(read, session.options.subject, findings)
  if (read.document.credentialSchema !== undefined) await checkSchemas(read, session, findings)
  if (read.status.length > 0 && !results.some(({ outcome }) => outcome === 'failed')) {
    const checkList = (url: string, of: ReadCredential, keyId: string | undefined): Promise<CheckedList> =>
      verifyList(url, of, keyId, session)
    await checkStatus(read, { session, findings, checkList, keyId: passed?.key.key.id })
  }
  if (passed === undefined) return undefined
  const owned = passed.key.outcome === 'issuers' ? passed.key : undefined
  const known = { registered: owned && registered, domain: owned?.domain, registry }
  return checkIssuerName(read.issuer, known, findings)
}

/** Nested credentials keep their own verdicts: the outer signature proves only that they were bundled. */
async function verifyNested(read: ReadCredential, session: Session): Promise<NestedResult[]> {
  const results: NestedResult[] = []
  for (const [role, credentials] of [
    ['credential', read.nested],
    ['endorsement', read.endorsements],
  ] as const) {
    for (const inner of credentials) {
      await session.breathe()
      results.push({ ...(await verifyRead(inner, session)), at: inner.at, role })
    }
  }
  return results
}

function reportNested(nested: readonly NestedResult[], findings: Findings): void {
  const bad = nested.filter(({ verdict }) => verdict !== 'verified' && verdict !== 'verified-issuer-unknown')
  const [first] = bad
  if (first === undefined) {
    findings.pass('nested', `each of the ${nested.length} inside is verified by its own proof`)
    return
  }
  const because = `${bad.length} of the ${nested.length} inside are not verified; the first is ${first.verdict}`
  if (bad.every(({ verdict }) => verdict === 'unconfirmed')) findings.unknown('nested', because, first.at, null)
  else findings.fail('nested', because, first.at, null)
}
