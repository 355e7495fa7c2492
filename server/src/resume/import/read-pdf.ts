import { CredentialError, pdfFiles } from '@laurel/credentials'
import { scanJson } from '../../core/json-scan.ts'
import { fromLerRs, isLerRs } from './from-ler-rs.ts'
import { problems } from './problems.ts'
import { fieldsOf, listIn, type ReadResume } from './read-values.ts'

/** What is attached to a resume made here: its data, and the signed documents behind it as a presentation. */
export interface PdfContent {
  resume: ReadResume | undefined
  /** JSON, or undefined when there are none */
  presentation: string | undefined
}

/** Larger ones are no resumes of ours. */
const MAX_PDF_BYTES = 5 * 1024 * 1024

/**
 * The attachments of a resume PDF. Nothing of what is printed is read.
 *
 * @throws Problem import_broken | import_without_credential
 */
export function readPdf(bytes: Uint8Array): PdfContent {
  if (bytes.length > MAX_PDF_BYTES) throw problems.import_without_credential({ what: 'PDF' })
  const files = filesIn(bytes)
  const lerRs = jsonIn(files.get('resume.ler.json'))?.json
  const presentation = jsonIn(files.get('presentation.json'))
  const resume = isLerRs(lerRs) ? fromLerRs(lerRs) : undefined
  const held = [fieldsOf(presentation?.json).verifiableCredential ?? []].flat()
  if (!resume && held.length === 0) throw problems.import_without_credential({ what: 'PDF' })
  return { resume, presentation: held.length > 0 ? presentation?.text : credentialsIn(resume) }
}

function filesIn(bytes: Uint8Array): Map<string, Uint8Array> {
  try {
    return pdfFiles(bytes)
  } catch (error) {
    if (error instanceof CredentialError) throw problems.import_broken({ because: `${error.message}.` })
    throw error
  }
}

/** An attachment is as hostile as any file. */
function jsonIn(bytes: Uint8Array | undefined): { text: string; json: unknown } | undefined {
  if (!bytes || scanJson(bytes).problem) return undefined
  const text = new TextDecoder().decode(bytes)
  return { text, json: JSON.parse(text) as unknown }
}

const credentialsIn = (resume: ReadResume | undefined): string | undefined =>
  listIn(resume?.credentials).length > 0 ? JSON.stringify({ credentials: resume?.credentials }) : undefined
