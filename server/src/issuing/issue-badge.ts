import { randomUUID } from 'node:crypto'
import { issueCredential, type JsonObject, type Loaders } from '@laurel/credentials'
import type { Mode } from '../core/caller.ts'
import type { Tx } from '../platform/db/client.ts'
import { type BadgeFacts, type BadgeIssuer, badgeDocument, endorsementDocument } from './badge-document.ts'
import { didOf } from './did.ts'
import { type KeyDeps, signingKeyFor } from './keys.ts'
import { giveStatus } from './status-lists.ts'
import { type BadgeEvent, insertIssued, setDocument } from './store.ts'

export interface IssuingDeps extends KeyDeps {
  loaders: Loaders
}

export interface NewBadge extends BadgeFacts {
  mode: Mode
  /** whom it is about, for erasure: the `recordUserId` */
  subject: string
  /** what `credential.revoked` says later, and under which key; left out: nobody is told */
  event?: BadgeEvent
}

export const issuerOf = (baseUrl: string): BadgeIssuer => ({ id: didOf(baseUrl), name: `Laurel at ${new URL(baseUrl).host}`, url: baseUrl })

/**
 * Makes, signs and stores the badge of one verified skill, in the caller's transaction: no badge for what is rolled back.
 *
 * @returns `id` is a `urn:uuid:`; `document` is the signed badge, ready to be held
 * @see skill verification spec, "Results"
 */
export async function issueBadge(deps: IssuingDeps, tx: Tx, badge: NewBadge): Promise<{ id: string; document: JsonObject }> {
  const { baseUrl, loaders } = deps
  const id = `urn:uuid:${randomUUID()}`
  const issuer = issuerOf(baseUrl)
  const now = deps.now()
  const key = await signingKeyFor({ ...deps, db: tx }, 'Ed25519')
  const sign = (document: JsonObject): Promise<JsonObject> => issueCredential(document, { key, created: now, loaders })
  await insertIssued(
    tx,
    { id, kind: 'badge', document: '', platformId: badge.platformId, mode: badge.mode, subject: badge.subject, event: badge.event ?? null },
    now,
  )
  const skillUrl = badge.skill.url || `${baseUrl}/api/v1/skills?query=${encodeURIComponent(badge.skill.name)}`
  const endorsement = endorsementDocument(id, badge, issuer)
  const document = await sign({
    ...badgeDocument(id, badge, issuer, skillUrl),
    ...(endorsement && { endorsement: [await sign(endorsement)] }),
    // one entry, not a list: `credentialStatus` is a single object in the published schema of Open Badges 3.0
    credentialStatus: await giveStatus(deps, tx, id, 'revocation'),
  })
  await setDocument(tx, id, JSON.stringify(document))
  return { id, document }
}
