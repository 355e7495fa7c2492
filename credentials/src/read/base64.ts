import { CredentialError } from '../credential-error.ts'

const URL_ALPHABET = /^[A-Za-z0-9_-]*$/

/**
 * Decodes base64url without padding; anything else, also a non-canonical last character, is refused.
 *
 * @throws CredentialError jwt_malformed
 * @see RFC 7515 section 2; RFC 4648 section 3.5
 */
export function fromBase64Url(text: string): Uint8Array {
  if (!URL_ALPHABET.test(text) || text.length % 4 === 1) throw new CredentialError('jwt_malformed', 'not base64url')
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  if (toBase64Url(bytes.subarray(bytes.length - (bytes.length % 3 || 3))) !== text.slice(-(text.length % 4 || 4)))
    throw new CredentialError('jwt_malformed', 'not canonical base64url')
  return bytes
}

/** Bytes as base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
