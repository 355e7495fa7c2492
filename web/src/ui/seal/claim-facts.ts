import type { words } from '../../../../server/src/api.ts'
import type { SealWord } from '../../messages/shapes.ts'

/** One signed (or unsigned) statement behind a claim, with everything the checks panel shows of it. */
export interface ProofFacts {
  id?: string | null
  issuer: string
  date: string
  partner?: string
  verdict: words.Verdict
  checks: readonly words.Check[]
  checkedAt?: string | null
  evidence?: readonly { name: string; url: string }[]
}

/** What a seal stands for: a title, one verdict, and the statements it was drawn from. */
export interface ClaimFacts {
  title: string
  verdict: words.Verdict
  proofs: readonly ProofFacts[]
}

/** A claim nobody else stands behind is the person's own; an unsigned one came from somebody. */
export const sealWordOf = (claim: ClaimFacts): SealWord =>
  claim.verdict === 'unsigned' && claim.proofs.length === 0 ? 'self-asserted' : claim.verdict
