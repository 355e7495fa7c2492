import { CredentialError } from '../credential-error.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import type { Findings } from './findings.ts'
import { verifyJwt } from './jwt.ts'
import { type Claimant, type SignatureResult, verifyProofs } from './proof.ts'
import { type CanonicalTexts, noTexts } from './secured.ts'
import type { Session } from './session.ts'
import { prepareContexts } from './words.ts'

/** False, with the reason noted, when a context is not pinned or cannot be had. */
export async function contextsAreReady(read: ReadCredential, session: Session, findings: Findings): Promise<boolean> {
  try {
    await prepareContexts(read.document, session.engine.knownContexts, session.options.allowExampleContexts)
    return true
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    findings.unknown('document', error.message, '/@context')
    return false
  }
}

/** `canonical` is undefined when the contexts could not be had: only signatures over the bytes themselves can be checked then. */
export async function verifySignatures(
  read: ReadCredential,
  canonical: CanonicalTexts | undefined,
  claimant: Claimant,
  session: Session,
): Promise<SignatureResult[]> {
  if (read.format === 'jwt') return [await verifyJwt(read, claimant, session)]
  if (canonical || read.proofs.every(({ cryptosuite }) => cryptosuite?.includes('-jcs-')))
    return verifyProofs(read, canonical ?? noTexts(), claimant, session)
  return read.proofs.map(({ at }) => ({
    outcome: 'unknown',
    because: 'without its contexts the signed text cannot be made',
    at,
    of: 'proof',
  }))
}

export type Passed = SignatureResult & { outcome: 'passed' }

/** One failing signature is enough to distrust; one fitting one is enough when nothing fails. */
export function reportSignatures(results: readonly SignatureResult[], findings: Findings): Passed | undefined {
  const passed = results.filter((one): one is Passed => one.outcome === 'passed')
  const best = passed.find(({ key }) => key.outcome === 'issuers') ?? passed[0]
  for (const result of results) {
    if (result.outcome === 'passed') reportPassed(result, findings)
    else if (result.outcome === 'failed') {
      const id = result.of === 'expired' ? 'proof' : result.of
      findings.fail(id, result.because, result.at, result.of === 'expired' ? 'expired' : 'invalid')
    } else
      findings.unknown(
        result.of,
        best ? `${result.because}; another signature fits` : result.because,
        result.at,
        best ? null : 'unconfirmed',
      )
  }
  if (results.length === 0) findings.fail('proof', 'nothing signs it', '', 'unsigned')
  else if (best?.key.outcome === 'anyones') findings.also('verified-issuer-unknown')
  return best
}

function reportPassed({ because, at, key }: Passed, findings: Findings): void {
  findings.pass('proof', because, at)
  if (key.outcome === 'issuers') findings.pass('issuer-key', key.because, at)
  else findings.unknown('issuer-key', key.because, at, null)
}
