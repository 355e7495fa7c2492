import { listEmailKeys } from '../accounts/index.ts'
import type { PersonCaller } from '../core/caller.ts'
import { maskEmail, parseMailbox } from '../core/email.ts'
import type { Output } from '../core/endpoint.ts'
import { enforce } from '../core/rule.ts'
import type { Clock } from '../core/time.ts'
import { findLanding, findPartner, findPartnerName } from '../partners/index.ts'
import type { Db } from '../platform/db/client.ts'
import { sha256 } from '../platform/secrets.ts'
import type * as api from './api.ts'
import { itemsOf } from './items.ts'
import { findPulled } from './pulls/find-pulled.ts'
import { browserIsBack, linkHasNotExpired, linkIsUnused } from './rules.ts'
import { type Envelope, isRecipientProved, listIssuerIds } from './store/envelopes.ts'
import { countWaiting, listWaiting } from './store/holdings.ts'

export interface ClaimSender {
  name: string
  slug: string
  logo: string | null
}

/**
 * An envelope that waits behind an identifier token, or behind the way back of a pull. Looking changes nothing.
 *
 * @throws Problem claim_not_found | claim_gone | pull_elsewhere | pull_empty
 */
export async function openEnvelope(
  deps: { db: Db; now: Clock },
  token: string,
  visitor: PersonCaller | undefined,
): Promise<{ envelope: Envelope; partner: ClaimSender }> {
  const { envelope, boundTo } = await findPulled(deps.db, sha256(token), visitor?.sessionId)
  const partner = (await findPartnerName(deps.db, envelope.partnerId)) ?? { name: '', slug: '', logo: null }
  const facts = {
    envelope,
    boundTo,
    personId: visitor?.personId ?? '',
    sessionId: visitor?.sessionId ?? '',
    startedAt: deps.now(),
    now: deps.now(),
    partner,
  }
  enforce([browserIsBack, linkIsUnused, linkHasNotExpired], facts)
  return { envelope, partner }
}

/** The address a code must come from before this person sees or takes anything; undefined when none is asked. */
export async function addressToProve(db: Db, envelope: Envelope, personId: string): Promise<string | undefined> {
  const mailbox = parseMailbox(envelope.recipient.email)
  if (!mailbox || envelope.boundPersonId !== null) return undefined
  const partner = await findPartner(db, envelope.partnerId)
  if (partner?.claimEmailCheck === false) return undefined
  if ((await listEmailKeys(db, personId)).includes(mailbox.key)) return undefined
  return (await isRecipientProved(db, envelope.id, personId)) ? undefined : mailbox.key
}

/**
 * What a claim page shows: before sign-in the sender and two counts, nothing personal.
 *
 * @throws Problem claim_not_found | claim_gone | pull_elsewhere | pull_empty
 */
export async function getClaim(
  deps: { db: Db; now: Clock },
  token: string,
  visitor: PersonCaller | undefined,
): Promise<Output<typeof api.getClaim>> {
  const { envelope, partner } = await openEnvelope(deps, token, visitor)
  const counts = await countWaiting(deps.db, envelope.id)
  const { partnerId, mode } = envelope
  const landing = await findLanding(deps.db, { issuerIds: await listIssuerIds(deps.db, envelope.id), partnerId, mode })
  const claim = {
    state: 'waiting' as const,
    partner,
    landing: landing ?? null,
    ...counts,
    expiresAt: envelope.expiresAt.toISOString(),
  }
  if (visitor === undefined) return claim
  const { personId } = visitor
  const toProve = await addressToProve(deps.db, envelope, personId)
  if (toProve !== undefined) return { ...claim, items: [], recipientCheck: { required: true, sentTo: maskEmail(toProve) } }
  const { givenName, familyName, phone } = envelope.recipient
  const email = parseMailbox(envelope.recipient.email)?.shown ?? ''
  return {
    ...claim,
    items: (await listWaiting(deps.db, envelope.id)).flatMap((assertion) => itemsOf(assertion, personId)),
    prefill: { givenName, familyName, email, phone },
  }
}
