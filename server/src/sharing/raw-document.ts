import { type HeldDocument, listHeldDocuments } from '../intake/index.ts'
import type { Db } from '../platform/db/client.ts'
import { problems } from './problems.ts'
import { getSharedResume } from './shared-resume.ts'
import type { ShareRow } from './store.ts'

/** The document of one item, exactly as received. @throws Problem document_not_shown */
export async function getRawDocument(deps: { db: Db }, share: ShareRow, itemId: string): Promise<HeldDocument> {
  const { documents } = await getSharedResume(deps, share)
  const [document] = documents.has(itemId) ? await listHeldDocuments(deps.db, share.personId, [itemId]) : []
  if (!document) throw problems.document_not_shown()
  return document
}
