import { sql } from 'kysely'
import type { Check } from '../../core/words.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { ofSender, type Sender } from './credentials.ts'

export interface SentCredential {
  format: 'json' | 'jwt'
  document: string
}

/** What a partner has sent, newest change first, and how much there is. */
export async function listSent(db: Db, { partnerId, mode }: Sender, page: { limit: number; offset: number; since: Date | undefined }) {
  const since = page.since ?? new Date(0)
  const { rows } = await sql<SentCredential & { total: number }>`select format, document, count(*) over ()::int as total from credentials
    where partner_id = ${partnerId} and mode = ${mode} and withdrawn_at is null and updated_at >= ${since}
    order by updated_at desc, id limit ${page.limit} offset ${page.offset}`.execute(db)
  if (rows[0] || page.offset === 0) return { credentials: rows, total: rows[0]?.total ?? 0 }
  const counted = await sql<{ total: number }>`select count(*)::int as total from credentials
    where partner_id = ${partnerId} and mode = ${mode} and withdrawn_at is null and updated_at >= ${since}`.execute(db)
  return { credentials: [], total: counted.rows[0]?.total ?? 0 }
}

export interface SentDetail extends SentCredential {
  id: string
  withdrawn: boolean
  claimed: boolean
  verdict: string
  checks: Check[]
  receivedAt: Date
  updatedAt: Date
}

/** The copies of one assertion id this partner sent: the claimed one first, then the newest. */
export async function findSent(db: Db, sender: Sender, assertionId: string): Promise<SentDetail | undefined> {
  const { rows } = await sql<SentDetail>`select c.id, c.format, c.document, c.withdrawn_at is not null as withdrawn,
      exists (select 1 from owners o join assertions oa on oa.id = o.assertion_row where oa.credential_id = c.id) as claimed,
      a.verdict, a.checks, c.received_at as "receivedAt", c.updated_at as "updatedAt"
    from credentials c join assertions a on a.credential_id = c.id and a.part = ''
    where ${ofSender(sender)} and c.assertion_id = ${assertionId} order by claimed desc, c.updated_at desc, c.id limit 1`.execute(db)
  return rows[0]
}

/** Withdraws every copy this partner sent under an assertion id. @returns their ids, also those withdrawn before */
export async function withdrawSent(tx: Tx, sender: Sender, assertionId: string, now: Date): Promise<{ id: string; isNew: boolean }[]> {
  const { rows } = await sql<{ id: string; isNew: boolean }>`update credentials c set withdrawn_at = coalesce(withdrawn_at, ${now})
    where ${ofSender(sender)} and assertion_id = ${assertionId} returning id, withdrawn_at = ${now} as "isNew"`.execute(tx)
  return rows
}
