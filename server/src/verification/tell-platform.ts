import { enqueueEvent, type WebhookEvent } from '../delivery/index.ts'
import type { Tx } from '../platform/db/client.ts'
import type { Uses } from './deps.ts'
import { titleOf } from './source.ts'
import type { StoredItem } from './store/items.ts'
import type { VerifiedSkill } from './store/skills.ts'
import type { Verification } from './store/verifications.ts'

export interface Told {
  verification: Verification
  status: 'initiated' | 'completed' | 'expired'
  skills: readonly VerifiedSkill[]
  items: readonly StoredItem[]
  result?: object | undefined
  reviewer?: { name: string; company: string; proved: 'mailbox' | 'link' } | undefined
}

/** What is to be said of a skill now: one whose badge was revoked is not verified any more. */
export const standingOf = ({ status, revokedAt }: Pick<VerifiedSkill, 'status' | 'revokedAt'>) => {
  const now = revokedAt === null ? status : ('revoked' as const)
  return { verified: now === 'verified', status: now }
}

/** One skill as webhooks and answers write it. */
export const skillResult = (skill: VerifiedSkill, method: string | null) => {
  const { skillId, name, verifiedAt } = skill
  const { verified, status } = standingOf(skill)
  return { skillId, name, verified, status, ...(verified && { verifiedAt: verifiedAt?.toISOString(), verifiedBy: method }) }
}

/** `data` of every webhook. @see skill verification spec, "Webhooks" */
export function eventData({ verification, status, skills, items, result, reviewer }: Told): Record<string, unknown> {
  return {
    recordVerificationId: verification.id,
    recordUserId: verification.studentId,
    externalStudentId: verification.externalStudentId,
    method: verification.method,
    endorsementType: verification.endorsementType,
    status,
    skills: skills.map((skill) => skillResult(skill, verification.method)),
    ...(result && { result }),
    ...(reviewer && { reviewer }),
    sources: items.map((item) => ({ type: item.type, externalId: item.externalId, title: titleOf(item) })),
    credentialIds: skills.flatMap(({ credentialId }) => (credentialId === null ? [] : [credentialId])),
  }
}

/** Writes the events in the transaction of the fact they tell. */
export async function tellPlatform(deps: Uses<'now'>, tx: Tx, events: readonly WebhookEvent[], told: Told): Promise<void> {
  const { platformId, keyId, mode, callbackUrl } = told.verification
  const data = eventData(told)
  for (const event of events)
    await enqueueEvent(deps, tx, { platformId, keyId, mode, event, data, ...(callbackUrl !== null && { callbackUrl }) })
}
