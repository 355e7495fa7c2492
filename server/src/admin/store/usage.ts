import { sql } from 'kysely'
import type { Db } from '../../platform/db/client.ts'

export interface UsageRow {
  day: string
  partnerId: string | null
  partner: string | null
  mode: string | null
  uploads: number
  credentials: number
  claims: number
  shares: number
  verdicts: Record<string, number>
}

/** What happened, by day (UTC) and partner, newest first; shares are people's own and stand in a row without partner. */
export async function listUsage(
  db: Db,
  { from, until, partnerId }: { from: Date; until: Date; partnerId: string | undefined },
): Promise<UsageRow[]> {
  const { rows } = await sql<UsageRow>`
    with happened as (
      select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, partner_id, mode, 'uploads' as what, null as verdict from envelopes
        where created_at >= ${from} and created_at < ${until}
      union all
      select to_char(claimed_at at time zone 'UTC', 'YYYY-MM-DD'), partner_id, mode, 'claims', null from envelopes
        where claimed_at >= ${from} and claimed_at < ${until}
      union all
      select to_char(received_at at time zone 'UTC', 'YYYY-MM-DD'), partner_id, mode, 'credentials', null from credentials
        where received_at >= ${from} and received_at < ${until}
      union all
      select to_char(c.received_at at time zone 'UTC', 'YYYY-MM-DD'), c.partner_id, c.mode, 'verdict', a.verdict
        from credentials c join assertions a on a.credential_id = c.id and a.gone_at is null
        where c.received_at >= ${from} and c.received_at < ${until}
      union all
      select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD'), null, null, 'shares', null from shares
        where created_at >= ${from} and created_at < ${until}
    ), counted as (
      select day, partner_id, mode, what, verdict, count(*)::int as amount from happened
        where ${partnerId ?? null}::text is null or partner_id = ${partnerId ?? null}
        group by day, partner_id, mode, what, verdict
    )
    select day, partner_id as "partnerId", p.name as partner, c.mode,
      coalesce(sum(amount) filter (where what = 'uploads'), 0)::int as uploads,
      coalesce(sum(amount) filter (where what = 'credentials'), 0)::int as credentials,
      coalesce(sum(amount) filter (where what = 'claims'), 0)::int as claims,
      coalesce(sum(amount) filter (where what = 'shares'), 0)::int as shares,
      coalesce(jsonb_object_agg(verdict, amount) filter (where what = 'verdict'), '{}') as verdicts
    from counted c left join partners p on p.id = c.partner_id
    group by day, partner_id, p.name, c.mode
    order by day desc, p.name, partner_id, c.mode`.execute(db)
  return rows
}
