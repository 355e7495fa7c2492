import type { Catalogue } from '../../../core/catalogue/index.ts'
import type { Check } from '../../../core/words.ts'

/** Everything the page says itself. */
export interface PageWords extends Catalogue {
  /** BCP 47 */
  language: string
  unnamedCheck: (id: string) => string
  outcomes: Readonly<Record<Check['outcome'], string>>
  unnamed: string
  skip: string
  checkedAgo: (age: string | undefined) => string
  hint: string
  contact: string
  present: string
  seeChecks: (title: string) => string
  ownWords: string
  testOnly: string
  issuer: string
  dated: string
  sentBy: string
  lastChecked: string
  whatWasChecked: string
  nothingToCheck: string
  evidence: string
  proofs: (n: number) => string
  proofOf: (n: number, of: number) => string
  showEvidence: string
  raw: string
  checkHere: string
  identifier: string
  uncategorized: string
  pdf: string
  marksTitle: string
  madeWith: string
  checkAt: string
  empty: string
  check: {
    running: string
    agrees: (word: string) => string
    differs: (here: string, there: string) => string
    failed: string
    direct: (n: number) => string
    relayed: (n: number) => string
    nothingAsked: string
  }
  gate: {
    passcodeTitle: string
    passcodeLead: string
    passcode: string
    passcodeWrong: string
    open: string
    emailTitle: string
    emailLead: string
    email: string
    emailInvalid: string
    sendCode: string
    resend: string
    codeTitle: string
    codeLead: (address: string) => string
    code: string
    codeWrong: string
    otherAddress: string
    cookie: string
  }
  messages: {
    unknownTitle: string
    unknownText: string
    revokedTitle: string
    revokedText: string
    expiredTitle: string
    expiredOn: (date: string) => string
    expiredText: string
    busyTitle: string
    brokenTitle: string
    brokenText: string
    notAllowedTitle: string
  }
}
