import { sha256 } from '../platform/secrets.ts'
import type { AuditKey } from './audit-key.ts'

/** One change by the operator. Everything in it is covered by its hash, and the hash by its signature. */
export interface AuditEntry {
  seq: number
  at: Date
  by: string
  action: string
  targetKind: string
  targetId: string
  targetName: string
  /** canonical JSON */
  detail: string
  previousHash: string
  hash: string
  signature: string
}

export interface AuditHead {
  seq: number
  hash: string
  at: Date
  signature: string
}

/** What stands before the first entry. */
export const NO_ENTRY = { seq: 0, hash: '0'.repeat(64) }
/** The action of the first entry; a later one says that the head was gone when the server started. */
export const BEGIN_ACTION = 'beginAuditLog'

type Content = Omit<AuditEntry, 'hash' | 'signature'>

/** The hash of an entry: its fields as one JSON array in a fixed order, the hash of the entry before it among them. */
export const hashOf = ({ seq, at, by, action, targetKind, targetId, targetName, detail, previousHash }: Content): string =>
  sha256(JSON.stringify(['laurel-audit-1', seq, at.toISOString(), by, action, targetKind, targetId, targetName, detail, previousHash]))

export const entryText = (hash: string): string => `laurel-audit-entry-1 ${hash}`
export const headText = ({ seq, hash, at }: Omit<AuditHead, 'signature'>): string =>
  `laurel-audit-head-1 ${seq} ${hash} ${at.toISOString()}`

export type Fault = 'altered' | 'moved' | 'missing' | 'inserted' | 'truncated' | 'added' | 'restarted' | 'head'

export interface Finding {
  /** the entry it is about, 0 for the head */
  seq: number
  fault: Fault
  because: string
}

/** More findings than these say nothing new. */
const MOST_FINDINGS = 100

/**
 * Looks at the entries in order, then at the head; every entry that is not as it was written is named.
 *
 * @param keptHead a head noted down earlier: the entry of that place must still have that hash
 */
export function createChainCheck(key: Pick<AuditKey, 'isSignedBy'>, keptHead?: { seq: number; hash: string }) {
  const findings: Finding[] = []
  let last: { seq: number; hash: string } = NO_ENTRY
  let kept = keptHead === undefined
  /** an entry after a faulty one is not blamed for it */
  let isLastSound = true
  const find = (seq: number, fault: Fault, because: string): void => {
    if (findings.length < MOST_FINDINGS) findings.push({ seq, fault, because })
  }

  /** The place an entry was written for, when its content still hashes right there. */
  const placeOf = (entry: AuditEntry, places: number): number | undefined => {
    for (let seq = 1; seq <= places; seq++) if (hashOf({ ...entry, seq }) === entry.hash) return seq
    return undefined
  }

  const take = (entry: AuditEntry, places: number): void => {
    const { seq } = entry
    const before = findings.length
    if (seq > last.seq + 1) {
      const range = seq === last.seq + 2 ? `Entry ${last.seq + 1} is` : `Entries ${last.seq + 1} to ${seq - 1} are`
      find(last.seq + 1, 'missing', `${range} missing: deleted.`)
    }
    const isSigned = key.isSignedBy(entryText(entry.hash), entry.signature)
    if (hashOf(entry) !== entry.hash) {
      const place = isSigned ? placeOf(entry, places) : undefined
      if (place !== undefined) find(seq, 'moved', `Entry ${seq} was written as entry ${place}: the order was changed.`)
      else find(seq, 'altered', `Entry ${seq} is not as it was written: its content was altered.`)
    } else if (!isSigned)
      find(seq, 'inserted', `Entry ${seq} was not written by this server: it was inserted, or altered and hashed again.`)
    else if (isLastSound && seq === last.seq + 1 && entry.previousHash !== last.hash)
      find(seq, 'inserted', `Entry ${seq} does not follow entry ${last.seq}: what stood before it was replaced.`)
    else if (entry.action === BEGIN_ACTION && seq > 1)
      find(seq, 'restarted', `At entry ${seq} the signed head was gone: entries before it may have been cut off.`)
    if (keptHead?.seq === seq) {
      kept = true
      if (keptHead.hash !== entry.hash) find(seq, 'altered', `Entry ${seq} has another hash than the head you kept: history was rewritten.`)
    }
    isLastSound = findings.length === before
    last = { seq, hash: entry.hash }
  }

  const end = (head: AuditHead | undefined): Finding[] => {
    if (!head) find(0, 'head', 'The signed head is missing: how far the log went cannot be known.')
    else if (!key.isSignedBy(headText(head), head.signature))
      find(0, 'head', `The head at entry ${head.seq} was not signed by this server: it was altered.`)
    else if (head.seq > last.seq) {
      const range = head.seq === last.seq + 1 ? `Entry ${head.seq} is` : `Entries ${last.seq + 1} to ${head.seq} are`
      find(last.seq + 1, 'truncated', `${range} missing at the end: the log was cut off.`)
    } else if (head.seq < last.seq) find(head.seq + 1, 'added', `What stands after entry ${head.seq} is not covered by the signed head.`)
    else if (head.hash !== last.hash) find(last.seq, 'altered', `Entry ${last.seq} is not the one the signed head names.`)
    if (!kept) find(keptHead?.seq ?? 0, 'truncated', `Entry ${keptHead?.seq} of the head you kept is gone: the log was cut off.`)
    return findings
  }
  return { take, end }
}
