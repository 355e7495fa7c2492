import { bakePng, bakeSvg, issueJwt, type JsonObject } from '@laurel/credentials'
import { badgePng, badgeSvg } from './badge-image.ts'
import { type KeyDeps, signingKeyFor } from './keys.ts'
import { problems } from './problems.ts'
import { findIssued } from './store.ts'

export type BadgeForm = 'json' | 'jwt' | 'png' | 'svg'

const FORMS: readonly (readonly [type: string, form: BadgeForm])[] = [
  ['application/vc+jwt', 'jwt'],
  ['application/jwt', 'jwt'],
  ['image/png', 'png'],
  ['image/svg+xml', 'svg'],
  ['application/ld+json', 'json'],
  ['application/vc+ld+json', 'json'],
  ['application/vc', 'json'],
  ['application/json', 'json'],
]

/** The form an Accept header likes best, and the media type to call it; JSON-LD where it does not matter. */
export function formOf(accept: string | undefined): { form: BadgeForm; type: string } {
  const wanted = (accept ?? '')
    .split(',')
    .map((part) => {
      const [type = '', ...params] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const quality = Number(params.find((param) => param.startsWith('q='))?.slice(2) ?? 1)
      return { type, quality: Number.isNaN(quality) ? 0 : quality }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { type } of wanted) {
    const known = FORMS.find(([name]) => name === type)
    if (known) return { form: known[1], type: known[1] === 'jwt' ? 'application/vc+jwt' : known[0] }
    if (type === '*/*') break
  }
  return { form: 'json', type: 'application/ld+json' }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A badge, public by its unguessable id. The VC-JWT is made anew with the key in use; the others carry the badge as it was signed.
 *
 * @throws Problem badge_not_found
 * @see skill verification spec, "Badge"
 */
export async function getBadge(deps: Pick<KeyDeps, 'db' | 'seal' | 'baseUrl'>, uuid: string, form: BadgeForm): Promise<string | Buffer> {
  const id = uuid.toLowerCase()
  const issued = UUID.test(id) ? await findIssued(deps.db, `urn:uuid:${id}`) : undefined
  if (issued?.kind !== 'badge') throw problems.badge_not_found()
  const { document } = issued
  if (form === 'json') return document
  if (form === 'png') return Buffer.from(bakePng(badgePng(), document))
  const { proof: _, ...unsigned } = JSON.parse(document) as JsonObject
  if (form === 'svg') return bakeSvg(badgeSvg(String(unsigned.name)), document)
  return issueJwt(unsigned, { key: await signingKeyFor(deps, 'Ed25519') })
}
