import type { PersonCaller } from '../core/caller.ts'
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

const count = (amount: number, one: string, many: string): string => `${amount} ${amount === 1 ? one : many}`

/** "2 credentials and 4 skills": what waits, in words. */
export function whatWaits({ credentials, skills }: { credentials: number; skills: number }): string {
  const parts = [
    ...(credentials > 0 ? [count(credentials, 'credential', 'credentials')] : []),
    ...(skills > 0 ? [count(skills, 'skill', 'skills')] : []),
  ]
  return parts.join(' and ') || 'nothing yet'
}

/**
 * The words of a claim link's page before anybody signed in: the sender and how much waits, nothing personal. A partner's short name
 * shows its landing page. What was pulled shows even that to nobody but the browser that asked for it.
 *
 * @throws Problem claim_not_found | claim_gone | pull_elsewhere | pull_empty
 */
export async function findClaimPage(deps: { db: Db; now: Clock }, key: string, visitor: PersonCaller | undefined): Promise<ClaimPageText> {
  try {
    const claim = await getClaim(deps, key, visitor)
    if (visitor) await backFromPull(deps, key, visitor)
    const heading = `${claim.partner.name} has ${whatWaits(claim)} for you`
    return {
      status: 200,
      title: `${heading} · Laurel`,
      heading,
      lines: [
        ...(claim.landing?.text ? [claim.landing.text] : []),
        'Sign in with your e-mail address to see them and choose what goes on your resume.',
      ],
    }
  } catch (error) {
    if (!isProblem(error) || error.code !== 'claim_not_found') throw error
    const partner = await findNamedPartner(deps.db, key)
    if (!partner) throw error
    const heading = partner.landing?.title || `Make your resume with ${partner.name}`
    return {
      status: 200,
      title: `${heading} · Laurel`,
      heading,
      lines: [partner.landing?.text || 'Open the link you were sent, or sign in to see your resume.'],
    }
  }
}
