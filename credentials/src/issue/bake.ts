import { CredentialError } from '../credential-error.ts'
import { looksLikeJwt } from '../read/jwt.ts'
import { KEYWORD, pngChunks } from '../read/png.ts'

/**
 * Writes a credential into a PNG, in place of one that was there.
 *
 * @param credential  JSON text or a compact JWS
 * @throws CredentialError image_malformed
 * @see OB 3.0 section 5.3.1: one uncompressed iTXt chunk, before the image data
 */
export function bakePng(png: Uint8Array, credential: string): Uint8Array {
  const chunks = pngChunks(png)
  const first = chunks.find(({ type }) => type === 'IDAT') ?? chunks.at(-1)
  const parts: Uint8Array[] = [png.subarray(0, 8)]
  for (const chunk of chunks) {
    if (chunk === first) parts.push(textChunk(credential))
    if (!holdsCredential(chunk)) parts.push(png.subarray(chunk.start, chunk.end))
  }
  return concat(parts)
}

const holdsCredential = ({ type, data }: { type: string; data: Uint8Array }): boolean =>
  type === 'iTXt' && new TextDecoder().decode(data.subarray(0, KEYWORD.length + 1)) === `${KEYWORD}\0`

/** Keyword, not compressed, no language, no translated keyword, then the text. @see PNG (Third Edition) section 11.3.3.4 */
function textChunk(credential: string): Uint8Array {
  const data = new TextEncoder().encode(`${KEYWORD}\0\0\0\0\0${credential}`)
  const chunk = new Uint8Array(12 + data.length)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, data.length)
  chunk.set(new TextEncoder().encode('iTXt'), 4)
  chunk.set(data, 8)
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)))
  return chunk
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0'
const BAKED = /<openbadges:(credential|assertion)\b(?:"[^"]*"|'[^']*'|[^'">])*?(?:\/>|>[\s\S]*?<\/openbadges:\1\s*>)/g

/**
 * Writes a credential into an SVG, in place of one that was there: a JWS as attribute `verify`, JSON as CDATA.
 *
 * @throws CredentialError image_malformed when there is no svg element
 * @see OB 3.0 section 5.3.2
 */
export function bakeSvg(svg: string, credential: string): string {
  const bare = svg.replace(BAKED, '')
  const root = /<svg\b((?:"[^"]*"|'[^']*'|[^'">])*?)(\/?)>/.exec(bare)
  if (root === null) throw new CredentialError('image_malformed', 'not an SVG')
  const [tag, attributes = '', selfClosing] = root
  const open = `<svg${attributes.includes('xmlns:openbadges') ? attributes : `${attributes} xmlns:openbadges="${NAMESPACE}"`}>`
  const at = root.index + tag.length
  return bare.slice(0, root.index) + open + element(credential) + bare.slice(at) + (selfClosing ? '</svg>' : '')
}

const element = (credential: string): string =>
  looksLikeJwt(credential)
    ? `<openbadges:credential verify="${credential}"/>`
    : `<openbadges:credential><![CDATA[${credential.replace(/]]>/g, ']]\\u003e')}]]></openbadges:credential>`
