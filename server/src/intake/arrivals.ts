import type { PartnerCaller } from '../core/caller.ts'
import { newId } from '../core/id.ts'
import type { Partner } from '../partners/index.ts'
import type { Tx } from '../platform/db/client.ts'
import type { CredentialReading, Note } from './facts.ts'
import { subjectIdIn } from './read-upload.ts'
import { type ElementStatus, ownerScope, statusOfArrival } from './rules.ts'
import { sectionOf } from './sections.ts'
import {
  type AssertionRow,
  type CredentialRow,
  type KnownCopy,
  listCopiesByAchievement,
  listDocuments,
  listKnownCopies,
} from './store/credentials.ts'
import type { PartVerdict } from './verify-readings.ts'

/** One credential of an upload, decided: what becomes of it and which rows say so. */
export interface Arrival {
  reading: CredentialReading
  status: ElementStatus
  isNew: boolean
  row: CredentialRow
  assertions: AssertionRow[]
  /** what its own element says; of several with one id only the last is written */
  judged: AssertionRow[]
  /** parts whose achievement type nobody has mapped */
  unknown: Set<string>
  warnings: Note[]
}

const keyOf = (issuerId: string, assertionId: string, recipientId: string): string => JSON.stringify([issuerId, assertionId, recipientId])

/**
 * Compares what arrived with what this partner has sent before.
 *
 * @param verdicts by position of the reading, then by part
 */
export async function arrivalsOf(
  tx: Tx,
  caller: PartnerCaller,
  partner: Partner | undefined,
  readings: readonly CredentialReading[],
  verdicts: readonly ReadonlyMap<string, PartVerdict>[],
): Promise<Arrival[]> {
  const roots = readings.map(({ parts }) => parts[0]!)
  const copies = readings.length === 0 ? [] : await listKnownCopies(tx, caller, roots)
  const byAchievement =
    partner?.matchUpdatesBy === 'recipient-and-achievement'
      ? await listCopiesByAchievement(
          tx,
          caller,
          readings.map(({ recipientId }) => recipientId).filter(Boolean),
          roots.map(({ achievementId }) => achievementId).filter(Boolean),
        )
      : []
  const ofNobody = await copiesOfNobody(tx, readings, copies)
  const latest = new Map<string, number>()
  readings.forEach(({ recipientId }, i) => void latest.set(keyOf(roots[i]!.issuerId, roots[i]!.assertionId, recipientId), i))
  const rowIds = new Map<string, string>()
  const arrivals: Arrival[] = []
  readings.forEach((reading, i) => {
    const root = roots[i]!
    const key = keyOf(root.issuerId, root.assertionId, reading.recipientId)
    const same = copies.filter((copy) => copy.issuerId === root.issuerId && copy.assertionId === root.assertionId)
    const known =
      same.find((copy) => copy.recipientId === reading.recipientId) ??
      ofNobody.get(reading) ??
      byAchievement.find(
        (copy) => copy.recipientId === reading.recipientId && copy.achievementId === root.achievementId && root.achievementId !== '',
      )
    const owned = same.some((copy) => copy.ownerId !== null && copy.ownedHere)
    const status = statusOfArrival({ digest: reading.digest, known, ownedThroughThisPartner: owned })
    const isLatest = latest.get(key) === i
    const id = known?.id ?? rowIds.get(key) ?? newId('crd')
    rowIds.set(key, id)
    const rows = rowsOf(caller, partner, reading, id, verdicts[i]!)
    arrivals.push({
      ...rows,
      judged: rows.assertions,
      reading,
      status: isLatest || status === 'withheld' ? status : known ? status : 'held',
      isNew: known === undefined && isLatest,
      warnings: [
        ...reading.warnings,
        ...warningsOf(
          reading,
          same.filter((copy) => copy.id !== known?.id),
          status,
          isLatest,
        ),
      ],
    })
  })
  // of several elements with one id only the last is written
  return arrivals.map((arrival, i) => {
    const root = roots[i]!
    const last = arrivals[latest.get(keyOf(root.issuerId, root.assertionId, arrival.reading.recipientId))!]!
    return last === arrival ? arrival : { ...arrival, row: last.row, assertions: [], unknown: new Set<string>() }
  })
}

/**
 * An upload that names nobody is for whom its document speaks of: it updates the copy that speaks of the same, whatever recipient the
 * envelope of that copy named. Of several, the one somebody owns.
 */
async function copiesOfNobody(
  tx: Tx,
  readings: readonly CredentialReading[],
  copies: readonly KnownCopy[],
): Promise<Map<CredentialReading, KnownCopy>> {
  const found = new Map<CredentialReading, KnownCopy>()
  for (const reading of readings) {
    const { onlySubjectId, recipientId, parts } = reading
    if (onlySubjectId === undefined) continue
    const same = copies.filter((copy) => copy.issuerId === parts[0]!.issuerId && copy.assertionId === parts[0]!.assertionId)
    if (same.length === 0 || same.some((copy) => copy.recipientId === recipientId)) continue
    const documents = await listDocuments(
      tx,
      same.map(({ id }) => id),
    )
    const alike = same.filter(({ id }) => subjectIdIn(documents.get(id)!) === onlySubjectId)
    const copy = alike.length === 1 ? alike[0] : alike.find(({ id, ownedCopyId }) => id === ownedCopyId)
    if (copy) found.set(reading, copy)
  }
  return found
}

function warningsOf(
  { pointer, recipientId }: CredentialReading,
  same: readonly KnownCopy[],
  status: ElementStatus,
  isLatest: boolean,
): Note[] {
  const notes: Note[] = []
  if (!isLatest)
    notes.push({ code: 'DUPLICATE_ID', message: 'The same id comes again later in this upload; the later one counts.', pointer })
  if (status === 'withheld') {
    notes.push({
      code: 'ASSERTION_OWNED',
      message: 'Another recipient has claimed the credential with this id. Give each recipient an id of their own.',
      pointer,
    })
  } else if (same.some((copy) => copy.recipientId !== recipientId && copy.ownerId === null)) {
    notes.push({
      code: 'ASSERTION_ID_REUSED',
      message: 'You sent this id for another recipient too. The first who claims it gets it. Give each recipient an id of their own.',
      pointer,
    })
  }
  return notes
}

function rowsOf(
  caller: PartnerCaller,
  partner: Partner | undefined,
  { parts, recipientId, format, text, digest }: CredentialReading,
  id: string,
  verdicts: ReadonlyMap<string, PartVerdict>,
): Pick<Arrival, 'row' | 'assertions' | 'unknown'> {
  const unknown = new Set<string>()
  const assertions = parts.map((part, position): AssertionRow => {
    const { section, isKnown } = sectionOf(part.achievementType, partner?.typeOverrides ?? {})
    if (!isKnown) unknown.add(part.part)
    const { verdict, checks } = verdicts.get(part.part)!
    return {
      id: newId('asr'),
      credentialId: id,
      part: part.part,
      pointer: part.pointer,
      position,
      issuerId: part.issuerId,
      assertionId: part.assertionId,
      ownerScope: ownerScope(part.issuerId, part.assertionId, caller.partnerId),
      title: part.facts.title,
      achievementType: part.achievementType,
      section,
      kind: part.kind,
      skillCount: part.facts.skills.length,
      facts: part.facts,
      verdict,
      checks,
    }
  })
  const root = parts[0]!
  return {
    unknown,
    assertions,
    row: {
      id,
      issuerId: root.issuerId,
      assertionId: root.assertionId,
      recipientId,
      achievementId: root.achievementId,
      format,
      document: text,
      digest,
    },
  }
}
