import { findPerson } from '../accounts/index.ts'
import { listHoldings } from '../intake/index.ts'
import type { Db } from '../platform/db/client.ts'
import { arrangeResume } from './arrange.ts'
import { findResumeRow } from './store/head.ts'
import { listItemSettings } from './store/items.ts'
import { listOwnRows } from './store/own-entries.ts'
import type { ResumeView } from './views.ts'

/** The resume of a person as it stands, for its owner: hidden, deleted and withdrawn items are in it. */
export async function getResumeView({ db }: { db: Db }, personId: string): Promise<ResumeView> {
  const person = await findPerson(db, personId)
  return arrangeResume({
    name: [person?.givenName, person?.familyName].filter(Boolean).join(' '),
    row: await findResumeRow(db, personId),
    holdings: await listHoldings(db, personId, ['resume']),
    own: await listOwnRows(db, personId),
    settings: await listItemSettings(db, personId),
  })
}
