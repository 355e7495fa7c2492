import { createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto'

export interface AuditKey {
  sign(text: string): string
  isSignedBy(text: string, signature: string): boolean
  /** Ed25519, 32 bytes, base64url: with it anybody can check a head they were given */
  publicKey: string
}

const SEED_BYTES = 32
/** What stands before the seed in the PKCS #8 form of an Ed25519 key. @see RFC 8410 section 7 */
const PKCS8_START = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * The key that signs the audit log, derived from LAUREL_SECRET.
 *
 * Not the issuing key: that one lies in the database and is rotated from there, so that whoever can write the database could add a key
 * of their own. This one is nowhere in the database, lives as long as LAUREL_SECRET, and its public half still lets others check a head.
 */
export function createAuditKey(secret: string): AuditKey {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'laurel/audit head', SEED_BYTES))
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_START, seed]), format: 'der', type: 'pkcs8' })
  const open = createPublicKey(key)
  return {
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
    isSignedBy: (text, signature) => verify(null, Buffer.from(text, 'utf8'), open, Buffer.from(signature, 'base64url')),
    publicKey: open.export({ format: 'jwk' }).x ?? '',
  }
}
