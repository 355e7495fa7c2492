import { ResizeFit, Transformer } from '@napi-rs/image'

/** The bytes are no picture we take, or one too large. */
export class UnusableImage extends Error {}

const MAGIC: readonly (readonly [format: string, start: string])[] = [
  ['png', '89504e470d0a1a0a'],
  ['jpeg', 'ffd8ff'],
  ['webp', '52494646'],
]
const MOST_SIDE = 8_000

/**
 * A picture drawn anew as PNG, no wider or higher than `side` pixels: nothing of the file survives but what it shows.
 *
 * @param bytes PNG, JPEG or WebP; the decoder refuses what would need much memory
 * @throws UnusableImage
 * @see reliability T18
 */
export async function redrawn(bytes: Uint8Array, side: number): Promise<Buffer> {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (!MAGIC.some(([, magic]) => start.startsWith(magic))) throw new UnusableImage('It is no PNG, JPEG or WebP picture.')
  try {
    const { width, height } = await new Transformer(bytes).metadata()
    if (width > MOST_SIDE || height > MOST_SIDE) throw new UnusableImage(`It is larger than ${MOST_SIDE} pixels.`)
    const picture = new Transformer(bytes).rotate()
    const fits = width <= side && height <= side
    return await (fits ? picture : picture.resize({ width: side, height: side, fit: ResizeFit.Inside })).png()
  } catch (error) {
    throw error instanceof UnusableImage ? error : new UnusableImage('It cannot be read as a picture.')
  }
}
