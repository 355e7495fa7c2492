import { listEmailKeys } from '../../accounts/index.ts'
import type { Clock } from '../../core/time.ts'
import { selfAsSender } from '../../partners/index.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { type Arrival, arrivalsOf } from '../arrivals.ts'
import { take } from '../claim-envelope.ts'
import type { CredentialReading } from '../facts.ts'
import { type HeldItem, isAvailable, itemsOf } from '../items.ts'
import { problems } from '../problems.ts'
import { markPartsGone, replaceCredential, storeArrivals } from '../store/credentials.ts'
import { type Holding, listHoldings, listWaitingIn, setHoldingState, type WaitingAssertion } from '../store/holdings.ts'
import { type PartVerdict, type Verifier, verifyReadings } from '../verify-readings.ts'
import { holdingsOf } from '../waiting.ts'
import { judgedForSender, namesAnother, namesThisPerson } from './rules.ts'
import { deleteSelfSent, listSelfSentHoldings, markSelfSent } from './store.ts'

/** One credential a person sent themself, with what its checks found and whether it is made out to somebody else. */
export interface SelfSent {
  reading: CredentialReading
  verdicts: ReadonlyMap<string, PartVerdict>
  /** parts that name another person */
  foreign: ReadonlySet<string>
}

export interface SelfSentItem extends HeldItem {
  /** why it cannot be added; '' when it can */
  reason: '' | 'names-another' | 'taken'
  /** the holding of this person that is the same thing already */
  heldAs: string | undefined
}

/** Verifies what a person sent themself, with their own addresses as the expected subject. */
export async function judgeSelfSent(
  deps: { db: Db; verifier: Verifier },
  personId: string,
  readings: readonly CredentialReading[],
): Promise<SelfSent[]> {
  const emails = await listEmailKeys(deps.db, personId)
  const verdicts = await verifyReadings(async (text) => judgedForSender(await deps.verifier(text, { emails })), readings)
  return readings.map((reading, i) => ({
    reading: { ...reading, recipientId: personId, onlySubjectId: undefined },
    verdicts: verdicts[i]!,
    foreign: new Set(reading.parts.filter(({ named }) => namesAnother(named, emails)).map(({ part }) => part)),
  }))
}

interface Candidate {
  item: SelfSentItem
  assertion: WaitingAssertion
  part: string
}

/**
 * Holds what a person sent themself and puts what they chose on the resume; what was not chosen leaves nothing behind. One owner for
 * each assertion, as everywhere.
 *
 * @param include ids of items, the same for the same document each time; without it everything that can be added
 * @returns every item, and the holdings that are new on the resume
 * @throws Problem item_unknown
 * @see resume spec, "Builder"; CredentialConnect spec, "Identity, update, ownership"
 */
export async function holdSelfSent(
  deps: { now: Clock },
  tx: Tx,
  personId: string,
  sent: readonly SelfSent[],
  include: ReadonlySet<string> | undefined,
): Promise<{ items: SelfSentItem[]; added: string[] }> {
  if (sent.length === 0) return { items: [], added: [] }
  const now = deps.now()
  const before = await listHoldings(tx, personId, ['resume'])
  const arrivals = await store(tx, personId, sent, now)
  const rows = [...new Set(arrivals.map(({ row }) => row.id))]
  const waiting = await listWaitingIn(tx, rows)
  const candidates = arrivals.flatMap((arrival, i) =>
    arrival.assertions.length === 0 ? [] : candidatesOf(arrival, i, sent[i]!, waiting, before, personId),
  )
  const known = new Set(candidates.map(({ item }) => item.id))
  const unknown = [...(include ?? [])].filter((id) => !known.has(id))
  if (unknown.length > 0) throw problems.item_unknown({ ids: unknown })
  const chosen = candidates.filter(
    ({ item }) => item.available && item.heldAs === undefined && (include === undefined || include.has(item.id)),
  )
  const isChosen = (assertion: WaitingAssertion, part: string): boolean =>
    chosen.some((one) => one.assertion.row === assertion.row && one.part === part)
  const touched = new Set(chosen.map(({ assertion }) => assertion.credentialId))
  const wanted = waiting.filter(
    (assertion) =>
      touched.has(assertion.credentialId) &&
      (assertion.kind === 'bundle' || holdingsOf(assertion).some(({ part }) => isChosen(assertion, part))),
  )
  await take(tx, personId, wanted, isChosen, now)
  const held = await listHoldings(tx, personId, ['resume'])
  const isHeld = ({ assertion, part }: Candidate): boolean => held.some((holding) => holding.row === assertion.row && holding.part === part)
  const kept = new Set(chosen.filter(isHeld).map(({ assertion }) => assertion.credentialId))
  await deleteSelfSent(
    tx,
    personId,
    arrivals.filter(({ isNew, row }) => isNew && !kept.has(row.id)).map(({ row }) => row.id),
  )
  return {
    items: candidates.map((one) => (chosen.includes(one) && !isHeld(one) ? lost(one.item) : one.item)),
    added: held.filter((holding) => isChosen(holding, holding.part) && !before.some(({ id }) => id === holding.id)).map(({ id }) => id),
  }
}

