import type { Mode } from '../../core/caller.ts'
import type { Db } from '../../platform/db/client.ts'
import { type ShownLanding, shownLanding } from '../landing.ts'
import { findPartner, findPartnerOfIssuer } from '../store.ts'
import { findIssuer } from './store.ts'

/**
 * Where the issuer ids of an upload lead: the landing page of the first one in the routing table. That table is the registry, then the
 * issuer ids of partners, the sender's own first. A sender that routes no ids shows its own page for whatever it sends; everything else
 * shows the generic one.
 *
 * @returns undefined for the generic page
 * @see CredentialConnect spec, "Claim"
 */
export async function findLanding(
  db: Db,
  { issuerIds, partnerId, mode }: { issuerIds: readonly string[]; partnerId: string; mode: Mode },
): Promise<ShownLanding | undefined> {
  for (const id of issuerIds) {
    const issuer = await findIssuer(db, id)
    if (issuer?.landing) return shownLanding(issuer.landing, issuer.logoImage)
    const partner = await findPartnerOfIssuer(db, id, mode, partnerId)
    if (partner?.landing) return shownLanding(partner.landing, partner.logoImage)
  }
  const sender = await findPartner(db, partnerId)
  return sender?.landing && sender.issuerIds.length === 0 ? shownLanding(sender.landing, sender.logoImage) : undefined
}
