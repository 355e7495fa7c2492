import type { PartnerCaller } from '../core/caller.ts'
import { newId, newSecret } from '../core/id.ts'
import { after, type Clock, DAY_MS } from '../core/time.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Partner } from '../partners/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { violatedConstraint } from '../platform/db/constraint.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import type { Seal } from '../platform/seal.ts'
import { sha256 } from '../platform/secrets.ts'
import { type Arrival, arrivalsOf } from './arrivals.ts'
import type { UploadReading } from './facts.ts'
import { linkedMail, updatedMail } from './mails.ts'
import { problems } from './problems.ts'
import { nameEnvelope, useRecipientToken } from './pulls/store.ts'
import { keptResults, resultsOf, type UploadAnswer } from './results.ts'
import { typeKey } from './sections.ts'
import { raiseAlerts } from './store/alerts.ts'
import {
  listOwnedAssertions,
  listOwners,
  listVerdicts,
  markPartsGone,
  moveOwnership,
  replaceCredential,
  storeArrivals,
} from './store/credentials.ts'
import { findLinkedPerson, insertEnvelope } from './store/envelopes.ts'
import { EVERY_STATE, listWaiting, putHoldings } from './store/holdings.ts'
import { findAnswer, insertAnswer } from './store/idempotency.ts'
import { emailOf } from './tell-person.ts'
import { untilUnraced } from './until-unraced.ts'
import { type Verifier, verifyReadings } from './verify-readings.ts'
import { holdingsOf } from './waiting.ts'

export const LINK_LIFETIME_MS = 30 * DAY_MS
const IDEMPOTENCY_MS = DAY_MS

export interface UploadDeps {
  db: Db
  jobs: Jobs
  now: Clock
  baseUrl: string
  seal: Seal
  verifier: Verifier
  /** the partner as it stands, by id */
  partnerOf(id: string): Promise<Partner | undefined>
}

export interface Upload {
  reading: UploadReading
  idempotencyKey: string | undefined
  bodyDigest: string
}

/**
 * Holds what a partner sent for one person, and answers with the claim link. One transaction: after the answer everything is stored,
 * after a refusal nothing is.
 *
 * @returns `redirect_url`, the identifier token (shown this once), and one result for each credential in the order sent
 * @throws Problem recipient_token_invalid | idempotency_conflict | idempotency_key_invalid
 * @see CredentialConnect spec, "Upload"
 */
export async function uploadCredentials(deps: UploadDeps, caller: PartnerCaller, upload: Upload): Promise<UploadAnswer> {
  const known = await answeredBefore(deps, caller.partnerId, upload)
  if (known) return known
  const partner = await deps.partnerOf(caller.partnerId)
  const verdicts = await verifyReadings(deps.verifier, upload.reading.accepted)
  try {
    const { answer, mails } = await untilUnraced(() =>
      deps.db.transaction().execute((tx) => store(deps, tx, caller, partner, upload, verdicts)),
    )
    if (mails > 0) deps.jobs.wake(MAIL_QUEUE)
    return answer
  } catch (error) {
    const isRepeated = violatedConstraint(error) === 'idempotency_key_is_used_once'
    const other = isRepeated ? await answeredBefore(deps, caller.partnerId, upload) : undefined
    if (other) return other
    throw error
  }
}

async function answeredBefore(
  { db, now, seal }: UploadDeps,
  partnerId: string,
  { idempotencyKey, bodyDigest }: Upload,
): Promise<UploadAnswer | undefined> {
  if (idempotencyKey === undefined) return undefined
  if (!/^[\x20-\x7e]{1,255}$/.test(idempotencyKey)) throw problems.idempotency_key_invalid()
  const keyHash = sha256(idempotencyKey)
  const known = await findAnswer(db, partnerId, keyHash, after(now(), -IDEMPOTENCY_MS))
  if (known && known.bodyDigest !== bodyDigest) throw problems.idempotency_conflict()
  return known && (JSON.parse(seal.open(known.answer, answerName(partnerId, keyHash))) as UploadAnswer)
}

/** A kept answer holds the claim link, so it is sealed; for this key of this partner only. */
const answerName = (partnerId: string, keyHash: string): string => `answer ${partnerId} ${keyHash}`

