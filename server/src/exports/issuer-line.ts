import type { Catalogue } from '../core/catalogue/index.ts'

/** Who issued it, in the language of the resume: by name when the name is vouched for, else as somebody who says so. */
export function issuerLine({ issuer, issuerSays }: { issuer: string; issuerSays: string }, words: Catalogue): string {
  if (!issuer) return words.noIssuer
  return issuerSays === issuer ? issuer : words.saysItIs(issuer)
}
