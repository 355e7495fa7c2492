import { randomUUID } from 'node:crypto'
import { LAUREL_RESUME_CONTEXT_PATH } from '@laurel/credentials'
import { signJwt } from '../issuing/index.ts'
import type { Db } from '../platform/db/client.ts'
import { getResumeView, type Place, type ResumeView, shownResume } from '../resume/index.ts'
import { listPresentable, type Presentable } from './evidence/list-presentable.ts'
import { fileNameOf } from './file-name.ts'
import { makePdf, type PdfDeps } from './make-pdf.ts'
import type { PdfStandard } from './pdf/typeset.ts'
import { problems } from './problems.ts'
import { toJsonResume } from './to-json-resume.ts'
import { toLerRs } from './to-ler-rs.ts'

export interface ExportDeps extends PdfDeps {
  db: Db
  baseUrl: string
  /** a living share link of this person, undefined for any other; for none in particular, one that shows everything to whoever has it */
  printedLink(personId: string, shareId: string | undefined): Promise<PrintedLink | undefined>
}

/** A share link as it is printed. */
export interface PrintedLink {
  url: string
  /** what it shows; null for everything */
  sections: readonly Place[] | null
  /** the documents as received stay with the person */
  hideRaw: boolean
}

/** A file to save. */
export interface ExportFile<T extends string | Uint8Array = string> {
  fileName: string
  content: T
}

async function shownOf(
  { db }: Pick<ExportDeps, 'db'>,
  personId: string,
  link?: PrintedLink,
): Promise<{ view: ResumeView; documents: Presentable[] }> {
  const view = shownResume(await getResumeView({ db }, personId), { sections: link?.sections ?? undefined })
  return { view, documents: link?.hideRaw ? [] : await listPresentable(db, personId, view) }
}

/** The resume on paper; with a link, what that link shows and no more, since its QR code says that this is the same. */
export async function printResume(
  deps: PdfDeps & Pick<ExportDeps, 'db'>,
  personId: string,
  { link, standard }: { link?: PrintedLink | undefined; standard?: PdfStandard | undefined },
): Promise<ExportFile<Uint8Array>> {
  const { view, documents } = await shownOf(deps, personId, link)
  return { fileName: fileNameOf(view.name, 'pdf'), content: await makePdf(deps, { view, documents, shareUrl: link?.url, standard }) }
}

/** The resume as PDF; for no link in particular it carries one that shows the same as the paper does. @throws Problem share_not_found */
export async function getPdf(
  deps: ExportDeps,
  personId: string,
  { share, standard }: { share?: string | undefined; standard?: PdfStandard | undefined },
): Promise<ExportFile<Uint8Array>> {
  const link = await deps.printedLink(personId, share)
  if (share !== undefined && !link) throw problems.share_not_found()
  return printResume(deps, personId, { link, standard })
}

/** The resume as LER-RS 4.5, plain or as a VC-JWT of this server. */
export async function getLerRs(deps: ExportDeps, personId: string, { signed }: { signed: boolean }): Promise<ExportFile> {
  const { view, documents } = await shownOf(deps, personId)
  const resume = toLerRs(view, documents)
  if (!signed) return { fileName: fileNameOf(view.name, 'ler.json'), content: JSON.stringify(resume) }
  const jwt = await signJwt(deps.issuing, {
    '@context': ['https://www.w3.org/ns/credentials/v2', `${deps.baseUrl}${LAUREL_RESUME_CONTEXT_PATH}`],
    id: `urn:uuid:${randomUUID()}`,
    type: ['VerifiableCredential', 'LaurelResumeCredential'],
    credentialSubject: { type: ['LaurelResume'], lerrsType: resume as Record<string, never> },
  })
  return { fileName: fileNameOf(view.name, 'ler.jwt'), content: jwt }
}

/** The resume as JSON Resume 1.x. */
export async function getJsonResume(deps: Pick<ExportDeps, 'db'>, personId: string): Promise<ExportFile> {
  const view = shownResume(await getResumeView(deps, personId))
  return { fileName: fileNameOf(view.name, 'json'), content: JSON.stringify(toJsonResume(view)) }
}

/** PDF and LER-RS of one view, for a credential that holds both. */
export async function getResumeFiles(
  deps: ExportDeps,
  personId: string,
): Promise<{ name: string; pdf: Uint8Array; ler: Record<string, unknown>; generatedAt: Date }> {
  const generatedAt = deps.now()
  const { view, documents } = await shownOf(deps, personId)
  return { name: view.name, pdf: await makePdf(deps, { view, documents }), ler: toLerRs(view, documents), generatedAt }
}
