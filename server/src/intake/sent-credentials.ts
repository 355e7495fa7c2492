import type { PartnerCaller } from '../core/caller.ts'
import type { Clock } from '../core/time.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import { findPartnerName } from '../partners/index.ts'
import type { Db } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { withdrawnMail } from './mails.ts'
import { problems } from './problems.ts'
import { listOwners } from './store/credentials.ts'
import { findSent, listSent, withdrawSent } from './store/sent.ts'
import { emailOf } from './tell-person.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200
/** No partner has more; a larger number means the same. */
const MOST = 999_999_999

export interface Page {
  limit: number
  offset: number
  since: Date | undefined
}

/** @throws Problem query_invalid; a `limit` over 200 counts as 200 */
export function readPage(query: { limit?: string; offset?: string; since?: string }): Page {
  const integer = (name: 'limit' | 'offset', fallback: number, least: number): number => {
    const text = query[name]
    if (text === undefined) return fallback
    if (!/^\d+$/.test(text) || Number(text) < least) throw problems.query_invalid({ name, takes: `a whole number, ${least} or more` })
    return Math.min(Number(text), MOST)
  }
  const { since } = query
  const isDate =
    since === undefined ||
    (/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(since) && !Number.isNaN(Date.parse(since)))
  const [year = 0, month = 0, day = 0] = (since ?? '2000-01-01').split(/[-T ]/).map(Number)
  const isReal = year >= 1900 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
  if (!isDate || !isReal) throw problems.query_invalid({ name: 'since', takes: 'an ISO 8601 date or date-time, like 2026-01-31T00:00:00Z' })
  return {
    limit: Math.min(integer('limit', DEFAULT_LIMIT, 1), MAX_LIMIT),
    offset: integer('offset', 0, 0),
    since: since === undefined ? undefined : new Date(since),
  }
}

/** GetOpenBadgeCredentialsResponse: this partner's own, and how many there are in all. */
export async function listSentCredentials(db: Db, caller: PartnerCaller, page: Page) {
  const { credentials, total } = await listSent(db, caller, page)
  return {
    total,
    // documents as sent, number for number: they are JSON already
    text: `{"credential":[${credentials
      .filter(({ format }) => format === 'json')
      .map(({ document }) => document)
      .join(
        ',',
      )}],"compactJwsString":${JSON.stringify(credentials.filter(({ format }) => format === 'jwt').map(({ document }) => document))}}`,
  }
}

/** Pages around this one. @see RFC 8288 */
export function pageLinks(url: string, { limit, offset, since }: Page, total: number): string {
  const link = (start: number, rel: string): string => {
    const query = new URLSearchParams({ limit: String(limit), offset: String(start), ...(since && { since: since.toISOString() }) })
    return `<${url}?${query}>; rel="${rel}"`
  }
  const last = Math.max(0, Math.floor((total - 1) / limit) * limit)
  return [
    link(0, 'first'),
    // before a page behind the end comes the last one
    ...(offset > 0 ? [link(Math.max(0, Math.min(offset - limit, last)), 'prev')] : []),
    ...(offset + limit < total ? [link(offset + limit, 'next')] : []),
    link(last, 'last'),
  ].join(', ')
}

/** One credential with its state and checks, never who claimed it. @throws Problem credential_not_found */
export async function getSentCredential(db: Db, caller: PartnerCaller, assertionId: string) {
  const sent = await findSent(db, caller, assertionId)
  if (!sent) throw problems.credential_not_found()
  const facts = {
    status: sent.withdrawn ? 'withdrawn' : sent.claimed ? 'claimed' : 'held',
    verdict: sent.withdrawn ? 'withdrawn' : sent.verdict,
    checks: sent.checks,
    receivedAt: sent.receivedAt.toISOString(),
    updatedAt: sent.updatedAt.toISOString(),
  }
  const own = sent.format === 'jwt' ? `"compactJwsString":${JSON.stringify(sent.document)}` : `"credential":${sent.document}`
  return `{${own},${JSON.stringify(facts).slice(1)}`
}

/** Withdraws a credential; doing it twice is fine. Owners are told once. @throws Problem credential_not_found */
export async function withdrawCredential(
  deps: { db: Db; jobs: Jobs; now: Clock; baseUrl: string },
  caller: PartnerCaller,
  assertionId: string,
): Promise<null> {
  await deps.db.transaction().execute(async (tx) => {
    const rows = await withdrawSent(tx, caller, assertionId, deps.now())
    if (rows.length === 0) throw problems.credential_not_found()
    const fresh = rows.filter(({ isNew }) => isNew).map(({ id }) => id)
    const partner = await findPartnerName(tx, caller.partnerId)
    for (const { personId, title } of await listOwners(tx, fresh)) {
      const to = await emailOf(tx, personId)
      if (to !== undefined)
        await enqueueMail(deps, tx, {
          to,
          purpose: 'withdrawn',
          mode: caller.mode,
          ...withdrawnMail(partner?.name ?? '', title, `${deps.baseUrl}/resume`),
        })
    }
  })
  deps.jobs.wake(MAIL_QUEUE)
  return null
}
