import { setImmediate } from 'node:timers/promises'
import { readCredential } from '@laurel/credentials'
import type { Clock } from '../core/time.ts'
import type { IssuingDeps } from '../issuing/index.ts'
import type { ResumeView } from '../resume/index.ts'
import { shownResume } from '../resume/index.ts'
import { gatherEvidence } from './evidence/gather-evidence.ts'
import type { KeptAnswers } from './evidence/kept-answers.ts'
import type { Presentable } from './evidence/list-presentable.ts'
import { makePresentation } from './evidence/make-presentation.ts'
import { printedOf } from './pdf/print-view.ts'
import type { Attachment, PdfStandard, Typesetter } from './pdf/typeset.ts'
import { toLerRs } from './to-ler-rs.ts'

export interface PdfDeps {
  now: Clock
  issuing: IssuingDeps
  typesetter: Typesetter
  answers: KeptAnswers
}

export interface PdfParts {
  view: ResumeView
  /** the documents behind the view, as `listPresentable` gives them */
  documents: readonly Presentable[]
  /** address of the share link whose QR code is printed */
  shareUrl?: string | undefined
  /** PDF/UA-1 unless told otherwise */
  standard?: PdfStandard | undefined
}

async function attachmentsOf(deps: PdfDeps, view: ResumeView, documents: readonly Presentable[]): Promise<Attachment[]> {
  const presentation = await makePresentation(deps.issuing, documents)
  await setImmediate()
  const own = { ...deps, loaders: deps.issuing.loaders }
  const evidence = await gatherEvidence(own, readCredential(presentation))
  const json = (name: string, about: string, relationship: Attachment['relationship'], value: object): Attachment => ({
    name,
    type: 'application/json',
    about,
    relationship,
    text: JSON.stringify(value),
  })
  await setImmediate()
  return [
    json('resume.ler.json', 'This resume as LER-RS 4.5', 'alternative', toLerRs(view, documents)),
    json('presentation.json', 'The signed documents behind this resume, as a Verifiable Presentation', 'source', presentation),
    json('evidence.json', 'Contexts, keys and status lists that checking them needs', 'supplement', evidence),
  ]
}

/**
 * A resume as PDF: tagged, in reading order, with its data and its evidence inside.
 *
 * @param parts hidden, deleted and withdrawn items are left out, whether or not they still are in the view
 * @returns     the file; it claims no standard where a character in it has no face here
 * @throws Error when setting it fails or takes too long
 * @see resume spec, "PDF"; docs/decisions/0006
 */
export async function makePdf(deps: PdfDeps, { view, documents, shareUrl, standard = 'ua-1' }: PdfParts): Promise<Uint8Array> {
  const shown = shownResume(view)
  const now = deps.now()
  const { pdf } = await deps.typesetter.typeset({
    inputs: {
      resume: JSON.stringify(printedOf(shown, { shareUrl, now, hasDocuments: documents.length > 0 })),
      files: JSON.stringify(await attachmentsOf(deps, shown, documents)),
    },
    standard,
    createdAt: Math.floor(now.getTime() / 1_000),
  })
  return pdf
}
