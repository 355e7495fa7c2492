import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * What stands for a code in the database, or for an address where only equality counts. A code of six digits has a million values, and
 * there are few enough addresses: hashed without a key they are found by trying.
 */
export interface ShortCodes {
  /** @param about what the code is for, and for whom: a code of one purpose is none of another */
  digest(code: string, ...about: string[]): string
  /** in constant time */
  matches(code: string, digest: string, ...about: string[]): boolean
}

/** HMAC-SHA256, hexadecimal, under a key derived from LAUREL_SECRET. @see reliability T01, T26 */
export function createShortCodes(secret: string): ShortCodes {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'laurel/short codes', 32))
  const digest: ShortCodes['digest'] = (code, ...about) =>
    createHmac('sha256', key)
      .update(JSON.stringify([...about, code]))
      .digest('hex')
  return {
    digest,
    matches: (code, kept, ...about) => {
      const left = Buffer.from(digest(code, ...about), 'hex')
      const right = Buffer.from(kept, 'hex')
      return left.length === right.length && timingSafeEqual(left, right)
    },
  }
}
