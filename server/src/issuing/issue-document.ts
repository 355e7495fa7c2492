import { randomUUID } from 'node:crypto'
import { issueCredential, issueJwt, type JsonObject } from '@laurel/credentials'
import type { Tx } from '../platform/db/client.ts'
import { type IssuingDeps, issuerOf } from './issue-badge.ts'
import { signingKeyFor } from './keys.ts'
import { giveStatus } from './status-lists.ts'
import { insertIssued } from './store.ts'

/**
 * Signs a credential as this server, in the caller's transaction. Its id and its place in the status list are kept; its text is not.
 *
 * @param document complete but for id, issuer, status and proof
 * @param subject  whom it is about, for erasure
 * @returns        JSON-LD with its proof, or a VC-JWT
 */
export async function issueDocument(
  deps: IssuingDeps,
  tx: Tx,
  document: JsonObject,
  { form, subject }: { form: 'json' | 'jwt'; subject: string },
): Promise<JsonObject | string> {
  const id = `urn:uuid:${randomUUID()}`
  const now = deps.now()
  await insertIssued(tx, { id, kind: 'credential', document: '', platformId: null, mode: null, subject, event: null }, now)
  const issuer = issuerOf(deps.baseUrl)
  const whole: JsonObject = {
    ...document,
    id,
    issuer: { id: issuer.id, name: issuer.name },
    credentialStatus: await giveStatus(deps, tx, id, 'revocation'),
  }
  const key = await signingKeyFor({ ...deps, db: tx }, 'Ed25519')
  return form === 'jwt' ? issueJwt(whole, { key }) : issueCredential(whole, { key, created: now, loaders: deps.loaders })
}
