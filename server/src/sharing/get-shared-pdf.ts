import { type PdfDeps, printResume } from '../exports/index.ts'
import type { Db } from '../platform/db/client.ts'
import { printedLinkOf } from './printed-link.ts'
import { problems } from './problems.ts'
import type { ShareRow } from './store.ts'

export interface SharedPdfDeps extends PdfDeps {
  db: Db
  baseUrl: string
}

/** What a link shows, as PDF with the link's QR code; the documents behind it go along unless the person hid them. @throws Problem download_not_allowed */
export async function getSharedPdf(deps: SharedPdfDeps, share: ShareRow): Promise<Uint8Array> {
  if (!share.downloadAllowed) throw problems.download_not_allowed()
  const { content } = await printResume(deps, share.personId, { link: printedLinkOf(share, deps.baseUrl) })
  return content
}
