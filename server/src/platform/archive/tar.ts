const BLOCK = 512
const LONGEST_NAME = 99

/** What ends an archive: two empty blocks. */
export const TAR_END = Buffer.alloc(2 * BLOCK)
export const HEADER_BYTES = BLOCK

/** What fills the last block of a file. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)

/** The header of one file, as any `tar` reads it. @see POSIX.1-2001 pax, "ustar Interchange Format" */
export function tarHeader(name: string, size: number, at: Date): Buffer {
  if (Buffer.byteLength(name) > LONGEST_NAME) throw new Error(`a name too long for an archive: ${name}`)
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, start: number, digits: number): void => {
    header.write(value.toString(8).padStart(digits, '0'), start, 'latin1')
  }
  header.write(name, 0, 'utf8')
  octal(0o600, 100, 7)
  octal(0, 108, 7)
  octal(0, 116, 7)
  octal(size, 124, 11)
  octal(Math.floor(at.getTime() / 1_000), 136, 11)
  header.write('0', 156, 'latin1')
  header.write('ustar\u000000', 257, 'latin1')
  octal(sumOf(header), 148, 6)
  header.write('\u0000 ', 154, 'latin1')
  return header
}

/** @returns name and size; undefined at the end of the archive @throws Error when it is no header */
export function readTarHeader(header: Buffer): { name: string; size: number } | undefined {
  if (header.every((byte) => byte === 0)) return undefined
  const text = (start: number, length: number): string => {
    const field = header.toString('utf8', start, start + length)
    return field.split('\u0000')[0]?.trim() ?? ''
  }
  const size = Number.parseInt(text(124, 12), 8)
  if (Number.parseInt(text(148, 8), 8) !== sumOf(header) || !Number.isSafeInteger(size) || size < 0) throw new Error('not a header')
  return { name: text(0, 100), size }
}

/** The sum of all bytes, those of the sum itself counted as spaces. */
const sumOf = (header: Buffer): number => header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
