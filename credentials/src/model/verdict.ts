import type { CredentialKind, ReadCredential } from './read-credential.ts'

/** Worst first; the first that applies is the verdict (all that apply are listed in `verdicts`). */
export const VERDICTS = [
  'invalid',
  'revoked',
  'suspended',
  'expired',
  'not-yet-valid',
  'unsigned',
  'unconfirmed',
  'verified-issuer-unknown',
  'verified',
] as const

export type Verdict = (typeof VERDICTS)[number]

export type CheckId = 'document' | 'schema' | 'proof' | 'issuer-key' | 'issuer-name' | 'dates' | 'status' | 'subject' | 'nested'

/** One named check; `unknown` is never shown as passed nor as failed. `at` is the JSON pointer it speaks of. */
export interface Check {
  id: CheckId
  outcome: 'passed' | 'failed' | 'unknown'
  because: string
  at: string
}

/** Who the issuer says it is, and who vouches for that: the operator's registry, the issuer's own domain, or nobody. */
export interface IssuerStanding {
  id?: string
  name?: string
  domain?: string
  vouchedBy: 'registry' | 'domain' | 'nobody'
}

export interface VerifyResult {
  verdict: Verdict
  /** every verdict that applies, worst first; `verdict` is its first */
  verdicts: Verdict[]
  /** the worst verdict of everything nested; null when nothing is nested */
  nestedVerdict: Verdict | null
  checks: Check[]
  /** true findings that change no verdict, such as an outdated context */
  warnings: string[]
  issuer: IssuerStanding
  nested: NestedResult[]
  /** what it is; absent when it could not be read at all */
  kind?: CredentialKind
  /** the view of what was verified; absent when it could not be read at all */
  credential?: ReadCredential
}

/** The result of a credential or endorsement inside another; `at` is its pointer in the parent's document. */
export interface NestedResult extends VerifyResult {
  at: string
  role: 'credential' | 'endorsement'
}

/** The worse of two sets of verdicts wins; an empty list is `verified`. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict => VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'verified'

/** One issuer the operator vouches for. `keys` (Multikey text or JWK) pin keys for ids that publish none. */
export interface RegisteredIssuer {
  id: string
  name: string
  url?: string
  keys?: readonly (string | object)[]
}

/** The operator's list of issuers. `known` serves the look-alike warning and may be left out. */
export interface IssuerRegistry {
  find(issuerId: string): RegisteredIssuer | undefined | Promise<RegisteredIssuer | undefined>
  known?(): readonly RegisteredIssuer[] | Promise<readonly RegisteredIssuer[]>
}

/** The person a credential should be about; when given, the `subject` check compares identifiers and hashes. */
export interface ExpectedSubject {
  ids?: readonly string[]
  emails?: readonly string[]
}

export type ProofPurpose = 'assertionMethod' | 'authentication'

export interface VerifyOptions {
  /** the instant dates are compared with; the present when left out */
  now?: Date
  registry?: IssuerRegistry
  /** status lists under 131,072 entries become unusable instead of a warning (VC API) */
  strictStatusList?: boolean
  /** accept the two `@vocab` contexts of the W3C examples; only for conformance suites */
  allowExampleContexts?: boolean
  /** what the outermost signature must be for, answer and be meant for; nothing nested was made for this occasion */
  purpose?: ProofPurpose
  challenge?: string
  domain?: string
  subject?: ExpectedSubject
}
