import { CredentialError } from '../credential-error.ts'

/** A reference to another object. */
export interface PdfRef {
  ref: number
}
export type PdfValue = string | number | boolean | null | PdfRef | PdfValue[] | PdfDictionary
export interface PdfDictionary {
  [key: string]: PdfValue
}

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('ref' in value && typeof value.ref === 'number')

const MAX_DEPTH = 32
const MAX_TOKENS = 200_000

const broken = (why: string): CredentialError => new CredentialError('pdf_malformed', `the PDF cannot be read: ${why}`)

const WHITE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITERS = new Set([...'()<>[]{}/%'].map((char) => char.charCodeAt(0)))

/** Reads one value of PDF syntax from a text of bytes (Latin-1). Names come with their slash. @see ISO 32000-1 section 7.3 */
export class PdfReader {
  private readonly text: string
  private tokens = 0
  at: number

  constructor(text: string, at: number) {
    this.text = text
    this.at = at
  }

  /** @throws CredentialError pdf_malformed */
  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH || ++this.tokens > MAX_TOKENS) throw broken('it is nested too deeply')
    this.skip()
    const { text } = this
    const char = text[this.at]
    if (char === undefined) throw broken('it ends in the middle')
    if (text.startsWith('<<', this.at)) return this.dictionary(depth)
    if (char === '[') return this.array(depth)
    if (char === '(') return this.literal()
    if (char === '<') return this.hex()
    const word = this.word()
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    if (!/^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/.test(word)) return word
    return this.reference(Number(word))
  }

  /** `12 0 R`, or just the number. */
  private reference(number: number): number | PdfRef {
    const [found] = /^[\s\0]{1,8}\d{1,5}[\s\0]{1,8}R(?![A-Za-z0-9])/.exec(this.text.slice(this.at, this.at + 24)) ?? []
    if (!found || !Number.isSafeInteger(number) || number < 0) return number
    this.at += found.length
    return { ref: number }
  }

  private skip(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (code === 0x25) while (this.at < this.text.length && !/[\r\n]/.test(this.text[this.at]!)) this.at++
      else if (!WHITE.has(code)) return
    }
  }

  private word(): string {
    const start = this.at
    if (this.text[this.at] === '/') this.at++
    while (this.at < this.text.length && this.at - start < 1_000) {
      const code = this.text.charCodeAt(this.at)
      if (WHITE.has(code) || DELIMITERS.has(code)) break
      this.at++
    }
    if (this.at === start) throw broken('there is a sign where none may be')
    return this.text.slice(start, this.at).replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }

  private dictionary(depth: number): PdfDictionary {
    const found: PdfDictionary = {}
    this.at += 2
    for (;;) {
      this.skip()
      if (this.text.startsWith('>>', this.at)) {
        this.at += 2
        return found
      }
      const key = this.value(depth + 1)
      if (typeof key !== 'string' || !key.startsWith('/')) throw broken('a dictionary has a key that is no name')
      Object.defineProperty(found, key.slice(1), { value: this.value(depth + 1), enumerable: true, configurable: true, writable: true })
    }
  }

  private array(depth: number): PdfValue[] {
    const found: PdfValue[] = []
    this.at++
    for (;;) {
      this.skip()
      if (this.text[this.at] === ']') {
        this.at++
        return found
      }
      found.push(this.value(depth + 1))
    }
  }

  private literal(): string {
    let said = ''
    let open = 1
    this.at++
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at]!
      if (char === '\\') said += this.escape()
      else if (char === ')' && --open === 0) {
        this.at++
        return decoded(said)
      } else {
        if (char === '(') open++
        said += char
      }
      if (said.length > 65_536) throw broken('a text in it is too long')
    }
    throw broken('a text in it has no end')
  }

  private escape(): string {
    const [octal] = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4)) ?? []
    if (octal) {
      this.at += octal.length
      return String.fromCharCode(Number.parseInt(octal, 8) & 255)
    }
    const char = this.text[++this.at] ?? ''
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }[char] ?? char
  }

  private hex(): string {
    const end = this.text.indexOf('>', this.at)
    const digits = end < 0 || end - this.at > 131_072 ? undefined : this.text.slice(this.at + 1, end).replace(/[\s\0]/g, '')
    if (digits === undefined || /[^0-9A-Fa-f]/.test(digits)) throw broken('a text in it is no text')
    this.at = end + 1
    return decoded((digits.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''))
  }
}

/** A text string: UTF-16 or UTF-8 where it says so, else as its bytes. @see ISO 32000-1 section 7.9.2.2 */
function decoded(bytes: string): string {
  const octets = Uint8Array.from(bytes, (char) => char.charCodeAt(0))
  if (bytes.startsWith('\xfe\xff')) {
    const units = Array.from({ length: (octets.length - 2) >> 1 }, (_, i) => (octets[2 + 2 * i]! << 8) | octets[3 + 2 * i]!)
    return units.map((unit) => String.fromCharCode(unit)).join('')
  }
  return bytes.startsWith('\xef\xbb\xbf') ? new TextDecoder().decode(octets.subarray(3)) : bytes
}
