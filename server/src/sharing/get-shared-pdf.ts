import { listPresentable, makePdf, type PdfDeps } from '../exports/index.ts'
import type { Db } from '../platform/db/client.ts'
import { addressOf } from './present-share.ts'
import { problems } from './problems.ts'
import { getSharedResume } from './shared-resume.ts'
import type { ShareRow } from './store.ts'

export interface SharedPdfDeps extends PdfDeps {
  db: Db
  baseUrl: string
}

/** What a link shows, as PDF with the link's QR code; the documents behind it go along unless the person hid them. @throws Problem download_not_allowed */
export async function getSharedPdf(deps: SharedPdfDeps, share: ShareRow): Promise<Uint8Array> {
  if (!share.downloadAllowed) throw problems.download_not_allowed()
  const { view } = await getSharedResume(deps, share)
  const documents = share.hideRaw ? [] : await listPresentable(deps.db, share.personId, view)
  return makePdf(deps, { view, documents, shareUrl: addressOf(deps.baseUrl, share.slug) })
}
