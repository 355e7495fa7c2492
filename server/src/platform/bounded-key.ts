import { sha256 } from './secrets.ts'

/**
 * A text under which something is found again. What is too long to be indexed is stood for by its digest: the same text
 * has the same key, and no limit has to be guessed.
 *
 * @param most bytes of UTF-8
 */
export const boundedKey = (text: string, most: number): string => (Buffer.byteLength(text) <= most ? text : `sha256:${sha256(text)}`)
