import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const BYTES = 32

const keyOf = (passcode: string, salt: Buffer): Promise<Buffer> => derive(passcode.normalize('NFKC'), salt, BYTES)

/** A word a person chose is short, so it is kept as a slow hash (scrypt, N = 16384). */
export async function hashPasscode(passcode: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt.${salt.toString('base64url')}.${(await keyOf(passcode, salt)).toString('base64url')}`
}

export async function passcodeMatches(passcode: string, hash: string): Promise<boolean> {
  const [, salt = '', key = ''] = hash.split('.')
  return timingSafeEqual(await keyOf(passcode, Buffer.from(salt, 'base64url')), Buffer.from(key, 'base64url'))
}