/** Somebody else took it between the look and the taking. */
const lost = (item: SelfSentItem): SelfSentItem => ({ ...item, available: false, reason: 'taken' })

/** As an upload of a partner would be, but each person's copies are rows of their own. */
async function store(tx: Tx, personId: string, sent: readonly SelfSent[], now: Date): Promise<Arrival[]> {
  const partnerId = await selfAsSender(tx, now)
  const caller = { partnerId, mode: 'live' as const, scopes: [] }
  const compared = await arrivalsOf(
    tx,
    caller,
    undefined,
    sent.map(({ reading }) => reading),
    sent.map(({ verdicts }) => verdicts),
  )
  const own = `${partnerId} ${personId}`
  const arrivals = compared.map((arrival) => ({
    ...arrival,
    assertions: arrival.assertions.map((row) => (row.ownerScope === partnerId ? { ...row, ownerScope: own } : row)),
  }))
  const created = arrivals.filter(({ isNew }) => isNew).map(({ row }) => row)
  const updated = arrivals.filter(({ status, isNew }) => status === 'updated' && !isNew)
  for (const { row } of updated) await replaceCredential(tx, row, now)
  const changed = arrivals.filter(({ status }) => status !== 'unchanged')
  await storeArrivals(
    tx,
    caller,
    created,
    changed.flatMap(({ assertions }) => assertions),
    now,
  )
  await markSelfSent(
    tx,
    personId,
    created.map(({ id }) => id),
  )
  for (const { row, assertions } of updated) {
    await markPartsGone(
      tx,
      row.id,
      assertions.map(({ part }) => part),
      now,
    )
  }
  return arrivals
}

/** What can be chosen of one credential; ids are places in the document. */
function candidatesOf(
  { row }: Arrival,
  place: number,
  { reading, foreign }: SelfSent,
  waiting: readonly WaitingAssertion[],
  before: readonly Holding[],
  personId: string,
): Candidate[] {
  const own = waiting.filter(({ credentialId }) => credentialId === row.id)
  return own.flatMap((assertion, i) =>
    itemsOf(assertion, personId, (_row, part) => `c${place}.${i}${part && `~${part}`}`).map((item, j): Candidate => {
      const part = holdingsOf(assertion)[j]?.part ?? ''
      const isForeign = foreign.has(reading.parts[i]?.part ?? '')
      const isMine = assertion.ownerId === null || assertion.ownerId === personId
      // only a copy that names this person may move what somebody else holds
      const isFree = isMine || (namesThisPerson(assertion) && isAvailable(assertion, personId))
      const reason = isForeign ? 'names-another' : isFree ? '' : 'taken'
      const same = before.find(
        (holding) =>
          holding.issuerId === assertion.issuerId &&
          holding.assertionId === assertion.assertionId &&
          holding.ownerScope === assertion.ownerScope &&
          (holding.part === part || holding.kind !== assertion.kind),
      )
      return { assertion, part, item: { ...item, reason, available: reason === '', heldAs: same?.id } }
    }),
  )
}

/** Takes back an import: off the resume, and not among what waits. @returns the holdings that came that way */
export async function dropSelfSent(tx: Tx, personId: string, holdingIds: readonly string[]): Promise<string[]> {
  const own = await listSelfSentHoldings(tx, personId, holdingIds)
  await setHoldingState(tx, personId, own, 'discarded')
  return own
}
