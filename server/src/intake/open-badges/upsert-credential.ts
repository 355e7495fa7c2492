import type { PartnerCaller } from '../../core/caller.ts'
import { sha256 } from '../../platform/secrets.ts'
import type { ReadUpload } from '../read-upload-job.ts'
import { type UploadDeps, uploadCredentials } from '../upload-credentials.ts'
import { problems } from './problems.ts'

/**
 * Holds one AchievementCredential, as an upload does.
 *
 * @param text JSON, or a compact JWS
 * @returns whether it is new, and the claim link
 * @throws Problem credential_not_taken and those of an upload
 * @see OB 3.0 section 7.2, "upsertCredential"
 */
export async function upsertCredential(
  deps: UploadDeps & { readUpload: ReadUpload },
  caller: PartnerCaller,
  text: string,
  isJws: boolean,
): Promise<{ isNew: boolean; claimLink: string }> {
  if (isJws && !/^[\w-]+\.[\w-]*\.[\w-]+$/.test(text)) throw problems.credential_not_taken({ because: 'This text is no compact JWS.' })
  const bytes = Buffer.from(isJws ? JSON.stringify({ credentials: [text] }) : text, 'utf8')
  const reading = await deps.readUpload(bytes)
  if (reading.accepted.length !== 1) throw problems.credential_not_taken({ because: 'Send one AchievementCredential.' })
  const { results, redirect_url } = await uploadCredentials(deps, caller, { reading, idempotencyKey: undefined, bodyDigest: sha256(bytes) })
  const [result] = results
  if (result?.status === 'rejected') throw problems.credential_not_taken({ because: result.reason ?? 'This credential cannot be held.' })
  return { isNew: result?.status === 'held', claimLink: redirect_url }
}
