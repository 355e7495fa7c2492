import type { Db, Tx } from '../../platform/db/client.ts'
import { redrawn, UnusableImage } from '../../platform/image.ts'
import type { SafeFetch } from '../../platform/net/safe-fetch.ts'
import { sha256 } from '../../platform/secrets.ts'
import { problems } from './problems.ts'
import { findLogo, insertLogo } from './store.ts'

const SIDE_PIXELS = 512
const MOST_BYTES = 2 * 1_048_576
const ADDRESS = /^\/logos\/([0-9a-f]{64})\.png$/

/** A logo as it was set, and the picture of ours that people see; null where there is none. */
export interface TakenLogo {
  logo: string | null
  image: string | null
  png?: Buffer
}

export interface LogoDeps {
  db: Db
  fetchLogo: SafeFetch
}

const pictureOf = (png: Buffer) => ({ image: `/logos/${sha256(png)}.png`, png })

/**
 * Takes a logo in: a picture sent along is drawn anew and kept here, an https address is looked up once. People's pages load no picture
 * from anywhere else.
 *
 * @param logo a `data:` picture, an http(s) address, the address of a picture already here, or null for none
 * @returns `image` is null when an address gave no picture; the address is kept all the same
 * @throws Problem logo_unusable
 */
export async function takeLogo({ db, fetchLogo }: LogoDeps, logo: string | null): Promise<TakenLogo> {
  if (logo === null || logo === '') return { logo: null, image: null }
  const here = ADDRESS.exec(logo)?.[1]
  if (here !== undefined) {
    if (!(await findLogo(db, here))) throw problems.logo_unusable({ because: 'There is no such picture here.' })
    return { logo, image: logo }
  }
  if (!logo.startsWith('data:')) return { logo, image: null, ...(await fetched(fetchLogo, logo)) }
  try {
    const picture = pictureOf(await redrawn(Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64'), SIDE_PIXELS))
    return { logo: picture.image, ...picture }
  } catch (error) {
    if (error instanceof UnusableImage) throw problems.logo_unusable({ because: error.message })
    throw error
  }
}

async function fetched(fetchLogo: SafeFetch, url: string): Promise<{ image: string; png: Buffer } | undefined> {
  try {
    const { status, bytes } = await fetchLogo(url, { headers: { accept: 'image/png, image/jpeg, image/webp' }, maxBytes: MOST_BYTES })
    return status === 200 ? pictureOf(await redrawn(bytes, SIDE_PIXELS)) : undefined
  } catch {
    return undefined
  }
}

/** Keeps the picture of a logo, in the transaction that shows it. */
export async function keepLogo(tx: Tx, { image, png }: TakenLogo, now: Date): Promise<void> {
  const id = ADDRESS.exec(image ?? '')?.[1]
  if (id !== undefined && png) await insertLogo(tx, id, png, now)
}
