import type { Clock } from '../../core/time.ts'
import { listHeldDocuments } from '../../intake/index.ts'
import type { Tx } from '../../platform/db/client.ts'
import { guarded } from '../../platform/db/constraint.ts'
import type { Seal } from '../../platform/seal.ts'
import { sha256 } from '../../platform/secrets.ts'
import { issueResume, type ResumeDeps } from '../issue-resume.ts'
import { findOfferByToken, insertDelivery, isDelivered, type Offer } from '../store.ts'
import { checkProof } from './check-proof.ts'
import { readNonce, spendNonce } from './nonces.ts'
import { problems } from './problems.ts'

export interface DeliverDeps extends ResumeDeps {
  now: Clock
  seal: Seal
}

export interface CredentialRequest {
  credential_configuration_id?: string
  credential_identifier?: string
  proofs?: unknown
  credential_response_encryption?: unknown
}

const alreadyTaken = () => problems.credential_request_denied({ because: 'This credential was delivered before. An offer works once.' })

/** @throws Problem invalid_encryption_parameters | unknown_credential_identifier | invalid_credential_request | unknown_credential_configuration */
function wantedConfiguration(request: CredentialRequest, offer: Offer): string {
  const { credential_configuration_id: id, credential_identifier } = request
  if (credential_identifier !== undefined && id !== undefined)
    throw problems.invalid_credential_request({ because: 'Send credential_configuration_id or credential_identifier, not both.' })
  if (credential_identifier !== undefined) throw problems.unknown_credential_identifier()
  if (id === undefined) throw problems.invalid_credential_request({ because: 'credential_configuration_id is missing.' })
  if (!offer.configurations.includes(id)) throw problems.unknown_credential_configuration()
  if (request.credential_response_encryption !== undefined) throw problems.invalid_encryption_parameters()
  return id
}

/**
 * Delivers what was offered, once in each form: the resume bound to the key that proved itself; what somebody else issued as it was issued.
 *
 * @throws Problem invalid_token | invalid_credential_request | unknown_credential_configuration | unknown_credential_identifier |
 *   invalid_encryption_parameters | invalid_proof | invalid_nonce | credential_request_denied
 * @see OpenID4VCI 1.0 section 8
 */
export async function deliverCredential(deps: DeliverDeps, token: string | undefined, request: CredentialRequest) {
  const now = deps.now()
  const offer = token === undefined ? undefined : await findOfferByToken(deps.db, sha256(token), now)
  if (!offer) throw problems.invalid_token()
  const configurationId = wantedConfiguration(request, offer)
  if (await isDelivered(deps.db, offer.id, configurationId)) throw alreadyTaken()
  const deliver =
    offer.holdingId === null ? await theResume(deps, offer, configurationId, request) : await heldOne(deps, offer, offer.holdingId)
  const credential = await deps.db.transaction().execute(async (tx) => {
    await guarded(insertDelivery(tx, offer.id, configurationId, now), { configuration_is_delivered_once: alreadyTaken })
    return deliver(tx)
  })
  return { credentials: [{ credential }] }
}

type Delivery = (tx: Tx) => Promise<unknown>

async function theResume(
  deps: DeliverDeps,
  { personId }: Offer,
  configurationId: string,
  { proofs }: CredentialRequest,
): Promise<Delivery> {
  const now = deps.now()
  const { holder, nonce } = await checkProof(proofs, { baseUrl: deps.baseUrl, now })
  const endsAt = readNonce(deps.seal, nonce, now)
  const files = await deps.resumeFiles(personId)
  return async (tx) => {
    await spendNonce(tx, nonce, endsAt)
    return issueResume(deps, tx, files, { form: configurationId.endsWith('jwt_vc_json') ? 'jwt' : 'json', holder, personId })
  }
}

async function heldOne({ db }: DeliverDeps, { personId }: Offer, holdingId: string): Promise<Delivery> {
  const [held] = await listHeldDocuments(db, personId, [holdingId])
  if (!held || held.verdict === 'withdrawn')
    throw problems.credential_request_denied({ because: 'The person no longer holds this credential.' })
  return async () => (held.form === 'jwt' ? held.document : (JSON.parse(held.document) as object))
}
