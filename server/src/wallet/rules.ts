import type { Rule } from '../core/rule.ts'
import type { Verdict } from '../core/words.ts'
import { problems } from './problems.ts'

export interface OfferFacts {
  held: { form: 'json' | 'jwt'; isSigned: boolean; verdict: Verdict } | undefined
}

export const credentialIsHeld: Rule<OfferFacts> = ({ held }) => !held && problems.credential_not_held()

export const credentialIsNotWithdrawn: Rule<OfferFacts> = ({ held }) => held?.verdict === 'withdrawn' && problems.credential_withdrawn()

/** A wallet takes what it can check: a proof inside, or a signed token. */
export const credentialIsSigned: Rule<OfferFacts> = ({ held }) => held?.isSigned === false && problems.credential_unsigned()

export const offerRules = [credentialIsHeld, credentialIsNotWithdrawn, credentialIsSigned] as const

const RUNS_HERE = /^(?:javascript|data|vbscript|blob|file|about):/i

/** A wallet's link opens a wallet and runs nothing in the page. */
export const linkOpensAWallet = (link: string): boolean =>
  link.includes('{offer}') && !RUNS_HERE.test(link) && URL.canParse(link.replaceAll('{offer}', 'x')) && !/[\s\p{Cc}]/u.test(link)
