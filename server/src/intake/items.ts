import type { Output } from '../core/endpoint.ts'
import type { getClaim } from './api.ts'
import { proofBeatsSquatter } from './rules.ts'
import type { WaitingAssertion } from './store/holdings.ts'
import { choiceId, holdingsOf } from './waiting.ts'

export type HeldItem = NonNullable<Output<typeof getClaim>['items']>[number]

/** Nobody else owns it, or only a squatter whose copy proves less. */
export const isAvailable = ({ ownerId, ownerVerdict, verdict, issuerId }: WaitingAssertion, personId: string): boolean =>
  ownerId === null || ownerId === personId || proofBeatsSquatter(verdict, ownerVerdict ?? 'unsigned', issuerId)

/** What a person can choose from an assertion, as pages show it. */
export const itemsOf = (
  assertion: WaitingAssertion,
  personId: string,
  idOf: (row: string, part: string) => string = choiceId,
): HeldItem[] =>
  holdingsOf(assertion).map(({ part, skill }) => ({
    id: idOf(assertion.row, part),
    kind: skill ? 'skill' : 'credential',
    assertionId: assertion.assertionId,
    title: skill ? skill.fullName : assertion.title,
    description: skill ? skill.description : assertion.facts.description,
    issuer: assertion.facts.issuerName || assertion.issuerId,
    date: assertion.facts.date,
    section: assertion.section,
    level: skill?.level ?? null,
    category: skill?.category ?? null,
    verdict: assertion.withdrawn ? 'withdrawn' : assertion.verdict,
    checks: assertion.checks,
    available: isAvailable(assertion, personId),
  }))
