import { parseMailbox } from '../core/email.ts'
import type { Output } from '../core/endpoint.ts'
import type { Section, Verdict } from '../core/words.ts'
import type { Partner } from '../partners/index.ts'
import type { uploadCredentials } from './api.ts'
import type { Arrival } from './arrivals.ts'
import type { Note, UploadReading } from './facts.ts'
import type { StoredVerdict } from './store/credentials.ts'

export type UploadAnswer = Output<typeof uploadCredentials>
type Result = UploadAnswer['results'][number]

/** A result as it is kept for the partner to read again, with the row it is about; refused elements have none. */
export type KeptResult = Result & { row: string | null }

export function keptResults(results: readonly Result[], arrivals: readonly Arrival[]): KeptResult[] {
  const rows = new Map(arrivals.map(({ reading, row }) => [reading.pointer, row.id]))
  return results.map((result) => ({ ...result, row: rows.get(result.pointer) ?? null }))
}

const NOT_CONFIRMED: readonly Verdict[] = ['invalid', 'revoked', 'suspended', 'expired', 'not-yet-valid', 'unconfirmed']

/** Why a verdict is no better: the checks that failed or could not be made. */
const reasonOf = (verdict: string, checks: readonly { outcome: string; because: string }[]): string | undefined =>
  NOT_CONFIRMED.includes(verdict as Verdict)
    ? checks.flatMap(({ outcome, because }) => (outcome === 'passed' ? [] : [because])).join('; ') || undefined
    : undefined

/** One result for each credential, in the order sent, and the warnings of the whole upload. */
export function resultsOf(
  reading: UploadReading,
  arrivals: readonly Arrival[],
  stored: readonly StoredVerdict[],
  partner: Partner | undefined,
): Pick<UploadAnswer, 'results' | 'warnings'> {
  const rejected: Result[] = reading.rejected.map(({ index, pointer, id, reason }) => ({
    index,
    pointer,
    id,
    status: 'rejected',
    verdict: null,
    section: null,
    reason,
  }))
  const results = [...arrivals.map((arrival) => resultOf(arrival, stored)), ...rejected]
  const order = new Map(results.map((result, i) => [result, i]))
  results.sort((a, b) => a.index - b.index || a.pointer.localeCompare(b.pointer, 'en', { numeric: true }) || order.get(a)! - order.get(b)!)
  return {
    results,
    warnings: [...arrivals.flatMap(({ warnings }) => warnings), ...emailWarnings(reading), ...findWarnings(reading, partner)],
  }
}

/** What an update brings stands where the credential stands already. @see CredentialConnect spec, "Identity, update, ownership" */
const inItsPlace = (judged: Arrival['judged'], kept: readonly StoredVerdict[]) =>
  judged.map((part) => ({ ...part, section: kept.find((one) => one.part === part.part)?.section ?? part.section }))

function resultOf({ reading, status, judged, row, warnings }: Arrival, stored: readonly StoredVerdict[]): Result {
  const kept = stored.filter(({ credentialId }) => credentialId === row.id)
  const parts = status === 'unchanged' ? kept : inItsPlace(judged, kept)
  const [root, ...inner] = [...parts].sort((a, b) => (a.part === '' ? -1 : b.part === '' ? 1 : 0))
  const reason = root && reasonOf(root.verdict, root.checks as { outcome: string; because: string }[])
  return {
    index: reading.index,
    pointer: reading.pointer,
    id: reading.id,
    status,
    verdict: (root?.verdict ?? 'unconfirmed') as Verdict,
    section: (root?.section ?? 'Credentials') as Section,
    ...(inner.length > 0 && {
      contains: inner.map(({ pointer, assertionId, verdict, section }) => ({
        pointer: `${reading.pointer}${pointer}`,
        id: assertionId || null,
        verdict: verdict as Verdict,
        section: section as Section,
      })),
    }),
    ...(reason && { reason }),
    ...(warnings.length > 0 && { warnings }),
  }
}

/** An address nobody can be written to protects nothing: the partner hears of it. */
function emailWarnings({ recipient }: UploadReading): Note[] {
  return recipient.email === '' || parseMailbox(recipient.email)
    ? []
    : [
        {
          code: 'RECIPIENT_EMAIL_UNUSABLE',
          message: 'recipient.email is not one e-mail address, so it cannot be checked when the link is claimed.',
          pointer: '/recipient/email',
        },
      ]
}

/** A partner with a find-my-resume page must say whom to look for. @see CredentialConnect spec, "Find my resume" */
function findWarnings({ recipient }: UploadReading, partner: Partner | undefined): Note[] {
  if (!partner?.findMyResume) return []
  const missing = [
    ...(['id', 'givenName', 'familyName'] as const).filter((field) => recipient[field] === ''),
    ...(recipient.email === '' && recipient.studentId === '' ? ['email or studentId'] : []),
  ]
  return missing.length === 0
    ? []
    : [
        {
          code: 'NOT_FINDABLE',
          message: `Held, but the person cannot find it on your page: recipient lacks ${missing.join(', ')}.`,
          pointer: '/recipient',
        },
      ]
}
