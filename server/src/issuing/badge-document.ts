import { createHash, randomUUID } from 'node:crypto'
import type { JsonObject } from '@laurel/credentials'
import { sha256 } from '../platform/secrets.ts'
import { seconds } from './status-lists.ts'

export interface BadgeFacts {
  platformId: string
  recipient: { email: string }
  skill: { id: string; name: string; description?: string | null; category?: string | null; url?: string | null }
  method: 'human' | 'assessment'
  endorsementType: string
  /** where it was shown: a project, a job, a certificate */
  sources: readonly { type: string; externalId: string; title: string; description?: string | null }[]
  proofUrls: readonly string[]
  verifiedAt: Date
  /** for an assessment; percent */
  result?: { score: number; passMark: number } | undefined
  /** for an endorsement; `proved` says what is known of the reviewer */
  reviewer?:
    | { name: string; company: string; comment?: string | null; relationship?: string | null; proved: 'mailbox' | 'link' }
    | undefined
}

export interface BadgeIssuer {
  id: string
  name: string
  url: string
}

const CONTEXT = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json']
const given = (fields: Record<string, JsonObject[string] | null | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '')) as JsonObject

/** The same skill of the same platform is the same achievement, whoever earned it. */
function achievementId({ platformId, skill }: BadgeFacts): string {
  const hex = createHash('sha256')
    .update(JSON.stringify(['achievement', platformId, skill.id]))
    .digest('hex')
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** @see OB 3.0 "IdentityObject": `sha256$` and the hash of address and salt */
function identityOf(email: string): JsonObject {
  const salt = randomUUID()
  return {
    type: 'IdentityObject',
    hashed: true,
    identityHash: `sha256$${sha256(email.trim().toLowerCase() + salt)}`,
    identityType: 'emailAddress',
    salt,
  }
}

const METHOD: Readonly<Record<BadgeFacts['method'], (facts: BadgeFacts) => string>> = {
  human: ({ endorsementType, reviewer }) =>
    `Endorsed by a reviewer as ${endorsementType.replaceAll('_', ' ')}; ${
      reviewer?.proved === 'mailbox'
        ? 'the reviewer proved the mailbox the endorsement came from'
        : 'link only: the reviewer’s mailbox was not proved'
    }.`,
  assessment: ({ result }) => `Passed a timed assessment${result ? ` with at least ${result.passMark} percent of the answers right` : ''}.`,
}

/**
 * A verified skill as an Open Badge 3.0, complete but for its proof, status and endorsement.
 *
 * @see skill verification spec, "Results"
 */
export function badgeDocument(id: string, facts: BadgeFacts, issuer: BadgeIssuer, skillUrl: string): JsonObject {
  const { skill, result, sources, proofUrls } = facts
  const resultDescription = `urn:uuid:${randomUUID()}`
  return {
    '@context': CONTEXT,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential', 'AchievementCredential'],
    name: skill.name,
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name, url: issuer.url },
    validFrom: seconds(facts.verifiedAt),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [identityOf(facts.recipient.email)],
      achievement: {
        id: achievementId(facts),
        type: ['Achievement'],
        achievementType: 'Competency',
        name: skill.name,
        description: skill.description || `The skill ${skill.name}, verified for one piece of work.`,
        criteria: { narrative: METHOD[facts.method](facts) },
        ...given({ fieldOfStudy: skill.category }),
        alignment: [
          given({
            type: ['Alignment'],
            targetName: skill.name,
            targetUrl: skillUrl,
            targetCode: skill.id,
            targetDescription: skill.description,
            targetType: 'CFItem',
          }),
        ],
        ...(result && {
          resultDescription: [
            {
              id: resultDescription,
              type: ['ResultDescription'],
              name: 'Score',
              resultType: 'Percent',
              valueMin: '0',
              valueMax: '100',
              requiredValue: String(result.passMark),
            },
          ],
        }),
      },
      ...(result && { result: [{ type: ['Result'], resultDescription, value: String(result.score), status: 'Completed' }] }),
    },
    evidence: [
      ...sources.map((source) =>
        given({
          type: ['Evidence'],
          name: source.title,
          genre: source.type,
          description: source.description,
          narrative: `${source.type} ${source.externalId}`,
        }),
      ),
      ...proofUrls.map((url) => ({ id: url, type: ['Evidence'], name: 'Proof', narrative: 'Address given as proof by the person.' })),
    ],
  }
}

/** What the reviewer said, as an endorsement of the badge; undefined where no reviewer spoke. */
export function endorsementDocument(badgeId: string, facts: BadgeFacts, issuer: BadgeIssuer): JsonObject | undefined {
  const { reviewer } = facts
  if (!reviewer) return undefined
  const who = [reviewer.name, reviewer.company].filter(Boolean).join(', ')
  const proved = reviewer.proved === 'mailbox' ? 'who proved the mailbox it was asked from' : 'by link only'
  return {
    '@context': CONTEXT,
    id: `urn:uuid:${randomUUID()}`,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: `Endorsement by ${who}`,
    description: `Given by ${who}, ${proved}${reviewer.relationship ? `; relationship: ${reviewer.relationship}` : ''}. Recorded by ${issuer.name}.`,
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name, url: issuer.url },
    validFrom: seconds(facts.verifiedAt),
    credentialSubject: {
      id: badgeId,
      type: ['EndorsementSubject'],
      endorsementComment: reviewer.comment || `${who} confirms the skill ${facts.skill.name}.`,
    },
  }
}
