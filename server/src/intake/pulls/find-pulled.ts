import { findPartnerName } from '../../partners/index.ts'
import type { Db } from '../../platform/db/client.ts'
import { problems as claimProblems } from '../problems.ts'
import { type Envelope, findEnvelope, findEnvelopeById } from '../store/envelopes.ts'
import { problems } from './problems.ts'
import { findPullByReturnKey, findPullOfEnvelope } from './store.ts'

/**
 * The envelope behind an identifier token, or behind the way back of a pull, and the session it is bound to if a pull brought it.
 *
 * @returns `boundTo`: undefined for what anybody may open, null when the pull has ended or was refused
 * @throws Problem claim_not_found | pull_elsewhere | pull_empty
 */
export async function findPulled(
  db: Db,
  keyHash: string,
  sessionId: string | undefined,
): Promise<{ envelope: Envelope; boundTo: string | null | undefined }> {
  const envelope = await findEnvelope(db, keyHash)
  if (envelope) {
    if (envelope.boundPersonId === null) return { envelope, boundTo: undefined }
    return { envelope, boundTo: (await findPullOfEnvelope(db, envelope.id))?.sessionId ?? null }
  }
  const pull = await findPullByReturnKey(db, keyHash)
  if (!pull) throw claimProblems.claim_not_found()
  const pulled = pull.envelopeId === null ? undefined : await findEnvelopeById(db, pull.envelopeId)
  if (pulled) return { envelope: pulled, boundTo: pull.sessionId }
  // before anything arrived, only the right browser hears even that
  if (pull.sessionId === null || pull.sessionId !== sessionId) throw problems.pull_elsewhere()
  const partner = await findPartnerName(db, pull.partnerId)
  throw problems.pull_empty({ partner: partner?.name ?? '' })
}
