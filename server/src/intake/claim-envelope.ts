import { CODE_LIFETIME_MS, type CodeDeps, type CodePurpose, checkCode, insertEmail, makeCode } from '../accounts/index.ts'
import type { PersonCaller } from '../core/caller.ts'
import { maskEmail } from '../core/email.ts'
import { enforce } from '../core/rule.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { sha256 } from '../platform/secrets.ts'
import { addressToProve, type ClaimSender, openEnvelope } from './get-claim.ts'
import { isAvailable } from './items.ts'
import { recipientCodeMail } from './mails.ts'
import { problems } from './problems.ts'
import { findPulled } from './pulls/find-pulled.ts'
import { claimRules } from './rules.ts'
import { type Envelope, insertRecipientLink, markRecipientProved, takeEnvelope } from './store/envelopes.ts'
import { displaceOwner, listWaiting, type NewHolding, putHoldings, takeOwnership, type WaitingAssertion } from './store/holdings.ts'
import { choiceId, holdingsOf } from './waiting.ts'

interface Deps extends CodeDeps {
  db: Db
  jobs: Jobs
}

export interface ClaimRequest {
  token: string
  person: PersonCaller
  include: readonly string[] | undefined
  recipientCode: string | undefined
  /** when the request arrived: who arrives before the winner is done has lost a race, who comes later finds a used link */
  startedAt: Date
}

export interface ClaimOutcome {
  added: number
  left: number
  withheld: number
}

/** The code is for whoever asked: two accounts with one link neither share a code nor use up each other's tries. */
const purposeOf = (envelope: Envelope, personId: string): CodePurpose => `recipient:${envelope.id}:${personId}`

/** Mails a code to the address the partner named. */
async function mailCode(deps: Deps, envelope: Envelope, partner: ClaimSender, address: string, personId: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const code = await makeCode(deps, tx, purposeOf(envelope, personId), address)
    await enqueueMail(deps, tx, { to: address, purpose: 'recipient-code', mode: envelope.mode, ...recipientCodeMail(code, partner.name) })
  })
  deps.jobs.wake(MAIL_QUEUE)
}

/** @throws Problem claim_not_found | claim_gone */
export async function sendRecipientCode(
  deps: Deps,
  token: string,
  person: PersonCaller,
): Promise<{ sentTo: string; expiresInSeconds: number }> {
  const { envelope, partner } = await openEnvelope(deps, token, person)
  const address = await addressToProve(deps.db, envelope, person.personId)
  if (address !== undefined) await mailCode(deps, envelope, partner, address, person.personId)
  return { sentTo: maskEmail(address ?? envelope.recipient.email), expiresInSeconds: CODE_LIFETIME_MS / 1_000 }
}

/**
 * Proves that the signed-in person reads the mailbox the partner named; the address joins the account unless it is somebody's.
 *
 * @throws Problem recipient_code_required | code_wrong | code_expired
 */
export async function proveRecipient(deps: Deps, token: string, person: PersonCaller, code: string | undefined): Promise<void> {
  const { envelope, partner } = await openEnvelope(deps, token, person)
  const { personId } = person
  const address = await addressToProve(deps.db, envelope, personId)
  if (address === undefined) return
  if (!code?.trim()) {
    await mailCode(deps, envelope, partner, address, personId)
    throw problems.recipient_code_required({ sentTo: maskEmail(address) })
  }
  const now = deps.now()
  const right = await checkCode(deps, purposeOf(envelope, personId), address, code)
  await deps.db.transaction().execute(async (tx) => {
    await right.consume(tx)
    await markRecipientProved(tx, envelope.id, personId, now)
    await insertEmail(tx, personId, { key: address, shown: envelope.recipient.email.trim() }, now)
  })
}

/**
 * A person takes an envelope: what they choose goes on the resume, the rest waits under "new credentials".
 * Exactly one claim wins; what somebody else owns is left out.
 *
 * @returns how many were added, left waiting, and withheld because somebody else owns them
 * @throws Problem claim_not_found | pull_elsewhere | claim_lost | claim_gone | recipient_code_required | code_wrong | code_expired | item_unknown
 * @see CredentialConnect spec, "Claim" and "Identity, update, ownership"
 */
