const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** Random text over 0-9a-z; 25 characters carry 129 bits. */
export function randomText(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < 252 && text.length < length) text += ALPHABET[byte % 36]
    }
  }
  return text
}

/** An unguessable id with a prefix that names its kind: `per_…`, `prt_…`, `env_…`. */
export const newId = (prefix: string): string => `${prefix}_${randomText(25)}`

/** A secret of 256 random bits, safe in a URL. */
export const newSecret = (): string => randomText(50)
