import { isUtf8 } from 'node:buffer'
import { CredentialError, looksLikePdf, readCredential, unbakePng, unbakeSvg } from '@laurel/credentials'
import { scanJson } from '../../core/json-scan.ts'
import type { ReadUpload } from '../../intake/index.ts'
import { fromJsonResume } from './from-json-resume.ts'
import { fromLerRs, isLerRs } from './from-ler-rs.ts'
import { problems } from './problems.ts'
import { readPdf } from './read-pdf.ts'
import { fieldsOf, type ReadResume } from './read-values.ts'

type Form = 'credentials' | 'json-resume' | 'ler-rs' | 'pdf'

/** What a document holds: credentials to be verified, and what becomes entries in the person's own words. */
export interface FoundDocument {
  form: Form
  upload: Awaited<ReturnType<ReadUpload>> | undefined
  resume: ReadResume | undefined
}

/** Resumes are small; what is larger is credentials, and read beside the server. */
const MAX_RESUME_BYTES = 2 * 1024 * 1024
const PNG = [0x89, 0x50, 0x4e, 0x47]
const JWS = /^[\w-]+\.[\w-]+\.[\w-]*(?:~[\w.~-]*)?$/

/**
 * Finds out what some bytes are, and reads them.
 *
 * @throws Problem import_* | json_* | nothing_to_read | too_many_elements
 */
export async function readImport(readUpload: ReadUpload, bytes: Buffer): Promise<FoundDocument> {
  if (bytes.length === 0) throw problems.import_empty()
  if (PNG.every((byte, i) => bytes[i] === byte))
    return readText(
      readUpload,
      unbaked(() => unbakePng(bytes), 'picture'),
    )
  if (looksLikePdf(bytes)) {
    const { resume, presentation } = readPdf(bytes)
    return { form: 'pdf', upload: presentation === undefined ? undefined : await readUpload(Buffer.from(presentation, 'utf8')), resume }
  }
  if (!isUtf8(bytes)) throw problems.import_not_recognized()
  const text = new TextDecoder().decode(bytes).trim()
  if (text === '') throw problems.import_empty()
  if (text.startsWith('<')) {
    if (!/<svg[\s>]/i.test(text))
      throw /<(?:html|!doctype html)/i.test(text.slice(0, 1_000)) ? problems.import_is_page() : problems.import_not_recognized()
    return readText(
      readUpload,
      unbaked(() => unbakeSvg(text), 'picture'),
    )
  }
  return readText(readUpload, text)
}

const isJsonResume = (json: unknown): boolean => {
  const document = fieldsOf(json)
  const isCredential = ['credentialSubject', 'verifiableCredential', 'credentials', 'credential', 'badge'].some((key) => key in document)
  return (
    !isCredential && (typeof document.basics === 'object' || ['work', 'education', 'skills'].some((key) => Array.isArray(document[key])))
  )
}

async function readText(readUpload: ReadUpload, text: string): Promise<FoundDocument> {
  if (JWS.test(text)) return readSigned(readUpload, text)
  if (!/^[[{]/.test(text)) throw problems.import_not_recognized()
  const bytes = Buffer.from(text, 'utf8')
  const { problem } = scanJson(bytes)
  if (problem) throw problem
  if (bytes.length <= MAX_RESUME_BYTES) {
    const json: unknown = JSON.parse(text)
    if (isLerRs(json)) return readResume(readUpload, 'ler-rs', fromLerRs(json))
    if (isJsonResume(json)) return readResume(readUpload, 'json-resume', fromJsonResume(json))
  }
  const body = text.startsWith('[') ? Buffer.from(`{"credentials":${text}}`, 'utf8') : bytes
  return { form: 'credentials', upload: await readUpload(body), resume: undefined }
}

/** A signed text may be a credential, or a whole resume as one. */
async function readSigned(readUpload: ReadUpload, text: string): Promise<FoundDocument> {
  const { document } = readable(() => readCredential(text))
  if (isLerRs(document)) return readResume(readUpload, 'ler-rs', fromLerRs(document))
  return { form: 'credentials', upload: await readUpload(Buffer.from(JSON.stringify({ credentials: [text] }), 'utf8')), resume: undefined }
}

async function readResume(readUpload: ReadUpload, form: Form, resume: ReadResume): Promise<FoundDocument> {
  if (resume.credentials.length === 0) return { form, upload: undefined, resume }
  return { form, upload: await readUpload(Buffer.from(JSON.stringify({ credentials: resume.credentials }), 'utf8')), resume }
}

function unbaked(unbake: () => string, what: string): string {
  return readable(unbake, what).trim()
}

function readable<T>(read: () => T, what = 'document'): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    throw error.code === 'image_without_credential'
      ? problems.import_without_credential({ what })
      : problems.import_broken({ because: `${error.message}.` })
  }
}
