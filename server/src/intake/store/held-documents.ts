import type { Mode } from '../../core/caller.ts'
import type { Check, Verdict } from '../../core/words.ts'
import type { Db } from '../../platform/db/client.ts'

/** The document behind one item a person holds. */
export interface HeldDocument {
  /** of the holding, as entries and skill proofs on the resume name it */
  id: string
  /** several holdings share one document: each skill of a carrier, each assertion of a CLR */
  credentialId: string
  /** exactly as received */
  document: string
  form: 'json' | 'jwt'
  /** where the item lies in the document: '' for the whole, else a JSON Pointer into a CLR */
  pointer: string
  verdict: Verdict
  checks: Check[]
  /** of the whole document, which for an item inside a CLR are others than its own */
  documentChecks: Check[]
  checkedAt: Date
  mode: Mode
}

/** The documents behind these items of a person, in the order asked for; what the person does not hold is left out. */
export async function listHeldDocuments(db: Db, personId: string, holdingIds: readonly string[]): Promise<HeldDocument[]> {
  if (holdingIds.length === 0) return []
  const rows = await db
    .selectFrom('holdings as h')
    .innerJoin('assertions as a', 'a.id', 'h.assertion_row')
    .innerJoin('credentials as c', 'c.id', 'a.credential_id')
    .leftJoin('assertions as whole', (join) => join.onRef('whole.credential_id', '=', 'c.id').on('whole.part', '=', ''))
    .select(['h.id', 'c.id as credentialId', 'c.document', 'c.format as form', 'c.withdrawn_at as withdrawnAt', 'a.pointer'])
    .select(['a.verdict', 'a.checks', 'whole.checks as documentChecks', 'a.checked_at as checkedAt', 'a.mode'])
    .where('h.person_id', '=', personId)
    .where('h.id', 'in', [...new Set(holdingIds)])
    .where('h.state', 'in', ['inbox', 'resume'])
    .where('a.gone_at', 'is', null)
    .execute()
  const place = new Map(holdingIds.map((id, i) => [id, i]))
  return rows
    .sort((a, b) => place.get(a.id)! - place.get(b.id)!)
    .map(
      ({ withdrawnAt, ...row }) =>
        ({ ...row, documentChecks: row.documentChecks ?? [], verdict: withdrawnAt ? 'withdrawn' : row.verdict }) as HeldDocument,
    )
}
