import { createHash } from 'node:crypto'

/**
 * A text under which something is found again. What is too long to be indexed is stood for by its digest: the same text
 * has the same key, and no limit has to be guessed.
 *
 * @param most bytes of UTF-8
 */
export const boundedKey = (text: string, most: number): string =>
  Buffer.byteLength(text) <= most ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`