export async function claimEnvelope(deps: Deps, request: ClaimRequest): Promise<ClaimOutcome> {
  const { person, startedAt } = request
  const { personId, sessionId } = person
  const { envelope: known, boundTo } = await findPulled(deps.db, sha256(request.token), sessionId)
  const now = deps.now()
  enforce(claimRules, { envelope: known, boundTo, personId, sessionId, startedAt, now, partner: null })
  await proveRecipient(deps, request.token, person, request.recipientCode)
  return deps.db.transaction().execute(async (tx) => {
    if (!(await takeEnvelope(tx, known.id, personId, deps.now()))) throw problems.claim_lost()
    const waiting = await listWaiting(tx, known.id)
    const outcome = await take(tx, personId, waiting, chosenBy(waiting, request.include), now)
    if (known.recipientId !== '') await insertRecipientLink(tx, known, personId, now)
    return outcome
  })
}

type IsChosen = (assertion: WaitingAssertion, part: string) => boolean

/** Without a list, everything. Ids of items, of held assertions, or assertion ids as the issuer wrote them. @throws Problem item_unknown */
function chosenBy(waiting: readonly WaitingAssertion[], include: readonly string[] | undefined): IsChosen {
  if (include === undefined) return () => true
  const wanted = new Set(include)
  const namesOf = ({ row, assertionId }: WaitingAssertion, part: string): string[] => [choiceId(row, part), row, assertionId]
  const there = new Set(
    waiting.flatMap((assertion) => [...holdingsOf(assertion), { part: '' }].flatMap(({ part }) => namesOf(assertion, part))),
  )
  const unknown = include.filter((id) => !there.has(id))
  if (unknown.length > 0) throw problems.item_unknown({ ids: unknown })
  const bundles = new Set(
    waiting.filter(({ kind, assertionId }) => kind === 'bundle' && wanted.has(assertionId)).map(({ credentialId }) => credentialId),
  )
  return (assertion, part) => bundles.has(assertion.credentialId) || namesOf(assertion, part).some((name) => wanted.has(name))
}

/** Takes ownership of what is chosen and free, and puts it on the resume. */
export async function take(
  tx: Tx,
  personId: string,
  waiting: readonly WaitingAssertion[],
  isChosen: IsChosen,
  now: Date,
): Promise<ClaimOutcome> {
  const touched = new Set(
    waiting
      .filter((assertion) => holdingsOf(assertion).some(({ part }) => isChosen(assertion, part)))
      .map(({ credentialId }) => credentialId),
  )
  const wanted = waiting.filter(
    (assertion) =>
      touched.has(assertion.credentialId) &&
      (assertion.kind === 'bundle' || holdingsOf(assertion).some(({ part }) => isChosen(assertion, part))),
  )
  const owned = await takeOwnership(tx, personId, wanted, now)
  for (const assertion of wanted) {
    if (owned.has(assertion.row) || assertion.ownerId === null || !isAvailable(assertion, personId)) continue
    if (await displaceOwner(tx, personId, assertion, assertion.ownerId, now)) owned.add(assertion.row)
  }
  const holdings: NewHolding[] = []
  let withheld = 0
  for (const assertion of waiting) {
    for (const { part } of holdingsOf(assertion)) {
      if (isChosen(assertion, part) && owned.has(assertion.row)) holdings.push({ row: assertion.row, part, state: 'resume' })
      else if (isChosen(assertion, part) || !isAvailable(assertion, personId)) withheld++
      else holdings.push({ row: assertion.row, part, state: 'inbox' })
    }
  }
  const added = holdings.filter(({ state }) => state === 'resume')
  const left = holdings.filter(({ state }) => state === 'inbox')
  await putHoldings(tx, personId, added, now, [])
  await putHoldings(tx, personId, left, now, ['resume'])
  return { added: added.length, left: left.length, withheld }
}
