import { sql } from 'kysely'
import type { Mode } from '../../core/caller.ts'
import type { Db } from '../../platform/db/client.ts'
import type { KeptResult } from '../results.ts'

interface UploadRow {
  id: string
  mode: Mode
  createdAt: Date
  expiresAt: Date
  claimed: boolean
  recipient: { id?: string; givenName?: string; familyName?: string; email?: string; studentId?: string }
  results: KeptResult[] | null
}

/** How one credential of an upload stands now. */
export interface StandingRow {
  row: string
  assertionId: string
  title: string
  section: string
  verdict: string
  state: 'held' | 'claimed' | 'withdrawn'
}

const columns = sql`e.id, e.mode, e.created_at as "createdAt", e.expires_at as "expiresAt", e.claimed_at is not null as claimed, e.recipient, e.results`

const standing = sql`c.id as "row", c.assertion_id as "assertionId", a.title, a.section, a.verdict,
    case when c.withdrawn_at is not null then 'withdrawn'
      when exists (select 1 from owners o join assertions oa on oa.id = o.assertion_row where oa.credential_id = c.id) then 'claimed' else 'held' end as state`

/** What a partner has uploaded, newest first. @param search words that all occur in the recipient, an id or a title; empty finds everything */
export async function listUploadRows(
  db: Db,
  partnerId: string,
  { search, limit, offset }: { search: readonly string[]; limit: number; offset: number },
): Promise<{ uploads: (UploadRow & { titles: string[] })[]; total: number }> {
  const matches = search.map(
    (
      word,
    ) => sql`and (position(${word} in lower(e.recipient::text)) > 0 or position(${word} in lower(coalesce(e.results::text, ''))) > 0 or exists (
        select 1 from envelope_items i join credentials c on c.id = i.credential_id join assertions a on a.credential_id = c.id and a.part = ''
        where i.envelope_id = e.id and (position(${word} in lower(a.title)) > 0 or position(${word} in lower(c.assertion_id)) > 0)))`,
  )
  const found = sql`from envelopes e where e.partner_id = ${partnerId} and not e.found ${sql.join(matches, sql` `)}`
  const { rows } = await sql<UploadRow & { titles: string[] | null }>`select ${columns},
      (select array_agg(a.title order by i.position) from envelope_items i join assertions a on a.credential_id = i.credential_id and a.part = ''
        where i.envelope_id = e.id and i.position < 3) as titles
    ${found} order by e.created_at desc, e.id limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{ total: number }>`select count(*)::int as total ${found}`.execute(db)
  return { uploads: rows.map((row) => ({ ...row, titles: row.titles ?? [] })), total: counted.rows[0]?.total ?? 0 }
}

export async function findUploadRow(db: Db, partnerId: string, id: string): Promise<(UploadRow & { standing: StandingRow[] }) | undefined> {
  const { rows } =
    await sql<UploadRow>`select ${columns} from envelopes e where e.id = ${id} and e.partner_id = ${partnerId} and not e.found`.execute(db)
  const [upload] = rows
  if (!upload) return undefined
  const now = await sql<StandingRow>`select ${standing} from envelope_items i join credentials c on c.id = i.credential_id
    join assertions a on a.credential_id = c.id and a.part = '' where i.envelope_id = ${id} order by i.position`.execute(db)
  return { ...upload, standing: now.rows }
}
