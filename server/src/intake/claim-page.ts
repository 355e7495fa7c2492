import type { PersonCaller } from '../core/caller.ts'
import type { Catalogue } from '../core/catalogue/index.ts'
import { isProblem } from '../core/problem.ts'
import type { Clock } from '../core/time.ts'
import { findNamedPartner } from '../partners/index.ts'
import type { Db } from '../platform/db/client.ts'
import { getClaim } from './get-claim.ts'
import { backFromPull } from './pulls/back-from-pull.ts'

export interface ClaimPageText {
  status: number
  title: string
  heading: string
  lines: string[]
}

/**
 * The words of a claim link's page before any script: the sender and how much waits, nothing personal. A partner's short name
 * shows its landing page. What was pulled shows even that to nobody but the browser that asked for it.
 *
 * @throws Problem claim_gone | pull_elsewhere | pull_empty
 */
export async function findClaimPage(
  deps: { db: Db; now: Clock },
  key: string,
  visitor: PersonCaller | undefined,
  words: Catalogue,
): Promise<ClaimPageText> {
  try {
    const claim = await getClaim(deps, key, visitor)
    if (visitor) await backFromPull(deps, key, visitor)
    const heading = words.claimTitle(claim.partner.name, claim.credentials, claim.skills)
    return {
      status: 200,
      title: `${heading} · Laurel`,
      heading,
      lines: visitor ? [words.chooseLead] : [...(claim.landing?.text ? [claim.landing.text] : []), words.claimLead],
    }
  } catch (error) {
    if (!isProblem(error) || error.code !== 'claim_not_found') throw error
    const partner = await findNamedPartner(deps.db, key)
    if (!partner) return { status: 404, title: 'Laurel', heading: words.unknownLink, lines: [] }
    const heading = partner.landing?.title || words.landingTitle(partner.name)
    return {
      status: 200,
      title: `${heading} · Laurel`,
      heading,
      lines: [partner.landing?.text || words.landingLead],
    }
  }
}
