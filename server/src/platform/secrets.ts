import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-256, hexadecimal. Enough for secrets of 128 random bits or more; never for passwords, nor for codes of six digits (short-codes.ts). @see reliability T01 */
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** Compares a secret with a stored hash in constant time. */
export function secretMatches(secret: string, storedHash: string): boolean {
  const left = Buffer.from(sha256(secret), 'hex')
  const right = Buffer.from(storedHash, 'hex')
  return left.length === right.length && timingSafeEqual(left, right)
}
