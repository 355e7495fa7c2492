import type { JsonObject } from '@laurel/credentials'
import { type IssuingDeps, issueDocument } from '../issuing/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { type ResumeFiles, resumeCredential } from './resume-credential.ts'

export interface ResumeDeps {
  db: Db
  baseUrl: string
  issuing: IssuingDeps
  /** the resume as it stands: PDF and data from one view */
  resumeFiles(personId: string): Promise<ResumeFiles>
}

/** Signs the resume as it was made into files, in the caller's transaction. @param holder the DID of the wallet's key, if one proved itself */
export const issueResume = (
  { issuing, baseUrl }: Pick<ResumeDeps, 'issuing' | 'baseUrl'>,
  tx: Tx,
  files: ResumeFiles,
  { form, holder, personId }: { form: 'json' | 'jwt'; holder?: string; personId: string },
): Promise<JsonObject | string> => issueDocument(issuing, tx, resumeCredential(files, baseUrl, holder), { form, subject: personId })

/** The resume as a signed credential to keep as a file, bound to no key. */
export async function downloadResume(deps: ResumeDeps, personId: string, form: 'json' | 'jwt'): Promise<string> {
  const files = await deps.resumeFiles(personId)
  const issued = await deps.db.transaction().execute((tx) => issueResume(deps, tx, files, { form, personId }))
  return typeof issued === 'string' ? issued : JSON.stringify(issued)
}
