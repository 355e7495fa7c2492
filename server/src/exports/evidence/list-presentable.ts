import type { ReadCredential } from '@laurel/credentials'
import type { Check } from '../../core/words.ts'
import { type HeldDocument, listHeldDocuments, listWholeDocuments } from '../../intake/index.ts'
import type { Db } from '../../platform/db/client.ts'
import type { ResumeView } from '../../resume/index.ts'
import { readOrNothing } from './needed.ts'

/** A document that says nothing the resume does not show. */
export interface Presentable {
  /** of the item on the resume it came with */
  id: string
  document: string
  form: 'json' | 'jwt'
  /** it was verified before: its words are defined and its proof holds */
  wasChecked: boolean
}

const itemIds = ({ sections, skills }: ResumeView): string[] => [
  ...sections.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'credential').map(({ id }) => id)),
  ...skills.flatMap(({ proofs }) => proofs.map(({ id }) => id)),
]

/** One credential out of a bundle, when it is signed for itself: the others stay where they are. */
function innerAt(outer: ReadCredential, pointer: string): ReadCredential | undefined {
  for (const inner of outer.nested) {
    if (inner.at === pointer) return inner.signed ? inner : undefined
    if (pointer.startsWith(`${inner.at}/`)) return innerAt(inner, pointer.slice(inner.at.length))
  }
  return undefined
}

const passes = (checks: readonly Check[]): boolean =>
  ['document', 'proof'].every((name) => checks.some(({ id, outcome }) => id === name && outcome === 'passed'))

function partOf({ id, document, pointer, checks }: HeldDocument): Presentable[] {
  const outer = pointer === '' ? undefined : readOrNothing(document)
  const inner = outer && innerAt(outer, pointer)
  return inner ? [{ id, document: inner.raw, form: inner.format, wasChecked: passes(checks) }] : []
}

/**
 * The documents behind what a resume shows. One that also says what is hidden is left out, or the one credential taken out of it: a
 * transcript of five courses is not handed on for the sake of one.
 *
 * @param view as it is shown: without hidden, deleted and withdrawn items
 */
export async function listPresentable(db: Db, personId: string, view: ResumeView): Promise<Presentable[]> {
  const ids = itemIds(view)
  const held = await listHeldDocuments(db, personId, ids)
  const whole = new Set((await listWholeDocuments(db, personId, ids)).map(({ id }) => id))
  return held
    .filter(({ verdict }) => verdict !== 'withdrawn')
    .flatMap((one) =>
      whole.has(one.id) ? [{ id: one.id, document: one.document, form: one.form, wasChecked: passes(one.documentChecks) }] : partOf(one),
    )
}
