import { unzlibSync } from 'fflate'
import { CredentialError } from '../credential-error.ts'
import { utf8 } from './jwt.ts'

export const KEYWORD = 'openbadgecredential'
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** A credential in an image larger than this, unpacked, is refused. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024

export interface PngChunk {
  type: string
  data: Uint8Array
  /** offset of the chunk's length field */
  start: number
  end: number
}

/**
 * The chunks of a PNG in order, up to and including IEND.
 *
 * @throws CredentialError image_malformed
 * @see PNG (Third Edition) section 5.3, "Chunk layout"
 */
export function pngChunks(bytes: Uint8Array): PngChunk[] {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) throw new CredentialError('image_malformed', 'not a PNG')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: PngChunk[] = []
  for (let start = 8; start + 12 <= bytes.length; ) {
    const length = view.getUint32(start)
    const end = start + 12 + length
    if (end > bytes.length) throw new CredentialError('image_malformed', 'a PNG chunk reaches past the end of the file', `offset ${start}`)
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8))
    chunks.push({ type, data: bytes.subarray(start + 8, start + 8 + length), start, end })
    if (type === 'IEND') return chunks
    start = end
  }
  throw new CredentialError('image_malformed', 'the PNG does not end')
}

/**
 * The credential baked into a PNG: JSON text or a compact JWS.
 *
 * @throws CredentialError image_malformed | image_without_credential | image_with_two_credentials
 * @see OB 3.0 section 5.3.1: an iTXt chunk with keyword `openbadgecredential`; OB 2.0 used `openbadges`. More than one is refused.
 */
export function unbakePng(bytes: Uint8Array): string {
  const texts = pngChunks(bytes).flatMap((chunk) => textIn(chunk) ?? [])
  if (texts.length > 1) throw new CredentialError('image_with_two_credentials', `the PNG holds ${texts.length} credentials`)
  if (texts[0] === undefined) throw new CredentialError('image_without_credential', 'the PNG holds no credential')
  return texts[0]
}

function textIn({ type, data, start }: PngChunk): string | undefined {
  if (type !== 'iTXt' && type !== 'tEXt' && type !== 'zTXt') return undefined
  const nul = data.indexOf(0)
  const keyword = String.fromCharCode(...data.subarray(0, Math.max(0, Math.min(nul, 79))))
  if (keyword !== KEYWORD && keyword !== 'openbadges') return undefined
  if (type === 'tEXt') return utf8(data.subarray(nul + 1))
  if (type === 'zTXt') return utf8(unpack(data.subarray(nul + 2), start))
  const compressed = data[nul + 1] === 1
  const language = data.indexOf(0, nul + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) throw new CredentialError('image_malformed', 'the iTXt chunk is cut short', `offset ${start}`)
  const text = data.subarray(translated + 1)
  return utf8(compressed ? unpack(text, start) : text)
}

/** A fixed output buffer: what unpacks to more than the limit is refused, not grown into. */
function unpack(packed: Uint8Array, start: number): Uint8Array {
  try {
    return unzlibSync(packed, { out: new Uint8Array(Math.min(MAX_TEXT_BYTES, packed.length * 1032 + 64)) })
  } catch {
    throw new CredentialError('image_malformed', 'the text in the PNG does not unpack', `offset ${start}`)
  }
}
