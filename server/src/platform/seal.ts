import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts what must be read again. `about` names what a text belongs to: sealed for one, it does not open for another. */
export interface Seal {
  close(text: string, about: string): string
  /** @throws Error when it was changed, belongs to something else, or LAUREL_SECRET is another one */
  open(sealed: string, about: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const FORM = 'v1.'

/** AES-256-GCM under a key derived from LAUREL_SECRET. @see operations spec, "Configuration" */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'laurel/seal', 32))
  return {
    close: (text, about) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return FORM + Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64url')
    },
    open: (sealed, about) => {
      if (!sealed.startsWith(FORM)) throw new Error('a sealed text of another form')
      const bytes = Buffer.from(sealed.slice(FORM.length), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
    },
  }
}
