import type { Clock } from '../../core/time.ts'
import { isAbsolute } from '../../core/uri.ts'
import type { Partner } from '../../partners/index.ts'
import type { Db } from '../../platform/db/client.ts'
import { problems } from './problems.ts'
import { findProfile, putProfileRow } from './store.ts'

type Profile = Record<string, unknown>

/** What the partner put there, or what is known of it. */
export async function getProfile(
  deps: { db: Db; baseUrl: string; partnerOf(id: string): Promise<Partner | undefined> },
  partnerId: string,
): Promise<Profile> {
  const kept = await findProfile(deps.db, partnerId)
  if (kept !== undefined) return JSON.parse(kept) as Profile
  const partner = await deps.partnerOf(partnerId)
  const id = partner?.issuerIds[0] ?? `${deps.baseUrl}/partners/${encodeURIComponent(partner?.slug ?? partnerId)}`
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id,
    type: ['Profile'],
    name: partner?.name ?? '',
    ...(partner?.importUrl && { url: partner.importUrl }),
  }
}

/** @throws Problem profile_invalid @see OB 3.0 "Profile": `id` and `type` are required */
export async function putProfile(deps: { db: Db; now: Clock }, partnerId: string, body: unknown): Promise<Profile> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw problems.profile_invalid({ because: 'The body is no profile.' })
  const profile = body as Profile
  if (typeof profile.id !== 'string' || !isAbsolute(profile.id))
    throw problems.profile_invalid({ because: 'The id of a profile is a URI.' })
  if (![profile.type].flat().includes('Profile')) throw problems.profile_invalid({ because: 'The type of a profile includes "Profile".' })
  await putProfileRow(deps.db, partnerId, JSON.stringify(profile), deps.now())
  return profile
}
