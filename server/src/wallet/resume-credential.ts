import { createHash, randomUUID } from 'node:crypto'
import type { JsonObject } from '@laurel/credentials'
import { RESUME_TYPE, resumeContexts } from './configurations.ts'

/** A resume as files, all made from one view of it. */
export interface ResumeFiles {
  name: string
  pdf: Uint8Array
  /** LER-RS */
  ler: object
  generatedAt: Date
}

const seconds = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z')
const digest = (bytes: Uint8Array | string): string => `sha384-${createHash('sha384').update(bytes).digest('base64')}`

/**
 * The resume as a credential, complete but for id, issuer, status and proof. Each file is inside, and its SHA-384 stands in
 * `relatedResource`, so that a file taken out of it can still be checked.
 *
 * @param holder the DID of the wallet's key; undefined for a plain download
 * @see resume spec, "Wallet"; VCDM 2.0 section 5.3
 */
export function resumeCredential({ name, pdf, ler, generatedAt }: ResumeFiles, baseUrl: string, holder: string | undefined): JsonObject {
  const text = JSON.stringify(ler)
  const files = [
    { id: `urn:uuid:${randomUUID()}`, fileName: 'resume.pdf', mediaType: 'application/pdf', sum: digest(pdf) },
    { id: `urn:uuid:${randomUUID()}`, fileName: 'resume.ler.json', mediaType: 'application/json', sum: digest(text) },
  ] as const
  const [pdfFile, lerFile] = files
  return {
    '@context': resumeContexts(baseUrl),
    type: ['VerifiableCredential', RESUME_TYPE],
    name: name === '' ? 'Resume' : `Resume of ${name}`,
    validFrom: seconds(generatedAt),
    credentialSubject: {
      ...(holder !== undefined && { id: holder }),
      type: ['LaurelResume'],
      ...(name !== '' && { name }),
      generatedAt: seconds(generatedAt),
      file: [
        { id: pdfFile.id, type: ['EmbeddedFile'], fileName: pdfFile.fileName, base64: Buffer.from(pdf).toString('base64') },
        { id: lerFile.id, type: ['EmbeddedFile'], fileName: lerFile.fileName, content: text },
      ],
    },
    relatedResource: files.map(({ id, mediaType, sum }) => ({ id, mediaType, digestSRI: sum })),
  }
}
