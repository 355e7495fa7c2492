import { listEmailKeys } from '../accounts/index.ts'
import { after, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/time.ts'
import type { Verdict } from '../core/words.ts'
import type { Db } from '../platform/db/client.ts'
import { type TellDeps, tellOwners } from './notices/tell-owners.ts'
import { judgedForSender } from './self-sent/rules.ts'
import {
  askForStale,
  type DueRecheck,
  findRecheckSubject,
  finishRecheck,
  leaseRechecks,
  type NewVerdict,
  postponeRecheck,
  type RecheckSubject,
  writeVerdicts,
} from './store/rechecks.ts'
import type { Verified, Verifier } from './verify-readings.ts'

export interface RecheckDeps extends TellDeps {
  db: Db
  /** with time enough for the biggest upload */
  verifier: Verifier
  onError: (error: unknown) => void
}

/** What could not be confirmed is tried again after these pauses, then given up (a resume asks again each day). */
const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, DAY_MS, DAY_MS]
/** So often a definite verdict outlives that its issuer cannot be reached. */
const PATIENCE = 3
const LEASE_MS = 3 * MINUTE_MS
const POLL_MS = SECOND_MS
const LOOK_FOR_STALE_MS = 10 * MINUTE_MS
const STALE_AFTER_MS = DAY_MS
const STALE_AT_ONCE = 200
const AT_ONCE = 2
const REST_AT_MOST_MS = 250

/** For a while, what was known outlives that it cannot be confirmed now. */
const outlives = (known: Verdict, found: Verdict, tries: number): boolean =>
  found === 'unconfirmed' && known !== 'unconfirmed' && tries < PATIENCE

/**
 * Verifies one credential again, with everything in it, and writes what came out; a part keeps its own verdict.
 *
 * @see credentials spec, "Nested"; reliability L5
 */
export async function recheckCredential(deps: Omit<RecheckDeps, 'onError'>, { credentialId, tries }: DueRecheck): Promise<void> {
  const subject = await findRecheckSubject(deps.db, credentialId)
  if (!subject) return finishRecheck(deps.db, credentialId)
  const startedAt = deps.now()
  const outer = await verifyAgain(deps, subject)
  const now = deps.now()
  let open = false
  const verdicts = subject.parts.flatMap(({ part, pointer, verdict: known }): NewVerdict[] => {
    const found = pointer === '' ? outer : outer.nested.get(pointer)
    if (!found) return []
    open ||= found.verdict === 'unconfirmed'
    return outlives(known, found.verdict, tries) ? [] : [{ part, verdict: found.verdict, checks: found.checks }]
  })
  const known = new Map(subject.parts.map(({ part, verdict }) => [part, verdict]))
  const changed = verdicts.filter(({ part, verdict }) => known.get(part) !== verdict).map(({ part }) => part)
  const written = await deps.db.transaction().execute(async (tx) => {
    if (!(await writeVerdicts(tx, credentialId, subject.version, verdicts, { startedAt, now }))) return false
    await tellOwners(deps, tx, credentialId, changed)
    return true
  })
  const pause = written ? PAUSES_MS[tries] : SECOND_MS
  if (written && (!open || pause === undefined)) await finishRecheck(deps.db, credentialId)
  else await postponeRecheck(deps.db, credentialId, after(now, pause ?? DAY_MS))
}

/** What a person sent themself is judged as it was then: it must name them. */
async function verifyAgain(
  { db, verifier }: Pick<RecheckDeps, 'db' | 'verifier'>,
  { document, sentBy }: RecheckSubject,
): Promise<Verified> {
  if (sentBy === null) return verifier(document)
  return judgedForSender(await verifier(document, { emails: await listEmailKeys(db, sentBy) }))
}

/** Verifies what waits for it, for as long as the server runs; the rows are the queue, taken for 3 minutes at most. */
export function startRechecks(deps: RecheckDeps): { wake(): void; stop(): Promise<void> } {
  const open = new Set<Promise<void>>()
  let stopping = false
  let looking: Promise<void> | undefined
  let lookedForStaleAt = Number.NEGATIVE_INFINITY
  /** Rests as long as it worked: requests go first, and an embedded database never keeps the thread for itself. */
  const inTurn = async (due: DueRecheck): Promise<void> => {
    const start = performance.now()
    await recheckCredential(deps, due)
    const worked = Math.min(performance.now() - start, REST_AT_MOST_MS)
    await new Promise((resolve) => setTimeout(resolve, stopping ? 0 : worked))
  }
  const look = async (): Promise<void> => {
    const now = deps.now()
    if (now.getTime() - lookedForStaleAt > LOOK_FOR_STALE_MS) {
      const found = await askForStale(deps.db, now, after(now, -STALE_AFTER_MS), STALE_AT_ONCE)
      if (found < STALE_AT_ONCE) lookedForStaleAt = now.getTime()
    }
    if (open.size >= AT_ONCE || stopping) return
    for (const due of await leaseRechecks(deps.db, now, after(now, LEASE_MS), AT_ONCE - open.size)) {
      const work = inTurn(due)
        .catch(deps.onError)
        .finally(() => {
          open.delete(work)
          wake()
        })
      open.add(work)
    }
  }
  const wake = (): void => {
    if (stopping || looking) return
    looking = look()
      .catch(deps.onError)
      .finally(() => {
        looking = undefined
      })
  }
  const timer = setInterval(wake, POLL_MS)
  timer.unref()
  return {
    wake,
    stop: async () => {
      stopping = true
      clearInterval(timer)
      await looking
      await Promise.all(open)
    },
  }
}
