import { didKeyOf, generateKey, issueCredential, type JsonObject, type KeyPair } from '@laurel/credentials'

export interface DemoIssuer {
  did: string
  name: string
  url: string
  key: KeyPair
}

/** A key of an issuer, ready to be kept between runs. */
export const newKey = (): KeyPair => generateKey('Ed25519')

/** An issuer known by its own key. */
export const issuerWith = (key: KeyPair, name: string, url: string): DemoIssuer => ({
  did: didKeyOf(key.publicKeyMultibase),
  name,
  url,
  key,
})

export interface BadgeText {
  /** what makes this instance different from all others */
  id: string
  title: string
  description: string
  type: string
  on: string
  until?: string
  criteria?: string
}

/** An Open Badge 3.0, complete but for its proof. */
export const badgeOf = ({ did, name, url }: DemoIssuer, text: BadgeText): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: text.id,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: text.title,
  issuer: { id: did, type: ['Profile'], name, url },
  validFrom: text.on,
  ...(text.until && { validUntil: text.until }),
  credentialSubject: {
    type: ['AchievementSubject'],
    achievement: {
      id: `${url}/achievements/${slugOf(text.title)}`,
      type: ['Achievement'],
      achievementType: text.type,
      name: text.title,
      description: text.description,
      criteria: { narrative: text.criteria ?? 'All parts passed.' },
    },
  },
})

export interface SkillText {
  name: string
  description: string
  level?: 'beginner' | 'intermediate' | 'advanced' | 'expert'
}

/** A carrier of skills whose levels can be signed: as results that name the skill. @see docs/partner-guide.md */
export function carrierOf(issuer: DemoIssuer, text: BadgeText, skills: readonly SkillText[]): JsonObject {
  const badge = badgeOf(issuer, { ...text, type: 'SkillsAndAbilities' })
  const subject = badge.credentialSubject as JsonObject
  const aligned = ({ name, description }: SkillText): JsonObject => ({
    type: ['Alignment'],
    targetName: name,
    targetUrl: `${issuer.url}/skills/${slugOf(name)}`,
    targetDescription: description,
    targetFramework: issuer.name,
  })
  const level = `${text.id}:level`
  return {
    ...badge,
    evidence: [{ id: `${issuer.url}/pieces/${slugOf(text.title)}`, type: ['Evidence'], name: text.title }],
    credentialSubject: {
      ...subject,
      result: skills.flatMap((skill) =>
        skill.level ? [{ type: ['Result'], resultDescription: level, value: skill.level, alignment: [aligned(skill)] }] : [],
      ),
      achievement: {
        ...(subject.achievement as JsonObject),
        resultDescription: [{ id: level, type: ['ResultDescription'], name: 'Level', resultType: 'Status' }],
        alignment: skills.map(aligned),
      },
    },
  }
}

/** Signs as the issuer; the same document gets the same proof, so that sending it again changes nothing. */
export const signed = ({ key }: DemoIssuer, document: JsonObject): Promise<JsonObject> =>
  issueCredential(document, { key, created: String(document.validFrom) })

const slugOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
