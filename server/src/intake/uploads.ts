import type { Clock } from '../core/time.ts'
import type { Section, Verdict } from '../core/words.ts'
import type { Db } from '../platform/db/client.ts'
import { problems } from './problems.ts'
import type { KeptResult } from './results.ts'
import { findUploadRow, listUploadRows, type StandingRow } from './store/uploads.ts'

type Row = Awaited<ReturnType<typeof listUploadRows>>['uploads'][number]

const MAX_WORDS = 8

/**
 * What a partner has uploaded, newest first, in both modes; never who claimed it.
 *
 * @param search  words that all must occur; letter case does not matter
 */
export async function listUploads(
  deps: { db: Db; now: Clock },
  partnerId: string,
  { search, limit, offset }: { search: string; limit: number; offset: number },
) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)
  const { uploads, total } = await listUploadRows(deps.db, partnerId, { search: words, limit, offset })
  return { total, uploads: uploads.map((row) => ({ ...headOf(row, deps.now()), titles: row.titles, ...countsOf(row.results) })) }
}

/** One upload with the result of each element, and how what it brought stands now. @throws Problem upload_not_found */
export async function getUpload(deps: { db: Db; now: Clock }, partnerId: string, id: string) {
  const row = await findUploadRow(deps.db, partnerId, id)
  if (!row) throw problems.upload_not_found()
  const { results, standing } = row
  const elements = results
    ? results.map((result) =>
        elementOf(
          result,
          standing.find(({ row: held }) => held === result.row),
        ),
      )
    : standing.map((held, index) => elementOf({ index, pointer: '', id: held.assertionId || null, status: 'held', row: held.row }, held))
  return { ...headOf(row, deps.now()), elements }
}

function headOf({ id, mode, createdAt, expiresAt, claimed, recipient }: Omit<Row, 'titles'>, now: Date) {
  const state = claimed ? ('claimed' as const) : now >= expiresAt ? ('expired' as const) : ('waiting' as const)
  return {
    id,
    mode,
    state,
    createdAt: createdAt.toISOString(),
    recipient: {
      id: recipient.id ?? '',
      name: [recipient.givenName, recipient.familyName].filter(Boolean).join(' '),
      email: recipient.email ?? '',
      studentId: recipient.studentId ?? '',
    },
  }
}

function countsOf(results: readonly KeptResult[] | null) {
  const refused = results?.filter(({ status }) => status === 'rejected' || status === 'withheld').length ?? 0
  return { elements: results?.length ?? null, refused }
}

function elementOf(result: Partial<KeptResult> & Pick<KeptResult, 'index' | 'pointer' | 'id' | 'status'>, held: StandingRow | undefined) {
  const { index, pointer, id, status, verdict, section, reason, warnings } = result
  return {
    index,
    pointer,
    id,
    status,
    title: held?.title ?? '',
    verdict: verdict ?? null,
    section: (held?.section ?? section ?? null) as Section | null,
    reason: reason ?? '',
    warnings: (warnings ?? []).map(({ message }) => message),
    // a copy that was withheld says nothing about the one that is owned
    now:
      held && status !== 'withheld'
        ? { verdict: (held.state === 'withdrawn' ? 'withdrawn' : held.verdict) as Verdict, state: held.state }
        : null,
  }
}
