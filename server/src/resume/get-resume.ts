import { findPerson } from '../accounts/index.ts'
import { listHoldings } from '../intake/index.ts'
import type { Db } from '../platform/db/client.ts'
import { arrangeResume, type ResumeView } from './arrange.ts'
import { findSectionOrder, listItemSettings } from './store.ts'

/** The resume of a person as it stands. */
export async function getResume(db: Db, personId: string): Promise<ResumeView> {
  const person = await findPerson(db, personId)
  return arrangeResume({
    name: [person?.givenName, person?.familyName].filter(Boolean).join(' '),
    holdings: await listHoldings(db, personId, ['resume']),
    settings: await listItemSettings(db, personId),
    sectionOrder: await findSectionOrder(db, personId),
  })
}
