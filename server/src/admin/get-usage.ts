import { after, type Clock, DAY_MS } from '../core/time.ts'
import { VERDICTS } from '../core/words.ts'
import type { Db } from '../platform/db/client.ts'
import { problems } from './problems.ts'
import { listUsage, type UsageRow } from './store/usage.ts'

const DEFAULT_DAYS = 30
const MOST_DAYS = 366

export interface UsageQuery {
  from?: string | undefined
  to?: string | undefined
  partnerId?: string | undefined
}

/**
 * Uploads, credentials with their verdicts as they stand now, claims and shares, by partner and day.
 *
 * @param query days in UTC, both included; the last 30 days when left out
 * @throws Problem usage_days_invalid
 */
export async function getUsage(deps: { db: Db; now: Clock }, { from, to, partnerId }: UsageQuery) {
  const last = dayOf(to) ?? new Date(deps.now().toISOString().slice(0, 10))
  const first = dayOf(from) ?? after(last, -(DEFAULT_DAYS - 1) * DAY_MS)
  const days = Math.round((last.getTime() - first.getTime()) / DAY_MS) + 1
  if (Number.isNaN(days) || days < 1 || days > MOST_DAYS) throw problems.usage_days_invalid({ most: MOST_DAYS })
  const rows = await listUsage(deps.db, { from: first, until: after(last, DAY_MS), partnerId })
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10), rows, totals: totalsOf(rows) }
}

/** A day that exists; one that does not is told by NaN. */
function dayOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const day = new Date(`${text}T00:00:00Z`)
  return day.getTime() && day.toISOString().startsWith(text) ? day : new Date(Number.NaN)
}

function totalsOf(rows: readonly UsageRow[]) {
  const sum = (amount: (row: UsageRow) => number): number => rows.reduce((total, row) => total + amount(row), 0)
  return {
    uploads: sum((row) => row.uploads),
    credentials: sum((row) => row.credentials),
    claims: sum((row) => row.claims),
    shares: sum((row) => row.shares),
    verdicts: Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, sum((row) => row.verdicts[verdict] ?? 0)] as const).filter(([, amount]) => amount > 0),
    ),
  }
}

export const USAGE_COLUMNS = ['day', 'partnerId', 'partner', 'mode', 'uploads', 'credentials', 'claims', 'shares', ...VERDICTS] as const

/** One line for each row of `getUsage`, a column for each verdict. */
export const usageLines = (rows: readonly UsageRow[]) =>
  rows.map(({ verdicts, ...row }) => ({
    ...row,
    ...(Object.fromEntries(VERDICTS.map((verdict) => [verdict, verdicts[verdict] ?? 0])) as Record<(typeof VERDICTS)[number], number>),
  }))
