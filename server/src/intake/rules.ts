import type { Rule } from '../core/rule.ts'
import { after, SECOND_MS } from '../core/time.ts'
import { isAbsolute } from '../core/uri.ts'
import type { Verdict } from '../core/words.ts'
import { problems } from './problems.ts'
import { problems as pullProblems } from './pulls/problems.ts'

/**
 * What an assertion is owned by: the partner counts too where the issuer is not named or the id is not an absolute URI.
 *
 * @see CredentialConnect spec, "Identity, update, ownership"
 */
export const ownerScope = (issuerId: string, assertionId: string, partnerId: string): string =>
  issuerId !== '' && isAbsolute(assertionId) ? '' : partnerId

export type ElementStatus = 'held' | 'updated' | 'unchanged' | 'withheld'

/** What the server knows of an assertion when a copy of it arrives. */
export interface ArrivalFacts {
  digest: string
  /** the row of the same partner, mode, issuer, assertion and recipient */
  known: { digest: string; withdrawn: boolean } | undefined
  /** somebody owns it, and the owned copy came from this partner for another recipient */
  ownedThroughThisPartner: boolean
}

/** Another partner is told nothing: to it the copy is simply held. */
export function statusOfArrival({ digest, known, ownedThroughThisPartner }: ArrivalFacts): ElementStatus {
  if (known) return known.digest === digest && !known.withdrawn ? 'unchanged' : 'updated'
  return ownedThroughThisPartner ? 'withheld' : 'held'
}

/** The signature proves the issuer itself: known, or a DID whose key it is. A key anybody could have named proves nothing about whose assertion this is. */
export const isProved = (verdict: Verdict, issuerId: string): boolean =>
  verdict === 'verified' || (verdict === 'verified-issuer-unknown' && issuerId.startsWith('did:'))

/** A copy whose proof verifies beats an unverified squatter. */
export const proofBeatsSquatter = (mine: Verdict, theirs: Verdict, issuerId: string): boolean =>
  isProved(mine, issuerId) && !isProved(theirs, issuerId)

export interface ClaimFacts {
  envelope: { claimedBy: string | null; claimedAt: Date | null; expiresAt: Date }
  /** the session a pull is bound to, null when it has ended or was refused; undefined for what anybody may open */
  boundTo: string | null | undefined
  personId: string
  sessionId: string
  /** when this request arrived */
  startedAt: Date
  now: Date
  partner: unknown
}

/** Requests sent together arrive a little apart: connections open one after the other. */
export const RACE_WINDOW_MS = 2 * SECOND_MS

/** Who claims while another's claim is being written, or has just been, has lost a race; their own second click has not. */
export const raceWasNotLost: Rule<ClaimFacts> = ({ envelope, personId, startedAt }) => {
  if (envelope.claimedAt === null) return undefined
  const since = envelope.claimedBy === personId ? startedAt : after(startedAt, -RACE_WINDOW_MS)
  return envelope.claimedAt >= since && problems.claim_lost()
}

/** A link is used once. */
export const linkIsUnused: Rule<ClaimFacts> = ({ envelope, personId, partner }) =>
  envelope.claimedAt !== null &&
  problems.claim_gone({ state: 'claimed', on: envelope.claimedAt.toISOString(), partner, claimedByYou: envelope.claimedBy === personId })

/** A link lives 30 days. */
export const linkHasNotExpired: Rule<ClaimFacts> = ({ envelope, now, partner }) =>
  envelope.expiresAt <= now && problems.claim_gone({ state: 'expired', on: envelope.expiresAt.toISOString(), partner, claimedByYou: false })

/** What was pulled stays unseen until the browser that asked for it is back. @see reliability T07 */
export const browserIsBack: Rule<ClaimFacts> = ({ boundTo, sessionId }) =>
  boundTo !== undefined && (boundTo === null || boundTo !== sessionId) && pullProblems.pull_elsewhere()

export const claimRules = [browserIsBack, raceWasNotLost, linkIsUnused, linkHasNotExpired] as const
