import type { Db } from '../platform/db/client.ts'
import type { AuditKey } from './audit-key.ts'
import { type AuditHead, createChainCheck, type Finding } from './chain.ts'
import { findHead, listEntriesAfter } from './store.ts'

/** Few enough that requests get their turn in between. */
const AT_ONCE = 200

/**
 * Checks the whole audit log: every hash, every link, every signature, and the signed head.
 *
 * @param kept a head noted down earlier, so that even a log cut off together with its head is noticed
 * @returns `ok` when nothing was found; `head` is worth keeping somewhere else
 * @see operations spec, "Operator API"
 */
export async function verifyAuditLog(
  { db, key }: { db: Db; key: AuditKey },
  kept?: { seq: number; hash: string },
): Promise<{
  ok: boolean
  entries: number
  head: { seq: number; hash: string; at: string; signature: string } | null
  publicKey: string
  findings: Finding[]
}> {
  const check = createChainCheck(key, kept)
  let entries = 0
  let last = 0
  let head: AuditHead | undefined
  // an entry and its head are committed together, so a head ahead of what was read means that more was written meanwhile, or cut off
  for (let isNew = true; isNew && (head === undefined || head.seq > last); head = await findHead(db)) {
    isNew = false
    for (let page = await listEntriesAfter(db, last, AT_ONCE); page.length > 0; page = await listEntriesAfter(db, last, AT_ONCE)) {
      for (const entry of page) check.take(entry, Math.max(head?.seq ?? 0, entry.seq + page.length))
      entries += page.length
      last = page.at(-1)?.seq ?? last
      isNew = true
    }
  }
  const findings = check.end(head)
  return {
    ok: findings.length === 0,
    entries,
    head: head ? { ...head, at: head.at.toISOString() } : null,
    publicKey: key.publicKey,
    findings,
  }
}
