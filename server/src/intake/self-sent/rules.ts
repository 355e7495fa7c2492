import { createHash } from 'node:crypto'
import type { NamedAddress } from '../facts.ts'
import type { PartVerdict, Verified } from '../verify-readings.ts'

const isPassedSubject = ({ checks }: PartVerdict): boolean => checks.some(({ id, outcome }) => id === 'subject' && outcome === 'passed')

/** The credential names this person by an address they proved. */
export const namesThisPerson = isPassedSubject

/** Nobody else vouches for whom it was issued to: what a person sends themself is called verified only when it names them. */
export function judgedForSender(verified: Verified): Verified {
  const judged = <V extends PartVerdict>(part: V): V =>
    part.verdict === 'verified' && !isPassedSubject(part) ? { ...part, verdict: 'unconfirmed' } : part
  return { ...judged(verified), nested: new Map([...verified.nested].map(([at, part]) => [at, judged(part)])) }
}

/**
 * It names somebody by e-mail address, plain or hashed, and none of the addresses is theirs. Ids of other kinds say nothing here.
 *
 * @param addresses the person's own, as compared
 * @see credentials spec, check `subject`; OB 3.0 "IdentityObject"
 */
export const namesAnother = (named: readonly NamedAddress[], addresses: readonly string[]): boolean =>
  named.length > 0 && !named.some((one) => addresses.some((address) => isSame(one, address)))

function isSame({ identity, hashed, salt }: NamedAddress, address: string): boolean {
  if (!hashed)
    return (
      identity
        .replace(/^mailto:/i, '')
        .trim()
        .toLowerCase() === address
    )
  return (
    identity.toLowerCase() ===
    `sha256$${createHash('sha256')
      .update(address + salt)
      .digest('hex')}`
  )
}
