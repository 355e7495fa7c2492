import { newSecret } from '../core/id.ts'
import { sha256 } from '../platform/secrets.ts'
import { readUpload } from './read-upload.ts'
import type { UploadAnswer } from './results.ts'
import { findEnvelope } from './store/envelopes.ts'
import { type UploadDeps, uploadCredentials } from './upload-credentials.ts'

type Document = { recipient: Record<string, string>; credentials: Record<string, unknown>[] }

/**
 * Sends a published sample in a partner's name, always in test mode. Recipient and credentials get ids of their own each time, so that
 * every try starts afresh.
 *
 * @param sample  the text of one
 * @returns the answer the partner's own upload would have got, and the upload it became
 */
export async function sendSample(deps: UploadDeps, partnerId: string, sample: string): Promise<UploadAnswer & { uploadId: string }> {
  const document = JSON.parse(sample) as Document
  const { recipient, credentials } = document
  const bytes = Buffer.from(
    JSON.stringify({
      ...document,
      recipient: { ...recipient, id: `test-${newSecret().slice(0, 12)}` },
      credentials: credentials.map((credential) => ({ ...credential, id: `urn:uuid:${crypto.randomUUID()}` })),
    }),
  )
  const answer = await uploadCredentials(
    deps,
    { partnerId, mode: 'test', scopes: ['replace'] },
    { reading: readUpload(bytes), idempotencyKey: undefined, bodyDigest: sha256(bytes) },
  )
  return { ...answer, uploadId: (await findEnvelope(deps.db, sha256(answer.identifier_token)))!.id }
}
