import { CredentialError } from '../credential-error.ts'

/**
 * JSON in its one canonical spelling.
 *
 * @throws CredentialError document_malformed for what JSON cannot say (a lone surrogate, NaN, a function)
 * @see RFC 8785 (JCS) section 3.2
 */
export function jcs(value: unknown): string {
  if (typeof value === 'string') return text(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new CredentialError('document_malformed', 'a number that JSON cannot say')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((one) => jcs(one === undefined ? null : one)).join(',')}]`
  if (typeof value !== 'object') throw new CredentialError('document_malformed', `JSON has no ${typeof value}`)
  const object = value as Record<string, unknown>
  const members: string[] = []
  for (const key of Object.keys(object).sort()) if (object[key] !== undefined) members.push(`${text(key)}:${jcs(object[key])}`)
  return `{${members.join(',')}}`
}

function text(value: string): string {
  if (!isWellFormed(value)) throw new CredentialError('document_malformed', 'a text with half a surrogate pair')
  return JSON.stringify(value)
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** False for text with half a surrogate pair, which has no UTF-8. */
export const isWellFormed = (value: string): boolean => {
  const native = (value as { isWellFormed?(): boolean }).isWellFormed
  return native ? native.call(value) : !LONE_SURROGATE.test(value)
}
