import type { Holding } from '../intake/index.ts'

/** How an issuer may be named: nobody vouches for the name unless the checks say so. @see reliability T11 */
export function issuerSays({ facts, issuerId, checks }: Pick<Holding, 'facts' | 'issuerId' | 'checks'>): string {
  const name = facts.issuerName || issuerId
  if (name === '') return 'No issuer is named.'
  const isVouchedFor = checks.some(({ id, outcome }) => id === 'issuer-name' && outcome === 'passed')
  return isVouchedFor ? name : `Says it is ${name}.`
}
