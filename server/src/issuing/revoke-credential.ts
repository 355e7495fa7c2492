import type { Recorder } from '../audit/index.ts'
import type { Clock } from '../core/time.ts'
import { enqueueEvent } from '../delivery/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { problems } from './problems.ts'
import { setStatus } from './status-lists.ts'
import { findIssued, type IssuedCredential, markStatus, type Purpose } from './store.ts'

export interface RevokeDeps {
  db: Db
  now: Clock
  record: Recorder
  wakeWebhooks(): void
  /** told in the same transaction, so that other domains keep up; `revoked` false means it is good again */
  onCredentialChanged?(tx: Tx, change: { id: string; purpose: Purpose; set: boolean }): Promise<void>
}

/**
 * Sets or clears the status of a credential this server has issued. The platform a revoked badge was made for hears
 * `credential.revoked` once, in the same transaction.
 *
 * @param id `urn:uuid:…`, or the UUID alone
 * @throws Problem credential_not_found | suspension_impossible
 */
export async function changeStatus(
  deps: RevokeDeps,
  id: string,
  change: { purpose: Purpose; set: boolean; reason?: string | undefined },
): Promise<{ id: string; revokedAt: string | null; suspendedAt: string | null; reason: string | null }> {
  const { purpose, set, reason } = change
  const known = await find(deps.db, id)
  const isNews = (purpose === 'revocation' ? known.revokedAt : known.suspendedAt) === null ? set : !set
  if (isNews) {
    await deps.db.transaction().execute(async (tx) => {
      if (!(await setStatus(tx, known.id, purpose, set)))
        throw purpose === 'suspension' ? problems.suspension_impossible() : problems.credential_not_found()
      await markStatus(tx, known.id, purpose, set ? deps.now() : null, reason ?? null)
      await deps.onCredentialChanged?.(tx, { id: known.id, purpose, set })
      if (purpose === 'revocation' && set) await tellPlatform(deps, tx, known, reason)
      await deps.record(tx, {
        action: actionOf(purpose, set),
        target: { kind: 'credential', id: known.id },
        detail: reason ? { reason } : {},
      })
    })
    deps.wakeWebhooks()
  }
  const { id: whole, revokedAt, suspendedAt, reason: why } = await find(deps.db, id)
  return { id: whole, revokedAt: revokedAt?.toISOString() ?? null, suspendedAt: suspendedAt?.toISOString() ?? null, reason: why }
}

const actionOf = (purpose: Purpose, set: boolean): string =>
  set ? (purpose === 'revocation' ? 'revokeIssuedCredential' : 'suspendIssuedCredential') : 'reinstateIssuedCredential'

async function find(db: Db, id: string): Promise<IssuedCredential> {
  const found = (await findIssued(db, id)) ?? (await findIssued(db, `urn:uuid:${id.toLowerCase()}`))
  if (!found) throw problems.credential_not_found()
  return found
}

async function tellPlatform(deps: RevokeDeps, tx: Tx, { id, platformId, mode, event }: IssuedCredential, reason: string | undefined) {
  if (!event || platformId === null || mode === null) return
  await enqueueEvent(deps, tx, {
    platformId,
    mode,
    keyId: event.keyId,
    callbackUrl: event.callbackUrl,
    event: 'credential.revoked',
    data: { ...event.data, ...noLonger(event.data), status: 'revoked', credentialIds: [id], ...(reason !== undefined && { reason }) },
  })
}

/** The skills of the event that told of them, as they stand now. */
function noLonger({ skills }: Readonly<Record<string, unknown>>): { skills?: object[] } {
  if (!Array.isArray(skills)) return {}
  return { skills: skills.map(({ skillId, name }) => ({ skillId, name, verified: false, status: 'revoked' })) }
}
