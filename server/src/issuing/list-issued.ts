import { wordsOf } from '../core/search.ts'
import type { Db } from '../platform/db/client.ts'
import { type IssuedFilter, listIssued } from './store.ts'

/** What this server has issued, newest first; never about whom. @param search words that all must occur */
export async function listIssuedCredentials(db: Db, { search, ...page }: Omit<IssuedFilter, 'words'> & { search: string | undefined }) {
  const { rows, total } = await listIssued(db, { ...page, words: wordsOf(search) })
  const credentials = rows.map(({ id, kind, document, platformId, mode, reason, suspendable, ...times }) => ({
    id,
    kind: kind as 'badge' | 'credential',
    name: nameIn(document),
    platformId,
    mode,
    reason,
    suspendable,
    createdAt: times.createdAt.toISOString(),
    revokedAt: times.revokedAt?.toISOString() ?? null,
    suspendedAt: times.suspendedAt?.toISOString() ?? null,
  }))
  return { credentials, total }
}

/** Its own name, else that of what was achieved; '' for a JWT and for what has none. */
function nameIn(document: string): string {
  try {
    const { name, credentialSubject } = JSON.parse(document) as { name?: unknown; credentialSubject?: unknown }
    const [subject] = [credentialSubject].flat() as ({ achievement?: { name?: unknown } } | undefined)[]
    return [name, subject?.achievement?.name].find((text) => typeof text === 'string') ?? ''
  } catch {
    return ''
  }
}