async function store(
  deps: UploadDeps,
  tx: Tx,
  caller: PartnerCaller,
  partner: Partner | undefined,
  { reading, idempotencyKey, bodyDigest }: Upload,
  verdicts: Awaited<ReturnType<typeof verifyReadings>>,
): Promise<{ answer: UploadAnswer; mails: number }> {
  const now = deps.now()
  const envelopeId = newId('env')
  const token = newSecret()
  const arrivals = await arrivalsOf(tx, caller, partner, reading.accepted, verdicts)
  // before the assertions change: a kept version names the verdict it had
  for (const { row } of arrivals.filter(({ status, isNew }) => status === 'updated' && !isNew)) await replaceCredential(tx, row, now)
  await storeArrivals(
    tx,
    caller,
    arrivals.filter(({ isNew }) => isNew).map(({ row }) => row),
    arrivals.filter(({ status }) => status !== 'unchanged').flatMap(({ assertions }) => assertions),
    now,
  )
  for (const { row, assertions, status } of arrivals) {
    if (status === 'updated')
      await markPartsGone(
        tx,
        row.id,
        assertions.map(({ part }) => part),
        now,
      )
  }
  const bound = reading.recipientToken === '' ? undefined : await bindTo(tx, reading.recipientToken, caller.partnerId, now)
  const results = resultsOf(
    reading,
    arrivals,
    await listVerdicts(
      tx,
      arrivals.filter(({ status, isNew }) => !isNew && (status === 'unchanged' || status === 'updated')).map(({ row }) => row.id),
    ),
    partner,
  )
  await insertEnvelope(
    tx,
    {
      id: envelopeId,
      partnerId: caller.partnerId,
      mode: caller.mode,
      tokenHash: sha256(token),
      recipient: reading.recipient,
      recipientId: reading.recipient.id,
      boundPersonId: bound ?? null,
      createdAt: now,
      expiresAt: after(now, LINK_LIFETIME_MS),
      results: keptResults(results.results, arrivals),
    },
    [...new Set(arrivals.map(({ row }) => row.id))],
  )
  if (reading.recipientToken !== '') await nameEnvelope(tx, sha256(reading.recipientToken), envelopeId)
  await raiseAlerts(tx, caller.partnerId, unknownTypes(arrivals), now)
  const announced = bound === undefined ? await fillInbox(deps, tx, caller, partner, reading, envelopeId) : 0
  const told = await tellOwners(deps, tx, caller, partner, arrivals)
  const answer: UploadAnswer = {
    redirect_url: `${deps.baseUrl}/createmyresume/${token}`,
    identifier_token: token,
    expires_at: after(now, LINK_LIFETIME_MS).toISOString(),
    ...results,
  }
  if (idempotencyKey !== undefined) {
    const keyHash = sha256(idempotencyKey)
    const sealed = deps.seal.close(JSON.stringify(answer), answerName(caller.partnerId, keyHash))
    await insertAnswer(tx, caller.partnerId, keyHash, bodyDigest, sealed, now, after(now, -IDEMPOTENCY_MS))
  }
  return { answer, mails: announced + told }
}

/** Never guess an owner: a token that does not bind refuses the upload. */
async function bindTo(tx: Tx, token: string, partnerId: string, now: Date): Promise<string> {
  const bound = await useRecipientToken(tx, sha256(token), partnerId, now)
  if (!bound) throw problems.recipient_token_invalid()
  return bound.personId
}

function unknownTypes(arrivals: readonly Arrival[]) {
  const counts = new Map<string, { id: string; type: string; key: string; count: number }>()
  for (const { assertions, unknown } of arrivals) {
    for (const { achievementType } of assertions.filter(({ part }) => unknown.has(part))) {
      const key = typeKey(achievementType)
      const alert = counts.get(key) ?? { id: newId('alt'), type: achievementType, key, count: 0 }
      counts.set(key, { ...alert, count: alert.count + 1 })
    }
  }
  return [...counts.values()]
}

/** A recipient this partner has linked to a person: the credentials wait in that person's list, with a mail. */
async function fillInbox(
  deps: UploadDeps,
  tx: Tx,
  caller: PartnerCaller,
  partner: Partner | undefined,
  reading: UploadReading,
  envelopeId: string,
): Promise<number> {
  const personId = await findLinkedPerson(tx, caller.partnerId, caller.mode, reading.recipient.id)
  if (personId === undefined) return 0
  const waiting = (await listWaiting(tx, envelopeId)).filter(({ ownerId }) => ownerId === null || ownerId === personId)
  const holdings = waiting.flatMap((assertion) =>
    holdingsOf(assertion).map(({ part }) => ({ row: assertion.row, part, state: 'inbox' as const })),
  )
  const fresh = await putHoldings(tx, personId, holdings, deps.now(), EVERY_STATE)
  const to = await emailOf(tx, personId)
  if (fresh === 0 || to === undefined) return 0
  await enqueueMail(deps, tx, {
    to,
    purpose: 'new-credentials',
    mode: caller.mode,
    ...linkedMail(partner?.name ?? '', fresh, `${deps.baseUrl}/inbox`),
  })
  return 1
}

/** An update keeps its place; what it brings anew waits in the owner's list, and the owner is told. */
async function tellOwners(
  deps: UploadDeps,
  tx: Tx,
  caller: PartnerCaller,
  partner: Partner | undefined,
  arrivals: readonly Arrival[],
): Promise<number> {
  const updated = arrivals.filter(({ status, isNew }) => status === 'updated' && !isNew).map(({ row }) => row.id)
  await moveOwnership(tx, updated)
  for (const { personId, row, kind, facts } of await listOwnedAssertions(tx, updated)) {
    if (kind !== 'carrier') continue
    await putHoldings(
      tx,
      personId,
      facts.skills.map(({ key }) => ({ row, part: key, state: 'inbox' as const })),
      deps.now(),
      EVERY_STATE,
    )
  }
  let told = 0
  for (const { personId, title } of await listOwners(tx, updated)) {
    const to = await emailOf(tx, personId)
    if (to === undefined) continue
    await enqueueMail(deps, tx, {
      to,
      purpose: 'updated',
      mode: caller.mode,
      ...updatedMail(partner?.name ?? '', title, `${deps.baseUrl}/resume`),
    })
    told++
  }
  return told
}
