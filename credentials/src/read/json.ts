import { CredentialError } from '../credential-error.ts'
import type { Json } from '../model/json.ts'

/** @see RFC 8259 section 9: an implementation may limit the depth of nesting */
export const MAX_DEPTH = 64

/**
 * Parses JSON after a scan for what `JSON.parse` lets pass: more than 64 levels, and the same key twice in one object.
 *
 * @throws CredentialError not_json | duplicate_key | too_deep
 * @see RFC 7493 (I-JSON) section 2.3: names within an object must be unique
 */
export function parseJson(text: string): Json {
  scan(text)
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new CredentialError('not_json', error instanceof Error ? error.message : 'not JSON')
  }
}

function scan(text: string): void {
  const keys: (Set<string> | undefined)[] = []
  let expectKey = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) {
      const end = endOfString(text, i)
      if (expectKey) {
        rememberKey(keys, text.slice(i + 1, end), i)
        expectKey = false
      }
      i = end
    } else if (code === 0x7b || code === 0x5b) {
      keys.push(code === 0x7b ? new Set() : undefined)
      if (keys.length > MAX_DEPTH) throw new CredentialError('too_deep', `nested deeper than ${MAX_DEPTH} levels`, `offset ${i}`)
      expectKey = code === 0x7b
    } else if (code === 0x7d || code === 0x5d) {
      keys.pop()
      expectKey = false
    } else if (code === 0x2c) expectKey = keys.at(-1) !== undefined
  }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end > 0) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++
    if (backslashes % 2 === 0) return end
    end = text.indexOf('"', end + 1)
  }
  throw new CredentialError('not_json', 'a string does not end', `offset ${start}`)
}

function rememberKey(keys: (Set<string> | undefined)[], raw: string, offset: number): void {
  const here = keys.at(-1)
  const key = raw.includes('\\') ? unescapeKey(raw, offset) : raw
  if (here?.has(key))
    throw new CredentialError('duplicate_key', `the key ${JSON.stringify(key)} occurs twice in one object`, `offset ${offset}`)
  here?.add(key)
}

function unescapeKey(raw: string, offset: number): string {
  try {
    return JSON.parse(`"${raw}"`) as string
  } catch {
    throw new CredentialError('not_json', 'a key is not a JSON string', `offset ${offset}`)
  }
}
