import type { Clock } from '../core/time.ts'
import type { OrderedPlace } from '../core/words.ts'
import type { Db } from '../platform/db/client.ts'
import { getResumeView } from './get-resume-view.ts'
import { problems } from './problems.ts'
import { putSectionOrder } from './store/head.ts'
import { putPositions } from './store/items.ts'
import { itemsOf, type ResumeView } from './views.ts'

/** Sets the order of sections and of entries. @throws Problem entry_not_found */
export async function putOrder(
  deps: { db: Db; now: Clock },
  personId: string,
  order: { sections?: OrderedPlace[] | undefined; entries?: string[] | undefined },
): Promise<ResumeView> {
  return deps.db.transaction().execute(async (tx) => {
    const there = new Set(itemsOf(await getResumeView({ db: tx }, personId)).map(({ id }) => id))
    if (order.entries?.some((id) => !there.has(id))) throw problems.entry_not_found()
    if (order.entries) await putPositions(tx, personId, order.entries)
    if (order.sections) await putSectionOrder(tx, personId, order.sections, deps.now())
    return getResumeView({ db: tx }, personId)
  })
}
