import { CredentialError } from '../credential-error.ts'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const VALUES = new Int8Array(128).fill(-1)
for (let index = 0; index < 58; index++) VALUES[ALPHABET.charCodeAt(index)] = index

/** Longer texts than this are no keys and no signatures; the algorithm is quadratic. */
const MAX_LENGTH = 1024

/**
 * Bytes of base-58 text (Bitcoin alphabet, as in multibase `z`).
 *
 * @throws CredentialError key_malformed
 */
export function fromBase58(text: string): Uint8Array {
  if (text.length > MAX_LENGTH) throw new CredentialError('key_malformed', 'too long for base 58')
  const limbs: number[] = []
  for (let index = 0; index < text.length; ) {
    let value = 0
    let factor = 1
    for (const end = Math.min(index + 4, text.length); index < end; index++) {
      const digit = VALUES[text.charCodeAt(index)] ?? -1
      if (digit < 0) throw new CredentialError('key_malformed', 'not base 58')
      value = value * 58 + digit
      factor *= 58
    }
    multiplyAdd(limbs, factor, value)
  }
  return bigEndian(limbs, leading(text, '1'))
}

const LIMB = 2 ** 24

/** Four characters at a time: 58 to the fourth fits a limb of 24 bits, and their product a double. */
function multiplyAdd(limbs: number[], factor: number, value: number): void {
  let carry = value
  for (let place = 0; place < limbs.length; place++) {
    const product = (limbs[place] as number) * factor + carry
    carry = Math.floor(product / LIMB)
    limbs[place] = product - carry * LIMB
  }
  if (carry > 0) limbs.push(carry)
}

function bigEndian(limbs: readonly number[], zeros: number): Uint8Array {
  const bytes: number[] = []
  for (let place = limbs.length - 1; place >= 0; place--) {
    const limb = limbs[place] as number
    for (const byte of [limb >>> 16, (limb >>> 8) & 0xff, limb & 0xff]) if (bytes.length > 0 || byte > 0) bytes.push(byte)
  }
  const whole = new Uint8Array(zeros + bytes.length)
  whole.set(bytes, zeros)
  return whole
}

export function toBase58(bytes: Uint8Array): string {
  const digits: number[] = []
  for (const byte of bytes) {
    let carry = byte
    for (let place = 0; place < digits.length; place++) {
      carry += (digits[place] as number) << 8
      digits[place] = carry % 58
      carry = Math.floor(carry / 58)
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58)
  }
  let zeros = 0
  while (bytes[zeros] === 0) zeros++
  return (
    '1'.repeat(zeros) +
    digits
      .reverse()
      .map((digit) => ALPHABET[digit])
      .join('')
  )
}

function leading(text: string, char: string): number {
  let count = 0
  while (text[count] === char) count++
  return count
}
