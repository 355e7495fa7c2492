import type { PartnerCaller } from '../../core/caller.ts'
import type { ReadUpload } from '../read-upload-job.ts'
import { type UploadDeps, uploadCredentials } from '../upload-credentials.ts'
import { inTurn, type UploadTurns } from '../upload-turns.ts'
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
  deps: UploadDeps & { readUpload: ReadUpload; turns: UploadTurns },
  caller: PartnerCaller,
  text: string,
  isJws: boolean,
): Promise<{ isNew: boolean; claimLink: string }> {
  if (isJws && !/^[\w-]+\.[\w-]*\.[\w-]+$/.test(text)) throw problems.credential_not_taken({ because: 'This text is no compact JWS.' })
  const bytes = Buffer.from(isJws ? JSON.stringify({ credentials: [text] }) : text, 'utf8')
  const { results, redirect_url } = await inTurn(deps, caller.partnerId, bytes.length, async (verifier) => {
    const reading = await deps.readUpload(bytes)
    if (reading.accepted.length !== 1) throw problems.credential_not_taken({ because: 'Send one AchievementCredential.' })
    return uploadCredentials({ ...deps, verifier }, caller, { reading, idempotencyKey: undefined, bodyDigest: '' })
  })
  const [result] = results
  if (result?.status === 'rejected') throw problems.credential_not_taken({ because: result.reason ?? 'This credential cannot be held.' })
  return { isNew: result?.status === 'held', claimLink: redirect_url }
}
