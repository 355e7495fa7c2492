import type { PartnerSessionCaller } from '../../core/caller.ts'
import type { Db } from '../../platform/db/client.ts'
import { type ManagingDeps, updatePartner } from '../manage-partner.ts'
import { findPartner, type Partner, type PartnerSettings } from '../store.ts'
import { problems } from './problems.ts'
import { findKeyDate } from './store.ts'

/** What is the partner's own to change; scopes, issuers and checks are the operator's. */
export type OwnSettings = Pick<PartnerSettings, 'importUrl' | 'logo' | 'landing' | 'findMyResume'>

/** @throws Problem partner_not_signed_in when the partner has ended meanwhile */
export async function getOwnPartner(db: Db, caller: PartnerSessionCaller) {
  const partner = await findPartner(db, caller.partnerId)
  const keySince = await findKeyDate(db, caller.keyHash)
  if (!partner || !keySince) throw problems.partner_not_signed_in()
  return { ...ownView(partner), keySince: keySince.toISOString() }
}

/** Changes what is the partner's own. @throws Problem partner_not_signed_in */
export async function updateOwnPartner(deps: ManagingDeps, caller: PartnerSessionCaller, change: Partial<OwnSettings>) {
  await updatePartner(deps, caller.partnerId, change)
  return getOwnPartner(deps.db, caller)
}

const ownView = ({ id, name, slug, mode, clientId, scopes, issuerIds, importUrl, logo, logoImage, landing, findMyResume }: Partner) => ({
  id,
  name,
  slug,
  mode,
  clientId,
  scopes,
  issuerIds,
  importUrl,
  logo,
  logoImage,
  landing,
  findMyResume,
})
