import { CredentialError } from '../credential-error.ts'
import type { Loaders } from '../loaders.ts'
import type { VerifyResult } from '../model/verdict.ts'
import { pdfFiles } from '../read/pdf-files.ts'
import { unreadable, verifyCredential } from '../verify/verify-credential.ts'
import { datedByFile, fromFile, type OfflineEvidence, readEvidence, withContexts } from './offline-evidence.ts'

const PRESENTATION = 'presentation.json'

/** The presentation inside a resume PDF. @throws CredentialError pdf_malformed | limit_exceeded */
export function presentationIn(bytes: Uint8Array): { presentation: Uint8Array; evidence: Uint8Array | undefined } {
  const files = pdfFiles(bytes)
  const presentation = files.get(PRESENTATION)
  if (presentation === undefined)
    throw new CredentialError('pdf_malformed', `the PDF has no ${PRESENTATION} attached: nothing in it is signed`)
  return { presentation, evidence: files.get('evidence.json') }
}

const PAGES_ARE_NOT_SIGNED = 'the pages of the PDF are not signed; what was signed is listed here'

/**
 * Verifies the documents attached to a resume PDF. The network is asked first; where there is none, or none may be used, keys and status
 * lists come from the file, and every check says of when they are.
 *
 * @param loaders  of the command line; without network when `offline`
 */
export async function verifyPdf(bytes: Uint8Array, loaders: Loaders, offline: boolean): Promise<VerifyResult> {
  try {
    const { presentation, evidence } = presentationIn(bytes)
    const kept = readEvidence(evidence)
    const online = offline ? undefined : await asked(presentation, kept, loaders)
    const result = online ?? (await unasked(presentation, kept, loaders))
    const altered = kept.altered.map((url) => `${url} in evidence.json is not what its hash says; it was not used`)
    return { ...result, warnings: [...result.warnings, PAGES_ARE_NOT_SIGNED, ...altered] }
  } catch (error) {
    if (error instanceof CredentialError) return unreadable(error)
    throw error
  }
}

/** With the network; undefined when it was needed and nothing at all could be reached. */
async function asked(presentation: Uint8Array, kept: OfflineEvidence, loaders: Loaders): Promise<VerifyResult | undefined> {
  let reached = 0
  let failed = 0
  const counting: Loaders = {
    ...withContexts(kept, loaders),
    fetch: (url, options) =>
      loaders.fetch(url, options).then(
        (answer) => {
          reached++
          return answer
        },
        (error: unknown) => {
          failed++
          throw error
        },
      ),
  }
  const result = await verifyCredential(presentation, counting)
  return failed > 0 && reached === 0 ? undefined : result
}

async function unasked(presentation: Uint8Array, kept: OfflineEvidence, loaders: Loaders): Promise<VerifyResult> {
  const { loaders: own, used } = fromFile(kept, loaders)
  const result = datedByFile(await verifyCredential(presentation, own), used)
  const note = `no network was used: ${used.size} documents of others were taken from the file`
  return { ...result, warnings: [...result.warnings, note] }
}
