import type { Db } from '../platform/db/client.ts'
import { getResumeView } from './get-resume-view.ts'
import type { EntryView } from './views.ts'

/** The entries that stand on a person's resume: neither deleted by them nor taken back by who sent them. */
export async function listEntries(deps: { db: Db }, personId: string): Promise<EntryView[]> {
  const { sections } = await getResumeView(deps, personId)
  return sections.flatMap(({ entries }) => entries).filter(({ verdict }) => verdict !== 'withdrawn')
}
