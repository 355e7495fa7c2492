import type { Messages } from '../messages/en.ts'

/** A known issuer by its name; any other only "says it is" somebody. The server decides which. */
export function issuerWords({ issuer, issuerSays }: { issuer: string; issuerSays: string }, { claim }: Messages): string {
  if (!issuer) return claim.noIssuer
  return issuerSays === issuer ? issuer : claim.saysItIs(issuer)
}
