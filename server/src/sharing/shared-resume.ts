import { after, type Clock, HOUR_MS } from '../core/time.ts'
import { askForOlder, listWholeDocuments } from '../intake/index.ts'
import type { Db } from '../platform/db/client.ts'
import { getResumeView, type ResumeView, shownResume } from '../resume/index.ts'
import type { ShareRow } from './store.ts'

export interface SharedResume {
  view: ResumeView
  /** where in its document each item lies, for the items whose document may be seen */
  documents: ReadonlyMap<string, string>
}

const itemsOf = ({ sections, skills }: ResumeView) => [
  ...sections.flatMap(({ entries }) => entries),
  ...skills.flatMap(({ proofs }) => proofs),
]

/** What a link shows. A document is offered only when it says nothing the link does not show. */
export async function getSharedResume(deps: { db: Db }, share: Pick<ShareRow, 'personId' | 'sections' | 'hideRaw'>): Promise<SharedResume> {
  const whole = await getResumeView(deps, share.personId)
  const view = shownResume(whole, share.sections === null ? {} : { sections: share.sections })
  const ids = share.hideRaw ? [] : itemsOf(view).map(({ id }) => id)
  const documents = await listWholeDocuments(deps.db, share.personId, ids)
  return { view, documents: new Map(documents.map(({ id, pointer }) => [id, pointer])) }
}

/** When the oldest check of all that is signed and shown ran. */
export function oldestCheckOf(view: ResumeView): Date | undefined {
  const times = itemsOf(view)
    .filter(({ verdict, checkedAt }) => checkedAt !== null && verdict !== 'unsigned' && verdict !== 'invalid')
    .map(({ checkedAt }) => Date.parse(checkedAt!))
  return times.length > 0 ? new Date(Math.min(...times)) : undefined
}

const STALE_AFTER_MS = HOUR_MS

/** Checks older than an hour are asked for again; the view never waits for them. @see resume spec, "Sharing" */
export async function refreshChecks(deps: { db: Db; now: Clock }, personId: string, oldestCheck: Date | undefined): Promise<void> {
  const now = deps.now()
  const before = after(now, -STALE_AFTER_MS)
  if (oldestCheck && oldestCheck.getTime() < before.getTime()) await askForOlder(deps.db, personId, now, before)
}
