import type { PersonCaller } from '../../core/caller.ts'
import { newSecret } from '../../core/id.ts'
import { after, type Clock, HOUR_MS } from '../../core/time.ts'
import { findPartner, findPartnerBySlug } from '../../partners/index.ts'
import type { Db } from '../../platform/db/client.ts'
import { sha256 } from '../../platform/secrets.ts'
import { problems } from './problems.ts'
import { pullAddress } from './pull-address.ts'
import { insertPull, markPullRefused } from './store.ts'

const TOKEN_LIFETIME_MS = HOUR_MS
export const RETURN_PATH = '/import/return/'

/**
 * Starts a pull: a secret that binds one upload to this person, this partner and this browser session for 60 minutes.
 *
 * @param partnerKey short name or id of the partner
 * @returns where to send the browser
 * @throws Problem partner_not_found
 * @see CredentialConnect spec, "Pull"; reliability T07
 */
export async function startPull(
  deps: { db: Db; now: Clock; baseUrl: string },
  { personId, sessionId }: PersonCaller,
  partnerKey: string,
): Promise<{ url: string }> {
  const partner = (await findPartnerBySlug(deps.db, partnerKey)) ?? (await findPartner(deps.db, partnerKey))
  if (!partner?.importUrl || !URL.canParse(partner.importUrl)) throw problems.partner_not_found()
  const token = newSecret()
  const returnKey = newSecret()
  const now = deps.now()
  await insertPull(
    deps.db,
    {
      tokenHash: sha256(token),
      returnKeyHash: sha256(returnKey),
      personId,
      partnerId: partner.id,
      sessionId,
      expiresAt: after(now, TOKEN_LIFETIME_MS),
    },
    now,
  )
  return { url: pullAddress(partner.importUrl, token, `${deps.baseUrl}${RETURN_PATH}${returnKey}`) }
}

/** Somebody else came back: what was sent for whoever started it may be theirs, so nobody gets it. */
export const refusePull = (deps: { db: Db; now: Clock }, key: string, visitor: PersonCaller | undefined): Promise<void> =>
  markPullRefused(deps.db, sha256(key), visitor?.personId ?? '', deps.now())
