import { wordsOf } from '../core/search.ts'
import type { Db } from '../platform/db/client.ts'
import type { AuditEntry } from './chain.ts'
import { listEntries } from './store.ts'

export interface AuditSearch {
  search?: string | undefined
  action?: string | undefined
  limit: number
  offset: number
}

/** Newest first. @param search words that all must occur in an entry; letter case does not matter */
export async function listAudit(db: Db, { search, action, limit, offset }: AuditSearch) {
  const { entries, total } = await listEntries(db, { words: wordsOf(search), action, limit, offset })
  return { entries: entries.map(presentEntry), total }
}

const presentEntry = ({ at, targetKind, targetId, targetName, detail, ...entry }: AuditEntry) => ({
  ...entry,
  at: at.toISOString(),
  target: { kind: targetKind, id: targetId, name: targetName },
  // an altered detail may be no JSON any more; it is shown as it stands
  detail: parsed(detail),
})

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return { text }
  }
}
