import type { OperatorCaller, PartnerSessionCaller } from '../core/caller.ts'
import type { Clock } from '../core/time.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import type { AuditKey } from './audit-key.ts'
import { type AuditHead, BEGIN_ACTION, entryText, hashOf, headText, NO_ENTRY } from './chain.ts'
import { detailText } from './detail.ts'
import { findHead, findLastEntry, insertEntry, lockHead, putHead } from './store.ts'

/** What was changed: the operation by its id, the thing by kind, id and name, and facts without secrets. */
export interface Change {
  action: string
  target: { kind: string; id: string; name?: string | undefined }
  detail?: Readonly<Record<string, unknown>>
}

/** Writes one entry in the transaction of the change itself: no entry for what is rolled back, no change without its entry. */
export type Recorder = (tx: Tx, change: Change) => Promise<void>

/** The operator; a partner on its own pages; or the server, when it starts. */
export type Actor = OperatorCaller | PartnerSessionCaller | 'server'

/** The embedded engine gives a text back without the byte order mark it begins with; hashed with it, the entry would look altered. */
const INVISIBLE_START = /^\ufeff+/

const nameOf = (actor: Actor): string => (actor === 'server' ? actor : 'operator' in actor ? actor.operator : `partner ${actor.partnerId}`)

export interface AuditLog {
  key: AuditKey
  /** a recorder in the name of whoever calls; the last thing a transaction does, since it waits for the others */
  by(actor: Actor): Recorder
}

const LONGEST_NAME = 300

export function createAuditLog({ now, key }: { now: Clock; key: AuditKey }): AuditLog {
  return {
    key,
    by: (actor) => async (tx, change) => {
      const head = await lockHead(tx)
      if (!head) throw new Error('the head of the audit log is missing; start the server again, then run laurel audit verify')
      await append(tx, key, head, nameOf(actor), change, now())
    },
  }
}

async function append(tx: Tx, key: AuditKey, last: { seq: number; hash: string }, by: string, change: Change, at: Date): Promise<void> {
  const { action, target, detail = {} } = change
  const content = {
    seq: last.seq + 1,
    at,
    by,
    action,
    targetKind: target.kind,
    targetId: target.id,
    targetName: (target.name ?? '').replace(INVISIBLE_START, '').slice(0, LONGEST_NAME),
    detail: detailText(detail),
    previousHash: last.hash,
  }
  const hash = hashOf(content)
  await insertEntry(tx, { ...content, hash, signature: key.sign(entryText(hash)) })
  const head: Omit<AuditHead, 'signature'> = { seq: content.seq, hash, at }
  await putHead(tx, { ...head, signature: key.sign(headText(head)) })
}

/** Writes the first entry of a new log. Where a head is gone, an entry says so and the log goes on: `laurel audit verify` names it. */
export async function beginAuditLog({ db, now, key }: { db: Db; now: Clock; key: AuditKey }): Promise<void> {
  if (await findHead(db)) return
  await db.transaction().execute(async (tx) => {
    if (await lockHead(tx)) return
    const last = (await findLastEntry(tx)) ?? NO_ENTRY
    await append(tx, key, last, 'server', { action: BEGIN_ACTION, target: { kind: 'audit', id: 'log' } }, now())
  })
}

/** A use case's deps, with everything it records in the name of the caller. */
export const recording = <D extends { audit: AuditLog }>(deps: D, caller: Actor): D & { record: Recorder } => ({
  ...deps,
  record: deps.audit.by(caller),
})
