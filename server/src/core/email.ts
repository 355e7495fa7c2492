/** One mailbox, as typed and as compared. */
export interface Mailbox {
  shown: string
  key: string
}

const LOCAL = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}$/u
const DOMAIN = /^(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

/** Reads exactly one mailbox; undefined for anything else (lists, names, controls). @see reliability T22 */
export function parseMailbox(text: unknown): Mailbox | undefined {
  if (typeof text !== 'string') return undefined
  const shown = text.trim()
  const at = shown.lastIndexOf('@')
  if (at < 1 || shown.length > 254 || !LOCAL.test(shown.slice(0, at)) || !DOMAIN.test(shown.slice(at + 1))) return undefined
  if (shown.startsWith('.') || shown.includes('..')) return undefined
  return { shown, key: shown.toLowerCase() }
}

/** `p***@techcorp.com` */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '***' : `${[...address][0]}***${address.slice(at)}`
}
