import type { Output } from '../../core/endpoint.ts'
import type { Clock } from '../../core/time.ts'
import {
  dropSelfSent,
  holdSelfSent,
  judgeSelfSent,
  type ReadUpload,
  type SelfSentItem,
  untilUnraced,
  type Verifier,
} from '../../intake/index.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { SafeFetch } from '../../platform/net/safe-fetch.ts'
import { addOwnEntries } from '../add-own-entries.ts'
import { getResumeView } from '../get-resume-view.ts'
import { putResumeRow } from '../store/head.ts'
import { putItemSettings } from '../store/items.ts'
import { itemsOf, type ResumeView } from '../views.ts'
import type * as api from './api.ts'
import { fetchImport } from './fetch-import.ts'
import { headOf, type ImportItem, ownItems } from './own-items.ts'
import { problems } from './problems.ts'
import { type FoundDocument, readImport } from './read-import.ts'

export interface ImportDeps {
  db: Db
  now: Clock
  verifier: Verifier
  readUpload: ReadUpload
  fetch: SafeFetch
}

export interface ImportRequest {
  /** the document itself, or where it is */
  source: Buffer | { url: string }
  /** only look */
  preview: boolean
  include: readonly string[] | undefined
}

type Imported = Output<typeof api.importDocument>

/** Carries what a preview found out of the transaction it undoes. */
class OnlyLooked extends Error {}

/**
 * Puts what a document holds on the resume: credentials as credentials, verified; everything else in the person's own words. A preview
 * does all of it and takes it back, so that it shows exactly what would happen.
 *
 * @returns every item found with the reason why it cannot be added, if so; `added` names what is new, for undoing
 * @throws Problem import_* | json_* | nothing_to_read | too_many_elements | item_unknown | resume_is_full
 * @see resume spec, "Builder"
 */
export async function importDocument(deps: ImportDeps, personId: string, request: ImportRequest): Promise<Imported> {
  const { source } = request
  const bytes = Buffer.isBuffer(source) ? source : await fetchImport(deps.fetch, source.url)
  const found = await readImport(deps.readUpload, bytes)
  const judged = await judgeSelfSent(deps, personId, found.upload?.accepted ?? [])
  const put = (tx: Tx) => putOnResume(deps, tx, personId, found, judged, request)
  if (!request.preview) {
    const imported = await untilUnraced(() => deps.db.transaction().execute(put))
    if (imported.added.length === 0) refuseNothing(imported.items)
    return imported
  }
  return untilUnraced(async () => {
    let seen: Imported | undefined
    const look = deps.db.transaction().execute(async (tx) => {
      seen = await put(tx)
      throw new OnlyLooked()
    })
    await look.catch((error: unknown) => {
      if (!(error instanceof OnlyLooked)) throw error
    })
    return { ...seen!, added: [] }
  })
}

async function putOnResume(
  deps: ImportDeps,
  tx: Tx,
  personId: string,
  { form, upload, resume }: FoundDocument,
  judged: Awaited<ReturnType<typeof judgeSelfSent>>,
  { include }: ImportRequest,
): Promise<Imported> {
  const now = deps.now()
  const view = await getResumeView({ db: tx }, personId)
  const wants = (id: string): boolean => include === undefined || include.includes(id)
  const own = ownItems(resume?.entries ?? [], view)
  const head = resume ? headOf(resume.profile, view) : []
  const others = new Set(['head', ...own.map(({ item }) => item.id)])
  const credentialIds = include && new Set(include.filter((id) => !others.has(id)))
  const held = await holdSelfSent(deps, tx, personId, judged, credentialIds)
  const deleted = new Set(
    itemsOf(view).flatMap((item) => (item.deleted ? ['proofs' in item ? item.proofs.map(({ id }) => id) : item.id].flat() : [])),
  )
  const back = held.items.filter(({ id, heldAs, reason }) => reason === '' && heldAs !== undefined && deleted.has(heldAs) && wants(id))
  const restored = await restore(tx, personId, view, new Set(back.map(({ heldAs }) => heldAs!)))
  const chosen = own.filter(({ item }) => item.available && wants(item.id)).map(({ entry }) => entry)
  const written = chosen.length > 0 ? await addOwnEntries(tx, personId, chosen, now) : []
  const filled = resume && wants('head') ? head.map(({ field }) => field) : []
  if (resume && filled.length > 0)
    await putResumeRow(tx, personId, { profile: Object.fromEntries(filled.map((field) => [field, resume.profile[field]])) }, now)
  return {
    form,
    items: [...held.items.map((item) => shown(item, deleted)), ...own.map(({ item }) => item)],
    head,
    notes: [
      ...(resume?.notes ?? []),
      ...(upload?.rejected ?? []).map(({ pointer, reason }) => (pointer ? `${pointer}: ${reason}` : reason)),
    ],
    added: [
      ...held.added,
      ...restored,
      ...written.flatMap(({ id, added }) => (added ? [id] : [])),
      ...filled.map((field) => `head.${field}`),
    ],
  }
}

/** What was deleted from the resume comes back instead of a second copy. @returns the items that came back */
async function restore(tx: Tx, personId: string, view: ResumeView, holdings: ReadonlySet<string>): Promise<string[]> {
  const items = itemsOf(view).filter(
    (item) => item.deleted && ('proofs' in item ? item.proofs.some(({ id }) => holdings.has(id)) : holdings.has(item.id)),
  )
  for (const { id } of items) await putItemSettings(tx, personId, id, { deletedAt: null })
  return items.map(({ id }) => id)
}

function shown({ heldAs, ...item }: SelfSentItem, deleted: ReadonlySet<string>): ImportItem {
  const isThere = item.reason === '' && heldAs !== undefined && !deleted.has(heldAs)
  return isThere ? { ...item, available: false, reason: 'there-already' } : item
}

/** When nothing could be added, says why. */
function refuseNothing(items: readonly ImportItem[]): void {
  const reasons = items.map(({ reason }) => reason)
  if (reasons.includes('names-another')) throw problems.import_names_another()
  if (reasons.includes('taken')) throw problems.import_taken()
  if (reasons.includes('there-already')) throw problems.import_there_already()
  if (items.length === 0) throw problems.import_not_recognized()
}

/** Takes back what an import added; own entries and what had been deleted before can be restored, credentials are imported again. */
export async function undoImport(deps: { db: Db; now: Clock }, personId: string, added: readonly string[]): Promise<{ removed: number }> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const dropped = await dropSelfSent(tx, personId, added)
    const there = new Set(itemsOf(await getResumeView({ db: tx }, personId)).map(({ id }) => id))
    const left = added.filter((id) => there.has(id) && !dropped.includes(id))
    for (const id of left) await putItemSettings(tx, personId, id, { deletedAt: now })
    const fields = (['headline', 'email', 'phone', 'location', 'summary'] as const).filter((field) => added.includes(`head.${field}`))
    const profile = { ...Object.fromEntries(fields.map((field) => [field, ''])), ...(added.includes('head.links') && { links: [] }) }
    if (Object.keys(profile).length > 0) await putResumeRow(tx, personId, { profile }, now)
    return { removed: dropped.length + left.length + Object.keys(profile).length }
  })
}
